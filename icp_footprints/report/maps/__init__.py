"""One drawing of a plan for pages, print and pictures."""
