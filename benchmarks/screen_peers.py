"""The rules of an edition over pre-aggregated facts, compiled as directly as can be: by numba, and by Polars.

Neither knows anything of osteon but the conditions. Facts are the columns that a screening works out first,
one row a patient; the outcome is a file with a row for each patient and rule: `patient`, `rule`, `verdict`.
What decided a verdict is left out, which makes these the floor of what a screening can cost.
"""

from osteon.language.syntax import AllOf, Among, AnyOf, Compare, Defined, Holds, Known, Not
from osteon.patient.vocabulary import NUMBER
from osteon.reasoning.columns import VERDICTS, steps
from osteon.reasoning.fact_columns import high, low, quoted
from osteon.reasoning.precedence import superiors


class Rules:
    """What both compilers ask of an edition: conditions in the terms of `words`, which writes operators."""

    def __init__(self, screen, words):
        self.edition, self.scales = screen.edition, screen.layout.scales
        self.facts = {fact.name: fact for fact in self.edition.facts}
        self.meanings = self.edition.definitions()
        self.words = words
        self.above = dict(superiors(self.edition))

    def outcomes(self):
        """Return the outcome of each rule: 0 no, 1 not known, 2 yes, 3 suppressed by an exception."""
        w = self.words
        for rule in self.edition.rules:
            when = self.value(rule.when)
            if not rule.unless:
                yield when
                continue
            unless = w.any([self.value(each.where) for each in rule.unless])
            held = w.choose(w.same(when, 2), w.number(3), w.number(0))
            rest = w.choose(w.same(unless, 1), w.number(1), when)
            yield w.choose(w.same(when, 0), w.number(0), w.choose(w.same(unless, 2), held, rest))

    def value(self, condition):
        w = self.words
        match condition:
            case Defined(name):
                return self.value(self.meanings[name])
            case Not(inner):
                return w.opposite(self.value(inner))
            case AllOf(parts):
                return w.all([self.value(part) for part in parts])
            case AnyOf(parts):
                return w.any([self.value(part) for part in parts])
            case Holds(fact):
                return w.column(quoted(fact))
            case Known(fact):
                return self.known(self.facts[fact])
            case Among(fact, choices):
                return self.among(self.facts[fact], choices)
            case Compare(fact, op, parameter):
                return self.compared(fact, op, self.edition.parameters[parameter])
        raise TypeError(condition)

    def known(self, fact):
        w = self.words
        if fact.type == NUMBER:
            known = w.same(w.column(low(fact.name)), w.column(high(fact.name)))
            return w.choose(known, w.number(2), w.number(0))
        unknown = 0 if fact.choices else 1
        return w.choose(w.same(w.column(quoted(fact.name)), unknown), w.number(0), w.number(2))

    def among(self, fact, choices):
        w, column = self.words, self.words.column(quoted(fact.name))
        value = w.number(0)
        for place, each in enumerate(fact.choices, 1):
            if each in choices:
                value = w.choose(w.same(column, place), w.number(2), value)
        return w.choose(w.same(column, 0), w.number(1), value)

    def compared(self, fact, op, limit):
        w = self.words
        lowest, highest = w.column(low(fact)), w.column(high(fact))
        step = steps(_interval(limit), self.scales[fact])[0]
        yes, no = {
            ">=": (w.over(lowest, step, equal=True), w.over(step, highest, equal=False)),
            ">": (w.over(lowest, step, equal=False), w.over(step, highest, equal=True)),
            "<": (w.over(step, highest, equal=False), w.over(lowest, step, equal=True)),
            "<=": (w.over(step, highest, equal=True), w.over(lowest, step, equal=False)),
        }[op]
        return w.choose(yes, w.number(2), w.choose(no, w.number(0), w.number(1)))


def _interval(limit):
    from osteon.basics.quantity import exactly

    return exactly(limit)


class Text:
    """Python for one patient, at place `i` of arrays."""

    def __init__(self, columns):
        self.names = {column: f"c{at}[i]" for at, column in enumerate(columns)}

    def column(self, name):
        return self.names[name]

    def number(self, value):
        return str(value)

    def same(self, one, other):
        return f"{one} == {other}"

    def over(self, one, other, *, equal):
        return f"{one} {'>=' if equal else '>'} {other}"

    def choose(self, question, yes, no):
        return f"({yes} if {question} else {no})"

    def opposite(self, value):
        return f"(2 - {value})"

    def all(self, values):
        return values[0] if len(values) == 1 else f"min({', '.join(values)})"

    def any(self, values):
        return values[0] if len(values) == 1 else f"max({', '.join(values)})"


