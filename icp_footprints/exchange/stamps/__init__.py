"""What files say of the plan they were made from: one reader a kind of file."""
