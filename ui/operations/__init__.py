"""What the user can do: one verb a file, each able to say why it is disabled."""
