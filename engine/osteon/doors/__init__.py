"""The ways in and out: the command line, files, pages. The clock is read here and nowhere below."""
