"""Every scenario of every feature file, as a test."""

from pytest_bdd import scenarios

scenarios("clinical", "interfaces", "properties", "suggested")
