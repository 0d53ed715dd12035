"""Writing the open plan for others: which files, where, and how they come about."""
