"""A new plan from files: what each was recognised as, what joined, and a look at the units."""
