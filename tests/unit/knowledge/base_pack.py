"""A small sound pack, as a mapping from paths to texts; tests change one thing in it."""

from collections.abc import Mapping

BASE: dict[str, str] = {
    "pack.yaml": """\
id: small
title: A small pack
version: 0.1.0
approval: nobody has approved this pack
disclaimer: For tests only.
""",
    "README.md": "# A small pack\n",
    "terminology/medicines.yaml": """\
vitamin-k-antagonist:
  kind: class
  label: a vitamin K antagonist
  names: [VKA]
warfarin:
  kind: drug
  label: warfarin
  is: [vitamin-k-antagonist]
  names: [warfarin sodium]
  brands: [Coumadin]
  codes:
    - { system: ATC, code: B01AA03, check: verified, source: the WHO index }
osteoporosis:
  kind: condition
  label: osteoporosis
inr:
  kind: test
  label: the INR
  names: [INR]
""",
    "terminology/nutrients.yaml": """\
vitamin-d:
  kind: nutrient
  label: vitamin D
  unit: IU
vitamin-d3:
  kind: nutrient
  label: vitamin D3
  is: [vitamin-d]
  names: [cholecalciferol]
  unit: IU
  conversions: [{ from: 1 mcg, to: 40 IU, source: P44 }]
  implausible:
    - { entered_in: mass, daily: ">=", limit: implausible_d }
vitamin-k2:
  kind: nutrient
  label: vitamin K2
  unit: mcg
calcium:
  kind: nutrient
  label: calcium
  unit: mg
  salts: [{ name: carbonate, fraction: 0.40, source: P44 }]
multivitamin:
  kind: product
  label: a multivitamin
  may_contain: [anything]
""",
    "vocabulary/intake.yaml": """\
takes.warfarin:
  kind: taking
  of: warfarin
  reads: takes warfarin
  denies: does not take warfarin
  ask: Does the patient take warfarin?
takes.vitamin_k2:
  kind: taking
  of: vitamin-k2
  reads: takes vitamin K2
  denies: takes no vitamin K2
  ask: Does the patient take vitamin K2?
dose.vitamin_d:
  kind: daily amount
  of: vitamin-d
  unit: IU/day
  reads: the total daily vitamin D
  ask: How much vitamin D does the patient take a day?
dose.calcium:
  kind: daily amount
  of: calcium
  unit: mg/day
  plus: calcium
  reads: the total daily calcium
  ask: How much calcium does the patient take a day?
course.vitamin_d:
  kind: recorded course
  of: vitamin-d
  limits: [longest_course, high_dose_d]
  reads: is on a recorded course of vitamin D
  denies: is on no recorded course of vitamin D
  ask: Is this a prescribed course of vitamin D?
""",
    "vocabulary/patient.yaml": """\
pregnancy:
  kind: field
  of: pregnancy
  choices: [pregnant, possible, not_pregnant]
  reads: the pregnancy state
  ask: Is the patient pregnant?
age:
  kind: age
  unit: years
  reads: the age
  ask: How old is the patient?
has.osteoporosis:
  kind: condition
  of: osteoporosis
  reads: has osteoporosis
  denies: has no osteoporosis
  ask: Does the patient have osteoporosis?
inr_low:
  kind: test below target
  of: inr
  limits: [inr_target]
  reads: has an INR below target
  denies: has no INR below target
  ask: What is the INR?
""",
    "parameters/numbers.yaml": """\
high_dose_d:
  reads: the daily dose from which vitamin D is high
  unit: IU/day
  values:
    2025-01-01: { value: 5000 IU/day, source: A106 }
implausible_d:
  reads: the daily dose from which vitamin D is a slip of the unit
  unit: IU/day
  values:
    2025-01-01: { value: 100000 IU/day, source: P44, note: in micrograms }
longest_course:
  reads: how long a course lasts
  unit: weeks
  values:
    2025-01-01: { value: 12 weeks, source: P44 }
adult_age:
  reads: the age of adults
  unit: years
  values:
    2025-01-01: { value: 18 years, source: P44 }
inr_target:
  reads: the usual lower end of the INR target
  values:
    2025-01-01: { value: 2.0, source: P44 }
""",
    "definitions/phrases.yaml": """\
high_dose:
  reads: takes much vitamin D
  denies: does not take much vitamin D
  means: dose.vitamin_d >= high_dose_d
may_be_pregnant:
  reads: is or may be pregnant
  denies: is not pregnant
  means:
    - pregnancy in (pregnant, possible)
    - age >= adult_age
""",
    "overrides/reasons.yaml": """\
every-advisory:
  offer: [patient-ineligible, action-completed]
  why: They can apply to whatever is advised.
this-one:
  rules: [high-dose-d3]
  severity: [info]
  unconfirmed: yes
  offer: [need-more-info]
  why: Somebody may still ask.
""",
    "evidence/sources.yaml": """\
A106:
  kind: article claim
  says: From 5,000 IU a day on, vitamin D wants company.
  verdict: partly
  seen: article
  checked: { by: the maintainers, on: 2026-11-24 }
  cite: Article S4, line 22
P44:
  kind: regulator
  says: One microgram of vitamin D is 40 IU.
  verdict: supported
  seen: full text
  checked: { by: the maintainers, on: 2026-11-24 }
  cite: A regulator, 2020
  url: https://example.org/d
A900:
  kind: article claim
  says: Something nobody could find.
  verdict: unverifiable
  seen: article
  checked: { by: the maintainers, on: 2026-11-24 }
  cite: Article S1, line 3
  parked: nothing rests on it
""",
    "bones/high-dose-d3.yaml": """\
id: high-dose-d3
title: High-dose vitamin D without vitamin K2
severity: info
certainty: low
status: draft
since: 2026-11-24
review-by: 2027-11-24
owner: not yet assigned
when:
  - high_dose
  - not takes.vitamin_k2
unless:
  - { where: may_be_pregnant, why: pregnancy has its own rule }
  - { where: course.vitamin_d, why: a prescriber set a course }
says:
  clinician:
    summary: Vitamin D is {dose.vitamin_d} and no vitamin K2 is recorded.
    detail: >-
      The patient takes {dose.vitamin_d} of vitamin D.
      Consider whether that dose is still needed.
  patient:
    summary: You take a lot of vitamin D and no vitamin K2.
    detail: Ask your pharmacist whether this dose is right for you.
do: [Review the dose.]
because: [A106, P44]
examples:
  - name: five thousand units and no K2
    given: { pregnancy: not pregnant, takes: { vitamin-d3: 5000 IU/day, vitamin-k2: none } }
    then: raised
  - name: a little
    given: { takes: { vitamin-d3: 400 IU/day } }
    then: not raised
  - name: nothing told
    given: { medications: null }
    then: unknown
""",
    "bones/warfarin-first.yaml": """\
id: warfarin-first
title: Vitamin K2 on warfarin
severity: critical
certainty: high
status: draft
since: 2026-11-24
review-by: 2027-11-24
owner: a pharmacist
when: takes.warfarin and takes.vitamin_k2
supersedes:
  - { rule: high-dose-d3, why: the anticoagulant comes first }
says:
  clinician: { summary: "{takes.warfarin} together with vitamin K2.", detail: Check the INR. }
  patient: { summary: Ask before you go on., detail: 'Vitamin K2 can work against {takes.warfarin}.' }
ask: ['Since when is vitamin K2 taken?']
because: [P44]
examples:
  - name: both
    given: { medications: [warfarin], supplements: [vitamin K2] }
    then: raised
""",
}


Patch = dict[str, str | bytes | None]
"""What is changed in a pack: a path's new contents, or None to take the file away."""


def changed(path: str, *pairs: str) -> Patch:
    """Return the file with words replaced: old, new, old, new... Each old one must be there."""
    text = BASE[path]
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert old in text, f"{path} does not hold {old!r}"
        text = text.replace(old, new, 1)
    return {path: text}


def bytes_of(texts: Mapping[str, str | bytes | None]) -> dict[str, bytes]:
    """Return the files of a pack as they would be read from a folder."""
    held = {path: texts[path] for path in sorted(texts)}
    return {
        path: text if isinstance(text, bytes) else text.encode()
        for path, text in held.items()
        if text is not None
    }
