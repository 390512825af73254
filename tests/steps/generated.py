"""Turns every sentence of the registry into a step of pytest-bdd.

pytest-bdd goes on doing what it does: it reads the files, collects the rows,
plays backgrounds and outlines, and finds the step for each line. What a line
means and does stands in the registry and nowhere else.
"""

from pytest_bdd import step
from pytest_bdd.parsers import StepParser

from osteon.verification.spec.language import sentences


class Registered(StepParser):
    """Reads a line as one sentence of the registry does."""

    def __init__(self, sentence):
        super().__init__(sentence.words)
        self.sentence = sentence

    def is_matching(self, name):
        return self.sentence.gaps_in(name) is not None

    def parse_arguments(self, name):
        return {"gaps": self.sentence.gaps_in(name)}


def alone(sentence):
    def act(scene, gaps):
        sentence.act(scene, **gaps)

    return act


def with_table(sentence):
    def act(scene, gaps, datatable):
        sentence.act(scene, **gaps, table=datatable)

    return act


def with_text(sentence):
    def act(scene, gaps, docstring):
        sentence.act(scene, **gaps, text=docstring)

    return act


FORMS = {"": alone, "table": with_table, "text": with_text}

for each in sentences():
    step(Registered(each), each.kind)(FORMS[each.below](each))
