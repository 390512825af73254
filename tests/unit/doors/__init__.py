"""The doors: files, the command line, the forms of a report."""
