"""What the map draws, one layer a file, from the bottom up."""
