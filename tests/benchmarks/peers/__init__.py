"""Other projects set to the generator's task: optional, never imported by the product."""
