"""The map: its view, its layers, and how things on it look."""
