"""What the command line shows: lines, tables, progress bars and one-line errors."""
