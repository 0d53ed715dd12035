"""The ground a plan stands on: units, adjacency, ledgers, reference layers and the place."""
