"""Any CDS Hooks service, held against the specification."""
