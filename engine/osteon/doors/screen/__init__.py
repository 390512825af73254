"""Screening a population: the very same facts and rules, many patients at a time."""
