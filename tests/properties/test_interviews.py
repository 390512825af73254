"""Whatever is answered, an interview ends, asks nothing twice and leaves open only what nobody knew."""

from hypothesis import given, settings
from hypothesis import strategies as st

from osteon import load_rulebook
from osteon.doors.cli.interview import hold
from osteon.doors.rendering.answers import Style
from osteon.reasoning.advise import advisor_for
from tests.properties.profiles import TODAY, documents
from tests.properties.test_answers import replies

ADVISOR = advisor_for(load_rulebook(), TODAY)
ASKS = {fact.ask: fact for fact in ADVISOR.edition.facts}
MOST = 400


class Patient:
    """Answers what is asked, as long as the answer is accepted; says that nobody knows if it is not."""

    def __init__(self, draw, *, knows):
        self._draw, self._knows = draw, knows
        self._question, self._refused = None, False
        self.asked = []

    def hears(self, line):
        self._refused = self._refused or line.endswith("Please answer again.")
        if line in ASKS:
            self._question = line
            self.asked.append(line)

    def says(self):
        assert len(self.asked) < MOST
        refused, self._refused = self._refused, False
        if refused or not self._knows:
            return "don't know\n"
        return self._draw(st.sampled_from(replies(ASKS[self._question]))) + "\n"


@settings(max_examples=25, deadline=None)
@given(documents(), st.booleans(), st.data())
def test_an_interview_ends_with_the_report_of_what_was_answered(document, knows, data):
    patient = Patient(data.draw, knows=knows)
    held = hold(ADVISOR, document, TODAY, "reference", patient.says, patient.hears, Style(width=10_000))
    assert not held.stopped
    assert held.asked <= len(patient.asked)
    assert held.report.to_json() == ADVISOR.advise(held.document, TODAY, "reference").to_json()
    answers = held.document.get("answers") or {}
    assert {question.fact for question in held.report.questions} <= {
        name for name, said in answers.items() if said == "unknown"
    }
