"""What can be generated at all, said before any search starts."""
