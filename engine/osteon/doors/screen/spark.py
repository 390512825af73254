"""The same queries carried out by Spark: a session in this process, on a cluster, or over Spark Connect."""

from collections.abc import Iterable, Sequence

from osteon.basics.errors import EngineUnavailable
from osteon.basics.typed import Any
from osteon.doors.screen.engines import (
    TEXT,
    WHOLE,
    Answers,
    KeyedRows,
    Numbering,
    Place,
    Sets,
    Share,
    module_of,
    numbered,
    plain,
    summed,
    translated,
)


class Spark:
    """Carries queries out in a Spark session. Each partition is written as a folder of Parquet files."""

    makes_folders = True

    def __init__(self, session: Any) -> None:
        self.session = session
        self._types = module_of("pyspark.sql.types", "spark")
        self._views: list[str] = []
        # What cannot be computed has to fail: without this a sum that is too large wraps around.
        session.conf.set("spark.sql.ansi.enabled", "true")
        session.conf.set("spark.sql.session.timeZone", "UTC")

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return [tuple(row) for row in self._frame(sql).collect()]

    def _frame(self, sql: str) -> Any:
        return self.session.sql(translated(plain(sql), "spark"))

    def define(self, name: str, sql: str) -> None:
        """Call a query by a name."""
        self._call(name, self._frame(sql))

    def _call(self, name: str, frame: Any) -> None:
        frame.createOrReplaceTempView(name)
        self._views.append(name)

    def keep(self, name: str, sql: str) -> None:
        """Carry a query out once and keep its rows by a name."""
        # Without a checkpoint every later query would be planned through all the earlier ones.
        self._call(name, self._frame(sql).localCheckpoint())

    def _numbered(self, name: str, sql: str) -> None:
        rows = self._frame(sql).selectExpr("monotonically_increasing_id() AS number", "*")
        self._call(name, rows.localCheckpoint())

    def begin(self, owner: object) -> None:
        """Do nothing: nothing is remembered."""

    def keyed(self, people: KeyedRows, lists: Sequence[KeyedRows]) -> None:  # nobody looks at the rows here
        """Keep rows of sources, in which numbers of contents stand for their texts."""
        self._numbered("keyed_rows", f"SELECT {_named(people.columns)} FROM {people.source}")
        self._keyed(people, ["r.number", "r.patient"])
        names = f"(SELECT patient, MIN(number) AS number FROM {people.name} GROUP BY patient)"
        stranger = "CASE WHEN p.number IS NULL THEN r.patient END AS stranger"
        for each in lists:
            columns = ", ".join(f'r."{column}"' for column in each.columns if column != "patient")
            self.keep(
                "keyed_rows",
                f"SELECT p.number AS patient, {stranger}, {columns} FROM {each.source} AS r "
                f"LEFT JOIN {names} AS p ON p.patient = r.patient",
            )
            self._keyed(each, ["r.patient", "r.stranger", *(f'r."{column}"' for column in each.told)])

    def _keyed(self, rows: KeyedRows, chosen: list[str]) -> None:
        """Keep `keyed_rows` by the name of some rows, with numbers of contents."""
        joins = []
        for at, key in enumerate(rows.keys):
            contents = (
                self.query(f"SELECT DISTINCT {_named(key.fields)} FROM keyed_rows") if key.fields else [()]
            )
            told = [(*each, number) for each, number in zip(contents, key.numbers(contents), strict=True)]
            self.load(f"contents_{at}", [*((each, TEXT) for each in key.fields), ("number", WHOLE)], told)
            chosen.append(f"c{at}.number AS {key.name}")
            same = _same("r", f"c{at}", [f'"{each}"' for each in key.fields]) or "1 = 1"
            joins.append(f"LEFT JOIN contents_{at} AS c{at} ON {same}")
        self.keep(rows.name, f"SELECT {', '.join(chosen)} FROM keyed_rows AS r {' '.join(joins)}")
        self.forget("keyed_rows", *(f"contents_{at}" for at, _ in enumerate(rows.keys)))

    def sets(self, sets: Sets) -> None:
        """Carry the query out, and keep what is different in what it gives; nobody is looked for as alike."""
        name, each = sets.name, f"{sets.name}_each"
        self.define(f"some_{name}", f"SELECT * FROM ({sets.rows}) AS r WHERE patient IS NOT NULL")
        self.keep(each, sets.sql)
        quoted = [f'"{column}"' for column in self.session.table(each).columns if column != "patient"]
        self._numbered(name, f"SELECT DISTINCT {', '.join(quoted)} FROM {each}")
        joined = f"FROM {each} AS e JOIN {name} AS d ON {_same('e', 'd', quoted)}"
        self.keep(sets.of, f"SELECT e.patient, d.number {joined}")
        self.forget(each, f"some_{name}")

    def total(
        self, name: str, rows: str, places: Sequence[Place], kept: Sequence[str], shares: Sequence[Share]
    ) -> None:
        """Keep columns of a query by a name, beside the sums of what all shares give for each row."""
        told = "".join(f", {each.key}.number AS {each.key}" for each in places)
        beside = " ".join(
            f"LEFT JOIN {each.table} AS {each.key} ON {each.key}.patient = p.number" for each in places
        )
        self.keep("total_rows", f"SELECT p.*{told} FROM ({rows}) AS p {beside}")
        parts: dict[str, list[str]] = {column: [] for column in summed(shares)}
        joins = []
        for share in shares:
            each, some = share.name, f"some_{share.name}"
            self._numbered("combinations", f"SELECT DISTINCT {', '.join(share.keys)} FROM total_rows")
            self.keep(some, f"SELECT number AS combination, {', '.join(share.keys)} FROM combinations")
            self.keep(f"told_{each}", share.sql)
            joins.append(f"JOIN {some} ON {_same(some, 'r', share.keys)}")
            joins.append(f"JOIN told_{each} AS {each} ON {each}.combination = {some}.combination")
            for column in share.columns:
                parts[column].append(f"{each}.{column}")
        sums = [f"CAST({' + '.join(texts)} AS INTEGER) AS {column}" for column, texts in parts.items()]
        chosen = ", ".join((*(f"r.{each}" for each in kept), *sums))
        self.keep(name, f"SELECT {chosen} FROM total_rows AS r {' '.join(joins)}")
        self.forget("total_rows", *(f"some_{each.name}" for each in shares))

    def load(self, name: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Any]]) -> None:
        """Keep rows of our own by a name."""
        types = self._types
        fields = [
            types.StructField(each, types.LongType() if type_ == WHOLE else types.StringType())
            for each, type_ in columns
        ]
        self._call(name, self.session.createDataFrame([tuple(row) for row in rows], types.StructType(fields)))

    def ask(self, name: str, columns: Sequence[str], values: Sequence[Any], sql: str) -> list[Any]:
        """Return the columns of a query over rows of whole numbers, of which there is at least one."""
        from osteon.doors.screen.alike import columns_of

        rows = zip(*(each.tolist() for each in values), strict=True)
        self.load(name, [(each.strip('"'), WHOLE) for each in columns], rows)
        found = self.query(sql)
        return columns_of(found, len(found[0]))

    def source(self, name: str, origin: Any) -> list[str]:
        """Call a table of the population by a name: paths of Parquet files, an Arrow table, or a frame."""
        if isinstance(origin, str | list | tuple):
            frame = self.session.read.parquet(*([origin] if isinstance(origin, str) else origin))
        else:
            frame = (
                origin if hasattr(origin, "createOrReplaceTempView") else self.session.createDataFrame(origin)
            )
        self._call(name, frame)
        return list(frame.columns)

    def write(
        self,
        table: str,
        groups: Sequence[Sequence[str]],
        numbers: Numbering,
        answers: Sequence[Sequence[Answers]],
        path: str,
    ) -> None:
        """Write a row for each patient and rule as a folder of Parquet; what stands there is an error."""
        from osteon.doors.screen.alike import columns_of

        joins = []
        for at, keys in enumerate(groups):
            found = self.query(f"SELECT DISTINCT {', '.join(keys)} FROM {table}")
            names = [(name, WHOLE) for name in (*keys, f"number_{at}")]
            told = numbers(at, columns_of(found, len(keys))).tolist()
            self.load(f"numbers_{at}", names, [(*key, each) for key, each in zip(found, told, strict=True)])
            same = " AND ".join(f"n{at}.{key} = s.{key}" for key in keys)
            joins.append(f"JOIN numbers_{at} AS n{at} ON {same}")
        columns = [f"number_{at}" for at in range(len(groups))]
        sql = f"SELECT s.patient, {', '.join(columns)} FROM {table} AS s {' '.join(joins)}"
        rows = f"posexplode(array({', '.join(columns)})) AS (nth, number)"
        self._call("long_answers", self._frame(sql).selectExpr("patient", rows))
        words = [(each, TEXT) for each in ("rule", "verdict", "deciding")]
        self.load("answers", [("nth", WHOLE), ("number", WHOLE), *words], numbered(answers))
        self._frame(
            "SELECT l.patient, a.rule, a.verdict, a.deciding FROM long_answers AS l "
            "JOIN answers AS a ON a.nth = l.nth AND a.number = l.number"
        ).write.parquet(path, mode="error", compression="zstd")

    def forget(self, *names: str) -> None:
        """Give back the room of tables that are not asked for again."""
        for name in names:
            self._views.remove(name)
            self.session.catalog.dropTempView(name)

    def drop(self) -> None:
        """Forget everything that was defined, kept and loaded."""
        while self._views:
            self.session.catalog.dropTempView(self._views.pop())


def _named(columns: Iterable[str]) -> str:
    return ", ".join(f'"{each}"' for each in columns)


def _same(one: str, other: str, columns: Iterable[str]) -> str:
    return " AND ".join(f"{one}.{each} IS NOT DISTINCT FROM {other}.{each}" for each in columns)


def local_session(cores: int = 2, memory: str = "2g") -> Any:
    """Return a Spark session in this process; it needs Java.

    Raises EngineUnavailable where pyspark or Java is missing.
    """
    from shutil import which

    sql = module_of("pyspark.sql", "spark")
    if which("java") is None:
        raise EngineUnavailable(
            "Spark needs Java, and there is none on the path: install for example openjdk-17"
        )
    builder = sql.SparkSession.builder.master(f"local[{cores}]").appName("osteon")
    for name, value in {
        "spark.driver.memory": memory,
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": str(cores),
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.codegen.wholeStage": "false",  # a rulebook is longer than a method of Java may be
        "spark.ui.showConsoleProgress": "false",
    }.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()
