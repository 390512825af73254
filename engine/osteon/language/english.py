"""A condition said in English, from the same nodes that are evaluated.

The sentence cannot drift from the rule: there is nothing else to say it from.
"""

from collections.abc import Mapping

from osteon.basics.quantity import Number, written
from osteon.basics.records import dataclass
from osteon.basics.typed import assert_never
from osteon.language.syntax import AllOf, Among, AnyOf, Compare, Condition, Defined, Holds, Known, Not
from osteon.patient.vocabulary import Fact

_COMPARED = {">=": "is at least", ">": "is more than", "<=": "is at most", "<": "is less than"}
_DENIED = {">=": "<", ">": "<=", "<=": ">", "<": ">="}


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """How facts, definitions and parameters are said.

    `definitions` maps a name to its (reads, denies) pair; `parameters` to its number on the day and its unit.
    """

    facts: Mapping[str, Fact]
    definitions: Mapping[str, tuple[str, str]]
    parameters: Mapping[str, tuple[Number, str]]

    def say(self, condition: Condition) -> str:
        """Say a condition: "takes warfarin and the total daily vitamin D is at least 5,000 IU/day"."""
        return self._say(condition, whole=True)

    def deny(self, condition: Condition) -> str:
        """Say the opposite of a condition."""
        match condition:
            case Holds(name):
                return self.facts[name].denies
            case Defined(name):
                return self.definitions[name][1]
            case Known(name):
                return f"it is not known {_whether(self.facts[name])}"
            case Among(name, choices):
                return f"{self.facts[name].reads} is not {_listed(choices, 'or')}"
            case Compare(name, op, parameter):
                return self._say(Compare(name, _DENIED[op], parameter), whole=True)
            case Not(inner):
                return self._say(inner, whole=True)
            case AllOf(parts):
                return self._join([self.deny(part) for part in parts], "or")
            case AnyOf(parts):
                return self._join([self.deny(part) for part in parts], "and")
        assert_never(condition)

    def _say(self, condition: Condition, *, whole: bool) -> str:
        match condition:
            case Holds(name):
                return self.facts[name].reads
            case Defined(name):
                return self.definitions[name][0]
            case Known(name):
                return f"it is known {_whether(self.facts[name])}"
            case Among(name, choices):
                return f"{self.facts[name].reads} is {_listed(choices, 'or')}"
            case Compare(name, op, parameter):
                return f"{self.facts[name].reads} {_COMPARED[op]} {self.amount(parameter)}"
            case Not(inner):
                return self.deny(inner)
            case AllOf(parts):
                return self._bracket(
                    self._join([self._say(part, whole=False) for part in parts], "and"), whole
                )
            case AnyOf(parts):
                return self._bracket(
                    self._join([self._say(part, whole=False) for part in parts], "or"), whole
                )
        assert_never(condition)

    def amount(self, parameter: str) -> str:
        """Write a parameter's number on the day with its unit: "5,000 IU/day"."""
        number, unit = self.parameters[parameter]
        return f"{written(number, 4)} {unit}".rstrip()

    @staticmethod
    def _join(parts: list[str], word: str) -> str:
        return (
            parts[0]
            if len(parts) == 1
            else f", {word} ".join(parts)
            if len(parts) > 3
            else f" {word} ".join(parts)
        )

    @staticmethod
    def _bracket(text: str, whole: bool) -> str:
        return text if whole else f"({text})"


def _whether(fact: Fact) -> str:
    if fact.type == "yes/no":
        return f"whether the patient {fact.reads}"
    return f"what {fact.reads} is"


def _listed(choices: tuple[str, ...], word: str) -> str:
    words = [choice.replace("_", " ") for choice in choices]
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + f" {word} " + words[-1]
