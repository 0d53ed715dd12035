"""Many places planned in one run: split, planned one by one anywhere, written as they come."""
