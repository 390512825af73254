"""What no rule may say, whoever writes it, and what every text for a patient has to say."""

import re

import pytest

from osteon import load_rulebook
from osteon.basics.quantity import written
from osteon.knowledge.reach import parameters_read

BOOK = load_rulebook()
MEANINGS = {each.name: each.means for each in BOOK.definitions.values()}

NEVER = {
    "a verdict on the patient": r"you are deficient|you lack vitamin|you have a deficiency",
    "a cure": r"\bcures?\b|\bheals?\b|\breverses\b|(dissolves?|melts?) (away )?(the )?(calcium|plaque|deposits)|cleans? your arteries",
    "an order to take K2": r"(must|have to|should) (take|add|use) (vitamin )?k2",
    "a limit for K2": r"(?<!no body has set an )(upper|safe) (level|limit)[^.]* (for|of) (vitamin )?k2",
    "praise of a brand": r"thorne|life extension|menaq7|we recommend",
}
ANTICOAGULANT = (
    r"(^|please |should |must |may |and |or |then )(stop|start|switch|change|skip|double|halve)\b[^.]*"
    r"\b(warfarin|blood thinner|anticoagulant|apixaban|marcumar|coumadin)s?\b"
)
FORBIDDEN = re.compile(r"\b(do not|don't|never|without|not|before|whether|nobody|must not)\b", re.IGNORECASE)
WHOM = re.compile(
    r"doctor|pharmacist|clinic\b|clinic |midwife|team|dietitian|prescri|clinician|emergency|specialist|surgeon|nurse",
    re.IGNORECASE,
)


def texts(rule, readers=("clinician", "patient")):
    return [
        text for reader in readers for text in (getattr(rule, reader).summary, getattr(rule, reader).detail)
    ]


@pytest.mark.parametrize("what", NEVER)
@pytest.mark.parametrize("rule", BOOK.rules)
def test_no_text_says(rule, what):
    said = [*texts(BOOK.rules[rule]), *BOOK.rules[rule].do]
    assert [text for text in said if re.search(NEVER[what], text, re.IGNORECASE)] == []


@pytest.mark.parametrize("rule", BOOK.rules)
def test_nobody_is_told_to_change_a_blood_thinner(rule):
    sentences = re.split(r"(?<=[.!?])\s+", " ".join(texts(BOOK.rules[rule], ("patient",))))
    told = [each for each in sentences if re.search(ANTICOAGULANT, each, re.IGNORECASE)]
    assert [each for each in told if not FORBIDDEN.search(each)] == []


@pytest.mark.parametrize("rule", BOOK.rules)
def test_a_patient_is_told_whom_to_ask(rule):
    assert WHOM.search(" ".join(texts(BOOK.rules[rule], ("patient",))))


@pytest.mark.parametrize("rule", BOOK.rules)
def test_a_patient_is_spoken_to(rule):
    assert re.search(r"\b(you|your)\b", " ".join(texts(BOOK.rules[rule], ("patient",))), re.IGNORECASE)


@pytest.mark.parametrize(
    "rule", [rule.id for rule in BOOK.rules.values() if rule.id.startswith("vka-") and "vitamin-k" in rule.id]
)
def test_on_a_vitamin_k_antagonist_the_product_is_not_stopped_suddenly(rule):
    assert re.search(r"sudden|abrupt|on your own|without", " ".join(texts(BOOK.rules[rule], ("patient",))))


ANOTHER_NUMBER = {
    ("calcium-above-ul", "calcium_upper_level_younger"),  # the European level happens to be the same
    ("vka-vitamin-k-change", "vka_washout"),  # when the INR is measured again has nothing to do with it
}


@pytest.mark.parametrize("rule", BOOK.rules)
def test_no_text_repeats_a_number_that_the_rule_uses(rule):
    # A limit is written once, in parameters/; a text says it by its name.
    found = BOOK.rules[rule]
    conditions = (found.when, *(unless.where for unless in found.unless))
    names = set().union(*(parameters_read(each, MEANINGS) for each in conditions))
    said = " ".join([found.title, *texts(found), *found.do])
    again = [
        name
        for name in names
        for number, unit in [(BOOK.parameters[name].values[-1].number, BOOK.parameters[name].unit)]
        if unit
        and (rule, name) not in ANOTHER_NUMBER
        and re.search(rf"(?<![\d,.]){re.escape(written(number))} {re.escape(unit.split('/')[0])}\b", said)
    ]
    assert again == []
