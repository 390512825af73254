"""One record for whatever may be wrong with a feature file."""

from dataclasses import dataclass

CODES = {
    "not-gherkin": "the file cannot be read as Gherkin",
    "no-feature": "the file holds no feature, so nothing of it is run",
    "no-scenario": "the feature holds no scenario, so nothing of it is run",
    "name-twice": "two scenarios of a feature share a name; pytest-bdd runs only the last of them",
    "hidden-step": "a line that is meant as a step is read as a description",
    "no-steps": "a scenario without steps passes without testing anything",
    "no-then": "a scenario without Then claims nothing",
    "no-when": "a scenario asks for no evaluation, or for several",
    "no-rows": "an outline without rows is run once with its gaps unfilled, or not at all",
    "unfilled-gap": "a gap has no column to fill it",
    "idle-column": "a column fills no gap",
    "column-twice": "two columns of a table have one name",
    "row-twice": "a row of examples stands twice",
    "gap-in-background": "a gap in a background is filled by one runner and not by the other",
    "strange-tag": "a tag is written with letters that a runner cannot select by",
    "no-such-sentence": "a line means nothing",
    "two-meanings": "a line could mean two things",
    "no-such-rule": "a rule is named that the pack does not have",
    "rule-without-block": "a rule of the pack has no `Rule:` block of its own",
    "two-blocks": "a rule of the pack has two `Rule:` blocks",
    "rows-differ": "not as many rows are run as stand in the file",
}
"""What each code stands for."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong with a feature file: where, what, and what to do. `line` counts from 1."""

    file: str
    line: int
    code: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: error [{self.code}] {self.text}"
