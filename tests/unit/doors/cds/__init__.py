"""CDS Hooks without the web."""
