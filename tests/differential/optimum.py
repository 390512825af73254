"""The nearest patient for whom a rule is raised once more, by z3's Optimize.

Numbers are numbers here and not regions, and what is true of a patient is written down from the reference of the
rule language: only how far apart two numbers are is counted in the regions of the search.
"""

import z3

from osteon.basics.quantity import BOUNDLESS
from osteon.basics.truth import UNKNOWN, YES
from osteon.language.judge import is_known
from osteon.language.syntax import AllOf, Among, AnyOf, Compare, Defined, Holds, Known, Not
from osteon.patient.vocabulary import CHOICE, NUMBER
from tests.differential.solver import BEYOND, WHOLE


class Somebody:
    """One patient who may differ from a record: a variable for every fact, and what each difference costs."""

    def __init__(self, edition, columns, values):
        self._parameters, self._means = edition.parameters, edition.definitions()
        self._values = values
        self._columns = {column.fact.name: column for column in columns if not column.tells}
        self.variables = {name: _variable(column.fact) for name, column in self._columns.items()}
        self.further = 1 + sum(column.size for column in self._columns.values())

    def sane(self):
        """Yield what holds of anybody's facts one by one."""
        for name, variable in self.variables.items():
            fact = self._columns[name].fact
            if fact.type == NUMBER:
                yield variable >= 0
            elif fact.type == CHOICE:
                yield z3.And(variable >= 0, variable < len(fact.choices))

    def raised(self, rule):
        excepted = [self.condition(unless.where) for unless in rule.unless]
        return z3.And(self.condition(rule.when), z3.Not(z3.Or(excepted)))

    def can_be(self, invariant):
        if invariant.never is not None:
            return z3.Not(self.condition(invariant.never))
        number = self.variables[invariant.number]
        if invariant.zero_without:
            return self.variables[invariant.zero_without] == (number > 0)
        return number >= self.variables[invariant.at_least]

    def condition(self, condition):
        match condition:
            case Not(inner):
                return z3.Not(self.condition(inner))
            case AllOf(parts):
                return z3.And([self.condition(part) for part in parts])
            case AnyOf(parts):
                return z3.Or([self.condition(part) for part in parts])
            case Defined(name):
                return self.condition(self._means[name])
            case Holds(fact):
                return self.variables[fact]
            case Known(fact):
                # What is known never becomes unknown; what is not known may become known.
                return z3.BoolVal(True) if is_known(self._values[fact]) else z3.Bool(f"{fact} told")
            case Among(fact, choices):
                every = self._columns[fact].fact.choices
                return z3.Or([self.variables[fact] == every.index(choice) for choice in choices])
            case Compare(fact, op, parameter):
                number, limit = self.variables[fact], _number(self._parameters[parameter])
                return {
                    ">=": number >= limit,
                    ">": number > limit,
                    "<": number < limit,
                    "<=": number <= limit,
                }[op]
        raise AssertionError(condition)

    def cost(self):
        """Return how many facts differ from the record, and then how many regions further they are, as one number."""
        return z3.Sum([z3.IntVal(0), *(self._cost(name) for name in self.variables)])

    def told(self, cost):
        """Return a cost as so many facts and so many regions; None stays None."""
        return cost if cost is None else divmod(cost, self.further)

    def _cost(self, name):
        same = self.same(name)
        if self._columns[name].fact.type != NUMBER:
            return z3.If(same, 0, self.further)
        value, place = self._values[name], self._place(name, self.variables[name])
        lowest, highest = (self._place(name, _end(end)) for end in (value.low, value.high))
        away = z3.If(place < lowest, lowest - place, z3.If(place > highest, place - highest, 0))
        return z3.If(same, 0, self.further + away)

    def same(self, name):
        """Return the formula that a fact is what the record says, or one of the things that it leaves open."""
        variable, value, fact = self.variables[name], self._values[name], self._columns[name].fact
        if fact.type == NUMBER:
            ended = value.high != BOUNDLESS or value.low == BOUNDLESS
            return z3.And(variable >= _end(value.low), variable <= _end(value.high) if ended else True)
        if fact.type == CHOICE:
            return z3.BoolVal(True) if value is None else variable == fact.choices.index(value)
        return z3.BoolVal(True) if value is UNKNOWN else variable == (value is YES)

    def _place(self, name, number):
        return z3.Sum(
            [
                z3.IntVal(0),
                *(
                    z3.If(here, 1, 0)
                    for cut in self._columns[name].thresholds
                    for here in (number >= _number(cut), number > _number(cut))
                ),
            ]
        )

    def as_told(self, step):
        """Return the formula that a fact is what a step of the search says."""
        variable, fact = self.variables[step.column.fact.name], step.column.fact
        if fact.type == NUMBER:
            return self._place(fact.name, variable) == step.answer
        return variable == (step.answer if fact.type == CHOICE else bool(step.answer))


def _variable(fact):
    if fact.type == NUMBER:
        return (z3.Int if fact.kind in WHOLE else z3.Real)(fact.name)
    return (z3.Int if fact.type == CHOICE else z3.Bool)(fact.name)


def _number(number):
    return z3.RealVal(str(number))


def _end(number):
    # What lies infinitely far away is a number beyond every limit.
    return _number(BEYOND if number == BOUNDLESS else number)


def least(cost, formulas):
    """Return the least that a cost can be where all formulas are true; None if they cannot be."""
    optimize = z3.Optimize()
    optimize.add(*formulas)
    optimize.minimize(cost)
    answer = optimize.check()
    assert answer in (z3.sat, z3.unsat), answer
    return optimize.model().eval(cost, model_completion=True).as_long() if answer == z3.sat else None


def satisfiable(formulas):
    """Say whether all formulas can be true of somebody."""
    solver = z3.Solver()
    solver.add(*formulas)
    answer = solver.check()
    assert answer in (z3.sat, z3.unsat), answer
    return answer == z3.sat
