"""Reference layers from files: look-ups, registrations, overlays; and layers of points."""
