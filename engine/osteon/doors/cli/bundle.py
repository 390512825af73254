"""The modules of an evaluation in one piece, so that a cold start need not gather a hundred files.

The pieces are compiled from source and kept like a checked rulebook. They are
used only if every byte of that source is the same now, which Python itself does
not ask of the compiled modules that it keeps.
"""

import os
import sys
from types import CodeType

from osteon.basics.typed import Any
from osteon.knowledge.engine import ENGINE, engine_fingerprint, engine_sources
from osteon.knowledge.folder import Files, digest_of, fingerprint, read_file
from osteon.knowledge.keeping import DAMAGE, fetch_plain, keep_plain

KIND = "modules"

# importlib has names for them, and importing it takes a while.
_ModuleSpec: Any = type(__spec__)
_SourceFileLoader: Any = type(__spec__.loader)

# Whoever loaded one of these had more to do than to evaluate a sound profile by a rulebook that was stored.
_UNUSUAL = {"argparse", "jinja2", "osteon.knowledge.read", "pydantic", "rich", "yaml"}

_DOORS = ("doors", "doors/cli", "doors/rendering")
"""The folders outside the rooms of the engine whose modules take part in an evaluation."""


class Bundle:
    """The modules of one kind of evaluation. `purpose` tells kinds apart that load different modules."""

    def __init__(self, purpose: str) -> None:
        self._source = engine_fingerprint()
        named = (purpose, self._source, ENGINE, sys.version, str(sys.flags.optimize))
        self._key = digest_of("\n".join(named).encode()).hex()
        self._unpacked = False

    def unpack(self) -> None:
        """Load the modules that an earlier process kept, if their source is still the same."""
        stored = fetch_plain(KIND, self._key) if self._source else None
        try:
            if isinstance(stored, tuple):
                paths, printed, modules = stored
                self._unpacked = printed == _print_of(_read(paths))
        except DAMAGE:
            return
        if self._unpacked:
            for name, where, code in modules:
                if name not in sys.modules:
                    _load(name, where, code)

    def keep(self) -> None:
        """Keep the modules that are loaded now, unless they came from here or some are not usual."""
        if self._unpacked or not self._source or sys.dont_write_bytecode or _UNUSUAL & sys.modules.keys():
            return
        sources = engine_sources()
        if fingerprint(sources) == self._source:
            modules, doors = _compiled(sources)
            keep_plain(KIND, self._key, (list(doors), _print_of(doors), modules))


def _load(name: str, where: str, code: CodeType) -> None:
    # What the import statement does for a module, without looking for it.
    spec = _ModuleSpec(name, _SourceFileLoader(name, where), origin=where)
    spec.has_location = True
    if os.path.basename(where) == "__init__.py":
        spec.submodule_search_locations = [os.path.dirname(where)]
    module = type(sys)(name)
    module.__spec__, module.__loader__, module.__package__ = spec, spec.loader, spec.parent
    module.__file__ = where
    if spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations
    sys.modules[name] = module
    try:
        exec(code, module.__dict__)  # noqa: S102  # as import does; the cache has checked it
    except BaseException:
        del sys.modules[name]
        raise
    parent, _, child = name.rpartition(".")
    setattr(sys.modules[parent], child, module)


def _compiled(sources: Files) -> tuple[list[tuple[str, str, CodeType]], Files]:
    """Compile every module of osteon that is loaded, in the order in which they were ready.

    Return them, and the source of those that lie outside the rooms.
    """
    modules: list[tuple[str, str, CodeType]] = []
    doors: Files = {}
    for name, module in list(sys.modules.items()):
        where = getattr(module, "__file__", None) or ""
        if not name.startswith("osteon.") or not where.startswith(ENGINE):
            continue
        path = os.path.relpath(where, ENGINE).replace(os.sep, "/")
        data = sources.get(path)
        if data is None:
            data = doors[path] = read_file(where)
        modules.append((name, where, compile(data, where, "exec", dont_inherit=True)))
    return modules, doors


def _read(paths: list[str]) -> Files:
    return {path: read_file(os.path.join(ENGINE, path)) for path in paths}


def _print_of(doors: Files) -> str:
    """Return a digest of the source of some modules, and of what else could be loaded in their place."""
    beside = [name for folder in _DOORS for name in sorted(os.listdir(os.path.join(ENGINE, folder)))]
    return fingerprint(doors, *[name for name in beside if name != "__pycache__"])
