"""What a stranger gets: osteon built, installed in a bare environment, and used."""
