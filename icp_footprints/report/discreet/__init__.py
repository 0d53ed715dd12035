"""Counts under five, kept from being had from what is printed."""
