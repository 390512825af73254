"""From a line of text to a condition, or to an error that points at the offending word.

The text is read by Python's own parser and then only a handful of shapes are
let through. Nothing is ever executed: a call other than `known(...)`, a number,
a string or an attribute of anything but a declared fact is refused.
"""

import ast
import re
import warnings
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from osteon.basics.records import dataclass, field
from osteon.language.syntax import AllOf, Among, AnyOf, Compare, Condition, Defined, Holds, Known, Not
from osteon.patient.vocabulary import CHOICE, NUMBER, YES_NO, Fact

MAXIMUM_DEPTH = 32
MAXIMUM_LENGTH = 2_000

_OPERATORS: dict[type[ast.cmpop], str] = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True, slots=True)
class Names:
    """What an expression may mention. `parameters` maps each name to its unit."""

    facts: Mapping[str, Fact]
    definitions: AbstractSet[str]
    parameters: Mapping[str, str]

    def like(self, name: str) -> str | None:
        """Return the declared name most like this one, if any is close."""
        import difflib

        known = [*self.facts, *self.definitions, *self.parameters]
        return next(iter(difflib.get_close_matches(name, known, n=1, cutoff=0.6)), None)


class ExpressionError(Exception):
    """What is wrong with an expression. `offset` counts characters from the start of its text."""

    def __init__(self, message: str, offset: int, hint: str | None = None) -> None:
        self.message = message
        self.offset = offset
        self.hint = hint
        super().__init__(message)


def read_condition(text: str, names: Names) -> Condition:
    """Read one condition and check its names, types and units.

    Raises ExpressionError with the offset of the first thing that is wrong.
    """
    if len(text) > MAXIMUM_LENGTH:
        raise ExpressionError(
            f"this condition is longer than {MAXIMUM_LENGTH:,} characters", 0, "use a definition"
        )
    if not text.isascii():
        offset = next(at for at, letter in enumerate(text) if not letter.isascii())
        raise ExpressionError(
            f"`{text[offset]}` cannot stand in a condition", offset, "conditions are plain ASCII"
        )
    return _Reader(text, names).read()


def _bare_number(offset: int) -> ExpressionError:
    hint = "name it in parameters/, with its unit, date and source"
    return ExpressionError("a number cannot stand in a condition", offset, hint)


