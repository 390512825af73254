"""Packs with one mistake each: what is changed in the small sound pack."""

from tests.unit.knowledge.base_pack import BASE, Patch, changed

RULE = "bones/high-dose-d3.yaml"
CRITICAL = "bones/warfarin-first.yaml"
DRUGS = "terminology/medicines.yaml"
NUTRIENTS = "terminology/nutrients.yaml"
INTAKE = "vocabulary/intake.yaml"
PATIENT = "vocabulary/patient.yaml"
NUMBERS = "parameters/numbers.yaml"
PHRASES = "definitions/phrases.yaml"
SOURCES = "evidence/sources.yaml"
REASONS = "overrides/reasons.yaml"

_TAKES_K2 = "takes.vitamin_k2:\n  kind: taking\n  of: vitamin-k2\n"
_COUNTS_FOR = "is: [vitamin-k-antagonist]\n  equivalent: {{ from: {}, to: {}, source: P44 }}"
_RECORDED = "takes.vitamin_k2:\n  kind: recorded\n  of: vitamin-k2\n  field: {}\n  says: {}\n"

_SECOND_RULE = BASE[RULE].replace("id: high-dose-d3", "id: second-rule")

SHEETS: dict[str, Patch] = {
    "tab": changed(RULE, "severity: info", "severity:\tinfo"),
    "invisible-character": changed(RULE, "title: High", "title: \u202eHigh"),
    "not-utf-8": {"pack.yaml": b"id: small\ntitle: caf\xe9\n"},
    "empty-file": {PHRASES: "# nothing yet\n"},
    "key-twice": changed(RULE, "severity: info", "severity: info\nseverity: critical"),
    "anchor": changed(RULE, "severity: info", "severity: &how info"),
    "alias": changed(RULE, "owner: not yet assigned", "owner: *how"),
    "tag": changed(RULE, "severity: info", "severity: !!str info"),
    "second-document": changed("pack.yaml", "title:", "---\ntitle:"),
    "colon-in-text": changed(RULE, "title: High", "title: Note: high"),
    "open-quote": changed(RULE, "title: High", "title: 'High"),
    "open-list": changed(RULE, "because: [A106, P44]", "because: [A106, P44"),
    "open-mapping": changed(RULE, "400 IU/day } }", "400 IU/day"),
    "brace-in-flow-text": changed(RULE, "do: [Review the dose.]", "do: [Review {dose.vitamin_d}.]"),
    "indentation": changed(PHRASES, "  means: dose", "   means: dose"),
    "strange-start": changed(RULE, "owner: not", "owner: @not"),
    "list-file": {PHRASES: "- high_dose\n"},
    "list-as-key": changed(RULE, "severity: info", "[severity]: info\nseverity: info"),
}

SHAPES: dict[str, Patch] = {
    "unknown-key": changed(RULE, "unless:", "unles:"),
    "unknown-key-inside": changed(NUMBERS, "note: in micrograms", "remark: in micrograms"),
    "missing-key": changed(RULE, "title: High-dose vitamin D without vitamin K2\n", ""),
    "missing-key-inside": changed(
        RULE, "    detail: Ask your pharmacist whether this dose is right for you.\n", ""
    ),
    "no-value": changed(RULE, "owner: not yet assigned", "owner:"),
    "unknown-severity": changed(RULE, "severity: info", "severity: critcal"),
    "unknown-kind-of-fact": changed(PATIENT, "kind: age", "kind: years of age"),
    "text-for-a-list": changed(RULE, "do: [Review the dose.]", "do: Review the dose."),
    "mapping-for-a-text": changed(RULE, "owner: not yet assigned", "owner: { name: nobody }"),
    "given-is-no-mapping": changed(RULE, "given: { medications: null }", "given: nothing"),
    "no-lines-in-when": changed(RULE, "when:\n  - high_dose\n  - not takes.vitamin_k2\n", "when: []\n"),
    "long-summary": changed(
        RULE, "You take a lot of vitamin D", "You take a lot of vitamin D" + ", really" * 14
    ),
    "no-date": changed(RULE, "since: 2026-11-24", "since: 24.11.2026"),
    "no-such-day": changed(RULE, "since: 2026-11-24", "since: 2026-02-30"),
    "no-day-for-a-value": changed(NUMBERS, "2025-01-01: { value: 18", "2025: { value: 18"),
    "no-web-address": changed(SOURCES, "https://example.org/d", "example dot org"),
    "text-for-a-record": {PHRASES: "high_dose: dose.vitamin_d >= high_dose_d\n"},
}

