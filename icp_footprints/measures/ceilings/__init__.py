"""Ceilings: proven bounds on what any plan of a place could score, and how they are proved."""
