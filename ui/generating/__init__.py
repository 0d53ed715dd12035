"""The settings of the generator as fields, and what they make possible."""
