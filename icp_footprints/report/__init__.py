"""Reports of a plan: what they say (`content`), and the forms they take."""
