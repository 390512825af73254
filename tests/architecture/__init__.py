"""What holds the house up: imports, sizes, names and places, checked on every run."""
