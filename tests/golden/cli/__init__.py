"""What the command line prints, word for word."""
