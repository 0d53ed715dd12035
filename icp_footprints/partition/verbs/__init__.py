"""Verbs on a plan the planner drew: each gives a change to look at before it is taken."""
