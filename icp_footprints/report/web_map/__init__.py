"""The web map: one page that opens offline."""
