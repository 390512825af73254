"""Say what is missing to build durable-rules, which comes as C source only, before pip says it in C.

Exit code 0: a small extension module was compiled. 1: something is missing, and the message says what.
"""

import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

PROGRAM = "#include <Python.h>\nint main(void) { return 0; }\n"

ADVICE = """\
The default engine, durable-rules, is C source that has to be compiled, and {what}.

  Debian, Ubuntu:  apt-get install gcc libc6-dev python3-dev
  Fedora:          dnf install gcc python3-devel
  macOS:           xcode-select --install

{otherwise}
"""

OTHERWISE = {
    "demo": "osteon also runs without it, on its reference evaluator alone:\n\n  make demo ENGINE=reference",
    "test": "The tests compare two evaluators, so they need it. Without a compiler there is still:\n\n"
    "  make demo ENGINE=reference",
}


def missing() -> str | None:
    """Return what is missing in one phrase, or None if a module can be compiled."""
    command = shlex.split(sysconfig.get_config_var("CC") or "cc")
    if shutil.which(command[0]) is None:
        command = [next(filter(shutil.which, ("cc", "gcc", "clang")), "")]
    if not command[0]:
        return "there is no C compiler (cc, gcc or clang) on the PATH"
    include = sysconfig.get_path("include")
    if not Path(include, "Python.h").exists():
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        return f"the C headers of Python {version} (Python.h) are not installed"
    return (
        None
        if _compiles([*command, f"-I{include}"])
        else f"{command[0]} cannot compile (is libc6-dev there?)"
    )


def _compiles(command: list[str]) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "try.c")
        source.write_text(PROGRAM, encoding="utf-8")
        # Compiled, not linked: an extension module is not linked with libpython either.
        tried = subprocess.run(  # noqa: S603  # the compiler that Python itself names
            [*command, "-c", str(source), "-o", str(source.with_suffix(".o"))],
            capture_output=True,
            check=False,
        )
    return tried.returncode == 0


def main() -> int:
    """Check, and advise for the Makefile target named by the first argument."""
    what = missing()
    if what is None:
        return 0
    target = sys.argv[1] if len(sys.argv) > 1 else "demo"
    print(ADVICE.format(what=what, otherwise=OTHERWISE.get(target, OTHERWISE["test"])), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