class Expressions:
    """Expressions of Polars."""

    def __init__(self):
        import polars as pl

        self.pl = pl

    def column(self, name):
        return self.pl.col(name[1:-1])

    def number(self, value):
        return self.pl.lit(value, self.pl.Int8)

    def same(self, one, other):
        return one == other

    def over(self, one, other, *, equal):
        return self._expression(one) >= other if equal else self._expression(one) > other

    def _expression(self, value):
        return self.pl.lit(value, self.pl.Int64) if isinstance(value, int) else value

    def choose(self, question, yes, no):
        return self.pl.when(question).then(yes).otherwise(no)

    def opposite(self, value):
        return 2 - value

    def all(self, values):
        return self.pl.min_horizontal(values)

    def any(self, values):
        return self.pl.max_horizontal(values)


def numba_floor(screen):
    """Return a function of the path of facts and the path to write to."""
    import numba
    import numpy as np
    import pyarrow as pa
    from pyarrow import parquet

    columns = screen.layout.columns()
    rules = Rules(screen, Text(columns))
    lines = [f"def asked({', '.join(f'c{at}' for at in range(len(columns)))}, out):"]
    lines += ["    for i in prange(len(out)):"]
    for at, outcome in enumerate(rules.outcomes()):
        lines.append(f"        o{at} = {outcome}")
    for at in range(len(rules.edition.rules)):
        beaten = " or ".join(f"o{over} == 2" for over in rules.above.get(at, ()))
        lines.append(
            f"        out[i, {at}] = {f'3 if o{at} == 2 and ({beaten}) else o{at}' if beaten else f'o{at}'}"
        )
    source = "\n".join(lines)
    space = {"prange": numba.prange}
    exec(compile(source, "floor", "exec"), space)
    kernel = numba.njit(parallel=True, nogil=True)(space["asked"])
    names = np.arange(len(rules.edition.rules), dtype=np.int32)
    ids = pa.array([rule.id for rule in rules.edition.rules])
    words = pa.array(VERDICTS)
    kind = pa.dictionary(pa.int32(), pa.string())
    schema = pa.schema([pa.field(name, kind, nullable=False) for name in ("patient", "rule", "verdict")])

    def floor(source, target):
        how = {"compression": "zstd", "store_schema": False, "write_statistics": False}
        with parquet.ParquetFile(source) as facts, parquet.ParquetWriter(target, schema, **how) as file:
            for batch in facts.iter_batches(65_536):
                arrays = [batch.column(each[1:-1]).to_numpy() for each in columns]
                out = np.empty((batch.num_rows, len(names)), np.int32)
                kernel(*arrays, out)
                patients = np.repeat(np.arange(batch.num_rows, dtype=np.int32), len(names))
                cells = [
                    pa.DictionaryArray.from_arrays(pa.array(patients), batch.column("patient")),
                    pa.DictionaryArray.from_arrays(pa.array(np.tile(names, batch.num_rows)), ids),
                    pa.DictionaryArray.from_arrays(pa.array(out.reshape(-1)), words),
                ]
                file.write_batch(pa.RecordBatch.from_arrays(cells, schema=schema))

    return floor


def polars_peer(screen):
    """Return a function of the path of facts and the path to write to."""
    import polars as pl

    rules = Rules(screen, Expressions())
    ids = [rule.id for rule in rules.edition.rules]
    outcomes = [value.cast(pl.Int8).alias(f"o{at}") for at, value in enumerate(rules.outcomes())]
    verdicts = []
    for at, rule in enumerate(ids):
        beaten = [pl.col(f"o{over}") == 2 for over in rules.above.get(at, ())]
        own = pl.col(f"o{at}")
        value = (
            pl.when((own == 2) & pl.any_horizontal(beaten)).then(pl.lit(3, pl.Int8)).otherwise(own)
            if beaten
            else own
        )
        verdicts.append(value.alias(rule))

    def peer(source, target):
        wide = pl.scan_parquet(source).select("patient", *outcomes).select("patient", *verdicts)
        long = wide.unpivot(ids, index="patient", variable_name="rule", value_name="code")
        words = pl.col("code").replace_strict(dict(enumerate(VERDICTS)), return_dtype=pl.Enum(list(VERDICTS)))
        long.select("patient", "rule", verdict=words).sink_parquet(target, compression="zstd")

    return peer
