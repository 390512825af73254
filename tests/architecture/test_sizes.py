"""How long files and functions are. The report is printed; a file or function beyond its bound fails.

Every old code base has one file of thousands of lines in which beauty died. It
was never decided; it grew, because nothing said stop.
"""

from statistics import median, quantiles

from tests.architecture.house import ENGINE, functions, length, modules

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
TYPICAL_FUNCTION = 10
SHOWN = 5


def file_lengths():
    return {name: (ENGINE / name).read_text(encoding="utf-8").count("\n") for name in modules()}


def function_lengths():
    return {
        f"{name}:{node.lineno} {node.name}": length(node)
        for name, tree in modules().items()
        for node in functions(tree)
    }


def report(what, lengths):
    tenth = quantiles(lengths.values(), n=10)[-1]
    print(f"\n{len(lengths)} {what}, median {median(lengths.values()):g} lines, nine in ten below {tenth:g}")
    for name, lines in sorted(lengths.items(), key=lambda each: -each[1])[:SHOWN]:
        print(f"{lines:5} {name}")


def beyond(lengths, bound):
    return {name: lines for name, lines in lengths.items() if lines > bound}


def test_no_file_is_longer_than_300_lines(capsys):
    lengths = file_lengths()
    with capsys.disabled():
        report("files", lengths)
    assert beyond(lengths, LONGEST_FILE) == {}


def test_no_function_is_longer_than_40_lines(capsys):
    lengths = function_lengths()
    with capsys.disabled():
        report("functions", lengths)
    assert beyond(lengths, LONGEST_FUNCTION) == {}


def test_half_of_the_functions_fit_into_a_glance():
    assert median(function_lengths().values()) <= TYPICAL_FUNCTION
