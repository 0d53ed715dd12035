"""Reading footprints that others wrote: look-ups of units, and polygons, as a draft of a plan."""
