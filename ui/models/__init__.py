"""Qt models between the plan's figures and the tables that show them."""
