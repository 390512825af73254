Feature: The page
  Not everybody who wants to know has a program that asks. On the page a patient
  is entered or a record pasted, and the report is read with its reasons. What is
  not known is asked there, and each answer is weighed at once. Nothing on the
  page is stronger than what the rules say.
  Evidence: A023 P02 P11

  Rule: What is entered is evaluated, and what is left out is asked

    Scenario: Four fields are enough to begin
      When somebody fills in the page:
        | field                                      | value        |
        | Medicines                                  | warfarin     |
        | Vitamin D3 a day, from everything together | 5000 IU/day  |
        | Osteoporosis                               | yes          |
        | Pregnancy                                  | not pregnant |
      Then the page shows the flags osteoporosis-no-recognised-therapy (warning), vitamin-d-above-ul (warning), vka-consult-prescriber (warning), vka-consistent-dietary-k (info)
      And the page asks "How many servings of natto do you eat a week?"

    Scenario: An empty form is a patient of whom nothing is known
      When somebody fills in the page:
        | field | value |
      Then the page shows the flags none
      And the page says "That is not a statement that nothing is wrong."
      And the page asks "Are you pregnant, or could you be?"

    Scenario: A record in FHIR is pasted, and each of its entries accounted for
      When somebody pastes into the page:
        """
        {"resourceType": "Bundle", "type": "collection", "entry": [
          {"resource": {"resourceType": "MedicationStatement", "id": "w", "status": "active",
           "medicationCodeableConcept": {"text": "warfarin 5 mg"}, "dosage": [{"text": "1 tablet daily"}]}},
          {"resource": {"resourceType": "Appointment", "id": "a"}}]}
        """
      Then the page shows the flags vka-consult-prescriber (warning), vka-consistent-dietary-k (info)
      And the page says "2 entries: 1 read into facts, 1 not relevant."

    Scenario: A name that nobody knows is said to be unknown
      When somebody fills in the page:
        | field     | value         |
        | Medicines | Zyxelor forte |
      Then the page says "Zyxelor forte"
      And the page says "the name is not recognised"

  Rule: An answer is weighed at once

    Scenario: The answer raises a flag, and the page says so
      Given somebody has filled in the page:
        | field     | value    |
        | Medicines | warfarin |
      When "How many servings of natto do you eat a week?" is answered on the page with "2 servings/week"
      Then the page shows the flags vka-natto (critical), vka-consistent-dietary-k (info)
      And the page says "New: critical Natto on a vitamin K antagonist"
      And the page does not ask "How many servings of natto do you eat a week?"

    Scenario: An answer is taken back
      Given somebody has filled in the page:
        | field     | value    |
        | Medicines | warfarin |
      And "How many servings of natto do you eat a week?" was answered on the page with "2 servings/week"
      When the answer to "How many servings of natto do you eat a week?" is taken back on the page
      Then the page shows the flags vka-consult-prescriber (warning), vka-consistent-dietary-k (info)
      And the page asks "How many servings of natto do you eat a week?"

    Scenario: Nobody has to know
      Given somebody has filled in the page:
        | field     | value    |
        | Medicines | warfarin |
      When "How many servings of natto do you eat a week?" is answered on the page with "don't know"
      Then the page shows the flags vka-consult-prescriber (warning), vka-consistent-dietary-k (info)
      And the page does not ask "How many servings of natto do you eat a week?"

    Scenario: An answer that is not understood changes nothing
      Given somebody has filled in the page:
        | field     | value    |
        | Medicines | warfarin |
      When "How many servings of natto do you eat a week?" is answered on the page with "plenty"
      Then the page says "1 answer was not understood, and changed nothing."
      And the page shows the flags vka-consult-prescriber (warning), vka-consistent-dietary-k (info)

  Rule: Each reader is told in their own words, and how far it can be relied on

    Scenario: The patient reads the patient's words
      Given somebody has filled in the page:
        | field       | value           |
        | Medicines   | warfarin        |
        | Natto       | 2 servings/week |
      When the wording "For the patient" is chosen on the page
      Then the page says "Natto is very rich in vitamin K2 and can work strongly against your blood thinner."
      And the page does not say "Treat it as a large dose of MK-7."

    Scenario: Sources, certainty and approval stand beside the advice
      When somebody fills in the page:
        | field     | value    |
        | Medicines | warfarin |
      Then the page says "high certainty of evidence, basis confirmed, draft, not clinically approved"
      And the page says "No clinician has reviewed or approved this pack."

    Scenario: A supposition is compared and is not advice
      Given somebody has filled in the page:
        | field       | value            |
        | Medicines   | warfarin         |
        | Supplements | MK-7 100 mcg/day |
      When it is supposed on the page that "vitamin K2" were "none"
      Then the page says "It is not advice to start, stop or change anything."
      And the page says "Flags that go critical A vitamin K product on a vitamin K antagonist"

  Rule: What cannot be read is said where it stands, and nothing is concluded

    Scenario Outline: A mistake in the form
      When somebody fills in the page:
        | field   | value   |
        | <field> | <value> |
      Then the page says at "<field>" that "<words>"
      And the page says "Nothing may be concluded about this patient."
      And the page shows the flags none

      Examples: Fields of several kinds
        | field                                      | value          | words                |
        | Vitamin D3 a day, from everything together | 5000           | 5000 has no unit     |
        | Age in years                               | 720            | is not an age        |
        | Natto                                      | much           | does not start with a number |
        | Operations, done or planned                | hip 2026-99-01 | is not a date        |

    Scenario: A mistake in a pasted text
      When somebody pastes into the page:
        """
        medications: [warfarin]
        age: 720
        """
      Then the page says at "The text" that "Line 2: age"
      And the page shows the flags none

  Rule: The rules can be read

    Scenario: A rule in words, as a table, and with its evidence
      When the page of the rule "vitamin-d-above-ul" is opened
      Then the page says "The patient: the total daily vitamin D is more than 4,000 IU/day."
      And the page says "Every patient is in exactly one of these 6 rows."
      And the page says "EFSA 2023, Tolerable upper intake level for vitamin D"
