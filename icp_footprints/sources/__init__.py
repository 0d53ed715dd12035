"""Reading what others publish: boundaries, look-ups, people and GP registrations."""