FILES: dict[str, Patch] = {
    "no-pack-file": {"pack.yaml": None},
    "python-in-the-pack": {"bones/rule.py": "print()\n"},
    "yml-ending": {"bones/rule.yml": "id: rule\n"},
    "file-at-the-root": {"numbers.yaml": BASE[NUMBERS]},
    "file-too-deep": {"parameters/more/numbers.yaml": BASE[NUMBERS]},
    "id-is-not-the-file-name": {"bones/high-dose.yaml": BASE[RULE], RULE: None},
    "same-rule-in-two-topics": {"topic/high-dose-d3.yaml": BASE[RULE]},
    "declared-twice": {"parameters/again.yaml": BASE[NUMBERS].split("implausible_d")[0]},
    "misspelt-name": changed(PHRASES, "high_dose:", "highDose:"),
    "name-is-a-word-of-the-language": changed(PHRASES, "may_be_pregnant:", "known:"),
    "name-of-a-fact-and-a-definition": changed(PHRASES, "may_be_pregnant:", "age:"),
}

CONDITIONS: dict[str, Patch] = {
    "unknown-fact": changed(RULE, "not takes.vitamin_k2", "not takes.vitmin_k2"),
    "unknown-definition": changed(RULE, "- high_dose", "- hihg_dose"),
    "unknown-parameter": changed(PHRASES, ">= high_dose_d", ">= high_dose_e"),
    "number-in-a-condition": changed(PHRASES, ">= high_dose_d", ">= 5000"),
    "unit-of-another": changed(PHRASES, ">= high_dose_d", ">= adult_age"),
    "and-mixed-with-or": changed(
        CRITICAL, "and takes.vitamin_k2", "and takes.vitamin_k2 or has.osteoporosis"
    ),
    "no-such-choice": changed(PHRASES, "(pregnant, possible)", "(pregnant, posible)"),
    "number-as-yes-or-no": changed(RULE, "- high_dose", "- dose.vitamin_d"),
    "condition-in-an-exception": changed(RULE, "where: may_be_pregnant", "where: may_be_pregant"),
    "condition-on-folded-lines": changed(
        CRITICAL,
        "when: takes.warfarin and takes.vitamin_k2",
        "when: >\n  takes.warfarin\n  and takes.vitamin_k3",
    ),
    "definition-means-itself": changed(PHRASES, "means: dose.vitamin_d >= high_dose_d", "means: high_dose"),
    "definitions-in-a-circle": changed(
        PHRASES,
        "    - age >= adult_age",
        "    - high_dose",
        "means: dose.vitamin_d >= high_dose_d",
        "means: may_be_pregnant",
    ),
}

RULES: dict[str, Patch] = {
    "evidence-is-missing": changed(RULE, "because: [A106, P44]", "because: [A107, P44]"),
    "evidence-is-unverifiable": changed(RULE, "because: [A106, P44]", "because: [A900]"),
    "place-of-a-number-not-used": changed(RULE, "{dose.vitamin_d}", "{inr_target}"),
    "evidence-is-overstated": changed(SOURCES, "verdict: supported", "verdict: supported\n  overstated: yes"),
    "contradiction-unknown": changed(
        SOURCES, "verdict: supported", "verdict: supported\n  contradictions: [B99]"
    ),
    "evidence-is-contradicted": changed(SOURCES, "verdict: supported", "verdict: contradicted"),
    "evidence-cited-twice": changed(RULE, "because: [A106, P44]", "because: [P44, P44]"),
    "superseded-rule-is-unknown": changed(CRITICAL, "rule: high-dose-d3", "rule: high-dose-d4"),
    "supersedes-a-graver-rule": changed(
        RULE, "says:", "supersedes: [{ rule: warfarin-first, why: a slip }]\nsays:"
    ),
    "supersedes-itself": changed(RULE, "says:", "supersedes: [{ rule: high-dose-d3, why: a slip }]\nsays:"),
    "supersedes-in-a-circle": {
        RULE: BASE[RULE].replace("says:", "supersedes: [{ rule: second-rule, why: a slip }]\nsays:"),
        "bones/second-rule.yaml": _SECOND_RULE.replace(
            "says:", "supersedes: [{ rule: high-dose-d3, why: a slip }]\nsays:"
        ),
    },
    "review-before-since": changed(RULE, "review-by: 2027-11-24", "review-by: 2025-11-24"),
    "number-not-yet-in-force": changed(NUMBERS, "2025-01-01: { value: 5000", "2027-01-01: { value: 5000"),
    "place-of-an-unknown-fact": changed(RULE, "is {dose.vitamin_d} and", "is {dose.vitamin_e} and"),
    "place-of-a-fact-not-read": changed(RULE, "is {dose.vitamin_d} and", "is {dose.calcium} and"),
    "place-of-a-yes-or-no": changed(
        CRITICAL,
        "when: takes.warfarin",
        "when: inr_low and takes.warfarin",
        "Check the INR.",
        "'See {inr_low}.'",
    ),
    "place-of-what-nobody-takes": changed(
        RULE, "You take a lot of vitamin D and", "You take a lot of vitamin D ({takes.vitamin_k2}) and"
    ),
    "place-of-what-only-some-take": changed(
        CRITICAL, "when: takes.warfarin and", "when: (takes.warfarin or has.osteoporosis) and"
    ),
    "place-where-none-is-filled": changed(RULE, "do: [Review the dose.]", "do: ['Review {dose.vitamin_d}.']"),
    "place-on-folded-lines": changed(RULE, "still needed.", "still {needed}."),
    "lone-brace": changed(RULE, "You take a lot of vitamin D and", "You take a lot of vitamin D} and"),
    "example-with-an-unknown-field": changed(RULE, "{ medications: null }", "{ medicines: null }"),
    "example-with-a-dose-without-unit": changed(
        CRITICAL, "supplements: [vitamin K2]", "supplements: [{ name: vitamin K2, amount: 100 }]"
    ),
    "two-examples-of-one-name": changed(RULE, "name: a little", "name: nothing told"),
}

