"""Public records, kept outside the repository: every one is read, and every entry of it is accounted for."""
