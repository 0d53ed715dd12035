"""Checks: one rule a file, each turning a plan into issues in words."""