DECLARATIONS: dict[str, Patch] = {
    "fact-of-an-unknown-concept": changed(INTAKE, "of: warfarin", "of: warfarine"),
    "fact-of-a-misfit": changed(INTAKE, "of: warfarin", "of: osteoporosis"),
    "fact-without-subject": changed(INTAKE, "  of: warfarin\n", ""),
    "fact-with-a-subject-too-many": changed(PATIENT, "  kind: age\n", "  kind: age\n  of: warfarin\n"),
    "fact-without-unit": changed(INTAKE, "  unit: mg/day\n", ""),
    "fact-in-another-unit": changed(INTAKE, "unit: mg/day", "unit: mcg/day"),
    "fact-with-a-unit-too-many": changed(
        PATIENT, "  of: osteoporosis\n", "  of: osteoporosis\n  unit: days\n"
    ),
    "fact-of-a-concept-without-unit": changed(
        NUTRIENTS, "  label: calcium\n  unit: mg\n", "  label: calcium\n"
    ),
    "fact-without-denies": changed(INTAKE, "  denies: takes no vitamin K2\n", ""),
    "number-with-denies": changed(PATIENT, "reads: the age\n", "reads: the age\n  denies: no age\n"),
    "choices-of-another-field": changed(
        PATIENT, "[pregnant, possible, not_pregnant]", "[pregnant, not_pregnant]"
    ),
    "unknown-field": changed(PATIENT, "of: pregnancy", "of: pregnant"),
    "unknown-limit": changed(INTAKE, "[longest_course, high_dose_d]", "[longest_cours, high_dose_d]"),
    "limit-in-another-unit": changed(
        INTAKE, "[longest_course, high_dose_d]", "[high_dose_d, longest_course]"
    ),
    "limits-too-few": changed(INTAKE, "[longest_course, high_dose_d]", "[longest_course]"),
    "unknown-plus": changed(INTAKE, "plus: calcium", "plus: natto"),
    "plus-on-the-wrong-kind": changed(PATIENT, "  unit: years\n", "  unit: years\n  plus: calcium\n"),
    "field-missing": changed(INTAKE, _TAKES_K2, _TAKES_K2.replace("taking", "recorded")),
    "field-unknown": changed(INTAKE, _TAKES_K2, _RECORDED.format("with_fod", "no")),
    "field-says-neither": changed(INTAKE, _TAKES_K2, _RECORDED.format("with_food", "never")),
    "field-on-the-wrong-kind": changed(INTAKE, _TAKES_K2, f"{_TAKES_K2}  field: with_food\n"),
    "salt-missing": changed(
        INTAKE,
        "kind: daily amount\n  of: calcium\n  unit: mg/day\n  plus: calcium",
        "kind: taking salt\n  of: calcium",
    ),
    "salt-unknown": changed(
        INTAKE,
        "kind: daily amount\n  of: calcium\n  unit: mg/day\n  plus: calcium",
        "kind: taking salt\n  of: calcium\n  salt: carbonat\n  denies: takes none",
    ),
    "source-missing": changed(INTAKE, _TAKES_K2, _TAKES_K2.replace("taking", "other source")),
    "change-without-effort": changed(INTAKE, _TAKES_K2, f"{_TAKES_K2}  may-become: [no]\n"),
    "change-in-an-impossible-way": changed(
        INTAKE, _TAKES_K2, f"{_TAKES_K2}  may-become: [less]\n  effort: small\n"
    ),
    "change-of-the-age": changed(PATIENT, "kind: age", "kind: age\n  may-become: [less]\n  effort: small"),
    "change-of-a-medicine": changed(
        INTAKE, "  of: warfarin\n", "  of: warfarin\n  may-become: [no]\n  effort: large\n"
    ),
    "correction-by-no-test": changed(
        PATIENT,
        "kind: test below target\n  of: inr\n",
        "kind: test above target\n  of: inr\n  corrected-by: osteoporosis\n",
    ),
    "correction-on-the-wrong-kind": changed(PATIENT, "  of: inr\n", "  of: inr\n  corrected-by: inr\n"),
    "value-in-another-unit": changed(NUMBERS, "value: 5000 IU/day", "value: 125 mcg/day"),
    "value-that-is-no-amount": changed(NUMBERS, "value: 5000 IU/day", "value: '5,000 IU/day'"),
    "value-without-known-source": changed(NUMBERS, "source: A106", "source: A10"),
}

