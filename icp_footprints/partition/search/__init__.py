"""The search: compiled annealing over the units of a place."""
