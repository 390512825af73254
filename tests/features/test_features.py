"""Every scenario of every feature file, as a test."""

from pytest_bdd import scenarios

from tests.features.conftest import FEATURES

scenarios(*sorted(folder.name for folder in FEATURES.iterdir() if folder.is_dir()))
