"""A plan: which footprint each unit of a place belongs to, and the verbs that change it."""