INVARIANTS: dict[str, Patch] = {
    f"invariant-{case}": {"invariants/patients.yaml": f"{text}  why: so it is\n"}
    for case, text in {
        "that-says-nothing": "no-dose:\n  number: dose.vitamin_d\n",
        "that-says-two-things": "no-dose:\n  never: age < adult_age\n  number: dose.vitamin_d\n",
        "on-an-unknown-fact": "no-dose:\n  number: dose.vitamin_d\n  zero-without: takes.vitamin_e\n",
        "on-a-yes-or-no": "no-dose:\n  number: takes.vitamin_k2\n  zero-without: takes.vitamin_k2\n",
        "in-two-units": "no-dose:\n  number: dose.vitamin_d\n  at-least: dose.calcium\n",
        "with-a-wrong-condition": "no-dose:\n  never: takes.vitamin_k9\n",
        "without-a-kebab-name": "No_Dose:\n  never: takes.vitamin_k2\n",
    }.items()
}

OVERRIDES: dict[str, Patch] = {
    "override-with-an-unknown-reason": changed(REASONS, "[need-more-info]", "[need-more-infos]"),
    "override-with-a-reason-of-ones-own": changed(REASONS, "[need-more-info]", "[too-late-at-night]"),
    "override-with-a-reason-twice": changed(
        REASONS, "[patient-ineligible, action-completed]", "[action-completed, action-completed]"
    ),
    "override-of-an-unknown-rule": changed(REASONS, "[high-dose-d3]", "[high-dose-d2]"),
    "override-without-a-reason": changed(REASONS, "offer: [need-more-info]", "offer: []"),
}

CONCEPTS: dict[str, Patch] = {
    "equivalent-without-unit": changed(
        DRUGS, "is: [vitamin-k-antagonist]", _COUNTS_FOR.format("20 mg", "5 mg")
    ),
    "equivalent-of-nothing": changed(
        DRUGS, "is: [vitamin-k-antagonist]", _COUNTS_FOR.format("twice", "5 mg")
    ),
    "unknown-parent": changed(DRUGS, "is: [vitamin-k-antagonist]", "is: [vitamin-k-antagonists]"),
    "parent-of-another-kind": changed(DRUGS, "is: [vitamin-k-antagonist]", "is: [osteoporosis]"),
    "parents-in-a-circle": changed(DRUGS, "  names: [VKA]\n", "  is: [warfarin]\n"),
    "one-name-for-two-concepts": changed(
        DRUGS, "brands: [Coumadin]", "brands: [Chole-Calciferol, Cholecalciferol]"
    ),
    "one-code-for-two-concepts": changed(
        DRUGS,
        "label: osteoporosis",
        "label: osteoporosis\n  codes: [{ system: atc, code: b01aa03, check: from memory }]",
    ),
    "content-in-a-circle": changed(NUTRIENTS, "may_contain: [anything]", "contains: [multivitamin]"),
    "key-of-another-kind": changed(
        DRUGS, "label: osteoporosis", "label: osteoporosis\n  contains: [calcium]"
    ),
    "nutrient-in-a-strange-unit": changed(NUTRIENTS, "unit: mcg", "unit: drops"),
    "unit-unlike-the-wider-concepts": changed(
        NUTRIENTS,
        "  names: [cholecalciferol]\n  unit: IU\n  conversions: [{ from: 1 mcg, to: 40 IU, source: P44 }]",
        "  unit: mcg",
        '  implausible:\n    - { entered_in: mass, daily: ">=", limit: implausible_d }\n',
        "",
    ),
    "conversion-to-another-unit": changed(NUTRIENTS, "to: 40 IU", "to: 40 mg"),
    "salt-of-more-than-all": changed(NUTRIENTS, "fraction: 0.40", "fraction: 40"),
    "implausible-limit-in-another-unit": changed(NUTRIENTS, "limit: implausible_d", "limit: adult_age"),
    "unknown-content": changed(NUTRIENTS, "may_contain: [anything]", "may_contain: [calcum]"),
    "code-without-a-check": changed(DRUGS, "check: verified", "check: seen somewhere"),
}

CASES = SHEETS | SHAPES | FILES | CONDITIONS | RULES | DECLARATIONS | INVARIANTS | OVERRIDES | CONCEPTS
