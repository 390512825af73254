"""The rules once more, for z3: written down from the rule language's reference and from nothing else.

A condition becomes two formulas, when it is true and when it is false; where neither
holds it is not known. A number is two ends, the upper of which may be missing.
"""

from collections.abc import Mapping

import z3

from osteon.basics.quantity import BOUNDLESS, Interval
from osteon.knowledge.models import Rule
from osteon.language.syntax import AllOf, Among, AnyOf, Compare, Defined, Holds, Known, Not
from osteon.patient.vocabulary import CHOICE, NUMBER, Kind

WHOLE = {
    Kind.COUNT, Kind.DAYS_SINCE_STOPPED, Kind.DAYS_SINCE_CHANGED, Kind.DAYS_SINCE_SURGERY,
    Kind.DAYS_UNTIL_SURGERY, Kind.DAYS_SINCE_COUNSELLED, Kind.DAYS_SINCE_TEST,
}  # fmt: skip
ALWAYS_KNOWN = {Kind.LIST_GIVEN, Kind.CONTRADICTION}

NO, UNDECIDED, YES, SUPPRESSED = range(4)


class Patient:
    """What z3 knows of anybody: variables for facts, and what they cannot be one by one."""

    def __init__(self, facts):
        self.facts = {fact.name: fact for fact in facts}
        self.truths = {name: z3.Int(name) for name, fact in self.facts.items() if fact.type != NUMBER}
        numbers = {name: fact for name, fact in self.facts.items() if fact.type == NUMBER}
        self.lows = {name: _end(fact, "low") for name, fact in numbers.items()}
        self.highs = {name: _end(fact, "high") for name, fact in numbers.items()}
        self.endless = {name: z3.Bool(f"{name} endless") for name in numbers}

    def sane(self):
        for name, variable in self.truths.items():
            fact = self.facts[name]
            yield variable >= 0
            yield variable <= (len(fact.choices) if fact.type == CHOICE else 2)
            if fact.kind in ALWAYS_KNOWN:
                yield variable != 1
        for name, low in self.lows.items():
            yield low >= 0
            yield z3.Or(self.endless[name], low <= self.highs[name])

    def exact(self, name):
        return z3.And(z3.Not(self.endless[name]), self.lows[name] == self.highs[name])

    def values(self, values: Mapping[str, object]):
        """Yield what each variable is for somebody whose facts are told."""
        for name, variable in self.truths.items():
            fact, value = self.facts[name], values[name]
            place = (
                0 if value is None else fact.choices.index(value) + 1 if fact.type == CHOICE else int(value)
            )
            yield variable, z3.IntVal(place)
        for name, low in self.lows.items():
            value = values[name]
            assert isinstance(value, Interval)
            # What lies infinitely far away is an exact number beyond every limit.
            never = value.low == BOUNDLESS
            least = BEYOND if never else value.low
            most = least if value.high == BOUNDLESS else value.high
            yield low, _value(self.facts[name], least)
            yield self.highs[name], _value(self.facts[name], most)
            yield self.endless[name], z3.BoolVal(value.high == BOUNDLESS and not never)


BEYOND = 10**40


def _end(fact, which):
    return (z3.Int if fact.kind in WHOLE else z3.Real)(f"{fact.name} {which}")


def _value(fact, number):
    return z3.IntVal(int(number)) if fact.kind in WHOLE else z3.RealVal(str(number))


class Solver:
    """Rules and conditions as formulas about anybody."""

    def __init__(self, edition, facts):
        self.patient = Patient(facts)
        self._parameters = edition.parameters
        self._means = edition.definitions()
        self._made = {}

    def outcomes(self, rule: Rule):
        """Return when a rule is not raised, undecided, raised and withheld, in this order."""
        true, false = self.condition(rule.when)
        excepted = [self.condition(unless.where) for unless in rule.unless]
        but = z3.Or([yes for yes, _ in excepted])
        free = z3.And([no for _, no in excepted])
        raised = z3.And(true, free)
        withheld = z3.And(true, but)
        silent = z3.Or(false, z3.And(z3.Not(true), but))
        return silent, z3.Not(z3.Or(silent, raised, withheld)), raised, withheld

    def condition(self, condition):
        if condition not in self._made:
            self._made[condition] = self._condition(condition)
        return self._made[condition]

    def _condition(self, condition):
        match condition:
            case Not(inner):
                true, false = self.condition(inner)
                return false, true
            case AllOf(parts):
                told = [self.condition(part) for part in parts]
                return z3.And([true for true, _ in told]), z3.Or([false for _, false in told])
            case AnyOf(parts):
                told = [self.condition(part) for part in parts]
                return z3.Or([true for true, _ in told]), z3.And([false for _, false in told])
            case Defined(name):
                return self.condition(self._means[name])
            case Holds(fact):
                return self.patient.truths[fact] == 2, self.patient.truths[fact] == 0
            case Known(fact):
                known = self._known(fact)
                return known, z3.Not(known)
            case Among(fact, choices):
                variable, every = self.patient.truths[fact], self.patient.facts[fact].choices
                among = z3.Or([variable == every.index(choice) + 1 for choice in choices])
                return among, z3.And(variable != 0, z3.Not(among))
            case Compare(fact, op, parameter):
                return self._compared(fact, op, z3.RealVal(str(self._parameters[parameter])))
        raise AssertionError(condition)

    def _known(self, name):
        if name in self.patient.lows:
            return self.patient.exact(name)
        return self.patient.truths[name] != (0 if self.patient.facts[name].type == CHOICE else 1)

    def _compared(self, name, op, limit):
        low, high, endless = self.patient.lows[name], self.patient.highs[name], self.patient.endless[name]
        ended = z3.Not(endless)
        match op:
            case ">=":
                return low >= limit, z3.And(ended, high < limit)
            case ">":
                return low > limit, z3.And(ended, high <= limit)
            case "<":
                return z3.And(ended, high < limit), low >= limit
            case "<=":
                return z3.And(ended, high <= limit), low > limit
        raise AssertionError(op)

    def possible(self, *formulas):
        """Say whether anybody can be found of whom all formulas are true."""
        solver = z3.Solver()
        solver.add(*self.patient.sane(), *formulas)
        answer = solver.check()
        assert answer in (z3.sat, z3.unsat)
        return answer == z3.sat

    def outcome(self, formulas, values):
        """Return what a rule comes to for somebody whose facts are told."""
        return next(self.all_outcomes([formulas], values))

    def all_outcomes(self, rules, values):
        """Yield what each of some rules, given by its formulas, comes to for somebody whose facts are told.

        z3 is asked once for all of them: they share most of what has to be reckoned.
        """
        formulas = [each for rule in rules for each in rule]
        together = z3.Function("together", *[z3.BoolSort()] * (len(formulas) + 1))(*formulas)
        solved = z3.simplify(z3.substitute(together, *self.patient.values(values))).children()
        assert len(solved) == len(formulas)
        for at in range(0, len(solved), len(rules[0])):
            settled = [(z3.is_true(each), z3.is_false(each)) for each in solved[at : at + len(rules[0])]]
            assert max(settled) == (True, False) and sum(false for _, false in settled) == 3, settled
            yield settled.index((True, False))
