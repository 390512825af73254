"""What many patients are told in the same words is one record, whatever the verdict is."""

from osteon import evaluate

PATIENTS = (
    {"medications": ["warfarin"], "supplements": [{"name": "MK-7", "amount": "100 mcg/day"}], "age": 72},
    {"supplements": [{"name": "vitamin D3", "amount": "12000 IU/day"}], "medications": "none", "age": 40},
    {"medications": "unknown"},
)


def test_the_same_verdict_of_another_patient_is_the_same_record():
    outcomes = set()
    for patient in PATIENTS:
        one, other = (evaluate(dict(patient), as_of="2026-11-24").verdicts for _ in range(2))
        assert all(mine is yours for mine, yours in zip(one, other, strict=True))
        outcomes |= {each.verdict for each in one}
    assert outcomes == {"raised", "not raised", "unknown", "withheld"}
