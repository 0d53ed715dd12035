"""Neighbourhood footprints for England's places: make them, measure them, agree them."""

__version__ = "0.1.0"