@dataclass(slots=True)
class _Reader:
    text: str
    names: Names
    _starts: list[int] = field(default_factory=list)

    def read(self) -> Condition:
        if not self.text.strip():
            raise ExpressionError("a condition is missing", 0)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what is wrong with "5000IU" is said below
                tree = ast.parse(f"({self.text}\n)", mode="eval")
        except (SyntaxError, ValueError, MemoryError, RecursionError) as problem:
            raise self._unreadable(problem) from problem
        start = 0
        for line in f"({self.text}\n)".split("\n"):
            self._starts.append(start)
            start += len(line) + 1
        return self._condition(tree.body, 0)

    def _unreadable(self, problem: Exception) -> ExpressionError:
        offset = (
            (getattr(problem, "offset", None) or 1) - 2
            if getattr(problem, "lineno", 1) == 1
            else len(self.text) - 1
        )
        offset = min(max(offset, 0), max(len(self.text) - 1, 0))
        number = re.search(r"(?<![\w.])\d", self.text)
        if number:
            return _bare_number(number.start())
        if " = " in self.text:
            return ExpressionError(
                "a comparison with one choice is written ==", self.text.index(" = ") + 1, "write =="
            )
        return ExpressionError(
            "this is not a condition", offset, "write for example: takes.vitamin_k2 and not on_warfarin"
        )

    def _at(self, node: ast.AST) -> int:
        line, column = getattr(node, "lineno", 1), getattr(node, "col_offset", 1)
        return max(self._starts[line - 1] + column - 1, 0)

    def _condition(self, node: ast.expr, depth: int) -> Condition:
        if depth > MAXIMUM_DEPTH:
            raise ExpressionError(
                "this condition is nested too deeply", self._at(node), "name a part of it in definitions/"
            )
        match node:
            case ast.BoolOp(op=op, values=values):
                return self._joined(node, op, values, depth)
            case ast.UnaryOp(op=ast.Not(), operand=inner):
                return Not(self._condition(inner, depth + 1))
            case ast.Compare():
                return self._comparison(node)
            case ast.Call():
                return self._known(node)
            case ast.Name() | ast.Attribute():
                return self._named(node)
        raise self._refused(node)

    def _joined(self, node: ast.BoolOp, op: ast.boolop, values: list[ast.expr], depth: int) -> Condition:
        # Mixing `and` with `or` needs parentheses: nobody should have to remember
        # which binds tighter when a patient depends on it.
        for value in values:
            if isinstance(value, ast.BoolOp) and not self._bracketed(value, node):
                raise ExpressionError(
                    "`and` and `or` are mixed", self._at(value), "use parentheses to mix `and` with `or`"
                )
        parts = tuple(self._condition(value, depth + 1) for value in values)
        return AllOf(parts) if isinstance(op, ast.And) else AnyOf(parts)

    def _bracketed(self, node: ast.expr, within: ast.expr) -> bool:
        # A first part without its own bracket starts where the whole starts.
        return self._at(node) > self._at(within) and self.text[: self._at(node)].rstrip().endswith("(")

    def _dotted(self, node: ast.expr) -> str | None:
        match node:
            case ast.Name(id=name):
                return name
            case ast.Attribute(value=inner, attr=last):
                first = self._dotted(inner)
                return None if first is None else f"{first}.{last}"
        return None

    def _named(self, node: ast.expr) -> Condition:
        name = self._dotted(node)
        if name is None:
            raise self._refused(node)
        if name in self.names.definitions:
            return Defined(name)
        fact = self.names.facts.get(name)
        if fact is None:
            raise self._unknown(name, node)
        if fact.type != YES_NO:
            raise self._not_yes_no(fact, node)
        return Holds(name)

    def _not_yes_no(self, fact: Fact, node: ast.expr) -> ExpressionError:
        if fact.type == NUMBER:
            hint = f"compare it with a parameter in {fact.unit}: {fact.name} >= some_parameter"
        else:
            hint = f"say which: {fact.name} == {fact.choices[0]}"
        return ExpressionError(f"`{fact.name}` is a {fact.type}, not a yes or no", self._at(node), hint)

    def _unknown(self, name: str, node: ast.expr) -> ExpressionError:
        if name in self.names.parameters:
            return ExpressionError(
                f"`{name}` is a parameter and cannot stand alone", self._at(node), "compare a fact with it"
            )
        like = self.names.like(name)
        return ExpressionError(
            f"unknown name `{name}`", self._at(node), f"did you mean `{like}`?" if like else None
        )

    def _known(self, node: ast.Call) -> Condition:
        if self._dotted(node.func) != "known" or len(node.args) != 1 or node.keywords:
            raise ExpressionError(
                "the only thing that can be called is known(fact)", self._at(node), "write known(age)"
            )
        name = self._dotted(node.args[0])
        if name is None or name not in self.names.facts:
            raise self._unknown(name or "this", node.args[0])
        return Known(name)

    def _comparison(self, node: ast.Compare) -> Condition:
        if len(node.ops) != 1:
            raise ExpressionError(
                "a comparison has two sides", self._at(node), "join two comparisons with `and`"
            )
        left, op, right = node.left, node.ops[0], node.comparators[0]
        if isinstance(op, ast.Eq | ast.NotEq | ast.In | ast.NotIn):
            return self._among(left, op, right)
        if type(op) not in _OPERATORS:
            raise ExpressionError("`is` cannot stand in a condition", self._at(node), "use ==")
        return self._compared(left, _OPERATORS[type(op)], right)

    def _compared(self, left: ast.expr, op: str, right: ast.expr) -> Compare:
        for side in (left, right):
            if self._dotted(side) is None:
                raise self._refused(side)
        if self._dotted(left) in self.names.parameters and self._dotted(right) in self.names.facts:
            left, op, right = right, _TURNED[op], left
        fact = self._fact(left)
        parameter = self._dotted(right) or ""
        if fact.type != NUMBER:
            raise ExpressionError(f"`{fact.name}` is a {fact.type} and has no size", self._at(left))
        if parameter not in self.names.parameters:
            raise self._not_a_parameter(parameter, right)
        unit = self.names.parameters[parameter]
        if unit != fact.unit:
            raise ExpressionError(
                f"`{fact.name}` is measured in {fact.unit}, but `{parameter}` is in {unit}",
                self._at(right),
                f"compare it with a parameter in {fact.unit}",
            )
        return Compare(fact.name, op, parameter)

    def _not_a_parameter(self, name: str, node: ast.expr) -> ExpressionError:
        if name in self.names.facts:
            return ExpressionError(
                "a fact cannot be compared with another fact",
                self._at(node),
                "declare the difference as a fact",
            )
        return self._unknown(name, node)

    def _among(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Condition:
        fact = self._fact(left)
        if fact.type != CHOICE:
            raise ExpressionError(f"`{fact.name}` is a {fact.type}, not a choice", self._at(left))
        elements = right.elts if isinstance(right, ast.Tuple) else [right]
        condition = Among(fact.name, tuple(self._choice(fact, element) for element in elements))
        return Not(condition) if isinstance(op, ast.NotEq | ast.NotIn) else condition

    def _choice(self, fact: Fact, node: ast.expr) -> str:
        name = self._dotted(node)
        if name not in fact.choices:
            raise ExpressionError(
                f"`{fact.name}` is never `{name or self._source(node)}`",
                self._at(node),
                "it is one of: " + ", ".join(fact.choices),
            )
        return name

    def _fact(self, node: ast.expr) -> Fact:
        name = self._dotted(node)
        if name is None:
            raise self._refused(node)
        if name not in self.names.facts:
            raise self._unknown(name, node)
        return self.names.facts[name]

    def _source(self, node: ast.expr) -> str:
        return ast.unparse(node)

    def _refused(self, node: ast.expr) -> ExpressionError:
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            return _bare_number(self._at(node))
        return ExpressionError(
            f"`{self._source(node)}` cannot stand in a condition",
            self._at(node),
            "conditions use and, or, not, comparisons and known(...)",
        )
