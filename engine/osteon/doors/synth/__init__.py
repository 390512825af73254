"""Made-up registries of patients, for trying and measuring. Nobody in them exists."""
