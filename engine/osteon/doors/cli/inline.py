"""A patient described by options: `--medication warfarin --d3 "5000 IU/day" --not-pregnant`."""

from argparse import ArgumentParser, ArgumentTypeError, BooleanOptionalAction, Namespace

LISTS = ("medications", "supplements", "conditions", "surgeries", "allergies")
_REPEATED = {
    "medication": ("medications", 'a medicine, for example "warfarin"; may be repeated'),
    "supplement": ("supplements", 'a supplement, for example "vitamin D3 5000 IU/day"; may be repeated'),
    "condition": ("conditions", 'a diagnosis, for example "osteoporosis"; may be repeated'),
}
_FIELDS = ("d3_dose", "osteoporosis", "pregnant", "age", "sex")


def describe(parser: ArgumentParser) -> None:
    """Add the options that describe a patient."""
    patient = parser.add_argument_group("a patient described here instead of in a file")
    for name, (field, about) in _REPEATED.items():
        patient.add_argument(f"--{name}", dest=field, metavar="NAME", action="append", help=about)
    patient.add_argument(
        "--d3", dest="d3_dose", metavar="AMOUNT", help='vitamin D3, for example "5000 IU/day" or "none"'
    )
    patient.add_argument(
        "--take", dest="takes", metavar="NAME=HOW", action="append", type=_statement,
        help='what is known of one substance, for example "vitamin k2=none"; '
        "HOW is none, taken, unknown or an amount; may be repeated",
    )  # fmt: skip
    patient.add_argument(
        "--osteoporosis", action=BooleanOptionalAction, help="whether osteoporosis is diagnosed"
    )
    pregnant = patient.add_mutually_exclusive_group()
    pregnant.add_argument("--pregnant", action="store_const", const=True, help="is pregnant")
    pregnant.add_argument(
        "--not-pregnant", dest="pregnant", action="store_const", const=False, help="is not pregnant"
    )
    patient.add_argument("--age", metavar="YEARS", type=_age, help="in whole years")
    patient.add_argument("--sex", choices=("female", "male", "unknown"))
    patient.add_argument(
        "--nothing-else", action="store_true",
        help="there is nothing beyond what is said here: every list is complete, the others are empty",
    )  # fmt: skip


def patient_in(options: Namespace) -> dict[str, object] | None:
    """Return the profile that the options describe, or None if they describe nobody."""
    patient = {field: getattr(options, field) for field in (*LISTS[:3], *_FIELDS)}
    patient["takes"] = dict(options.takes) if options.takes else None
    if options.nothing_else:
        patient |= {name: patient.get(name) or "none" for name in LISTS}
        patient["complete"] = "yes"
    told = {field: value for field, value in patient.items() if value is not None}
    return told or None


def _statement(text: str) -> tuple[str, str]:
    name, equals, how = (part.strip() for part in text.partition("="))
    if not (name and equals and how):
        raise ArgumentTypeError(f'{text!r} is not NAME=HOW: write for example "vitamin k2=none"')
    return name, how


def _age(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ArgumentTypeError(f"{text!r} is not an age in whole years")
    return int(text)
