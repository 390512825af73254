"""The registry's sentences as steps of pytest-bdd: one registry, two runners."""
