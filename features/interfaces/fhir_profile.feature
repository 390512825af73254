Feature: A record in FHIR
  Health records hold FHIR, in every version and with every slip that software
  and people make. What a record says is read, what it does not say is asked,
  and what became of each of its entries can be seen, so that nothing is lost
  between the record and the advice.
  Evidence: A023 P11

  Rule: A dose is the strength of the product, times the amount, times how often

    Scenario Outline: The ways in which a record says how much
      Given a file "record.json" that holds:
        """
        {"resourceType": "MedicationStatement", "id": "d3", "status": "active",
         "medicationCodeableConcept": {"text": "<product>"},
         "dosage": [<dosage>]}
        """
      When the command "osteon evaluate record.json --as-of 2026-11-24 --format json" is run
      Then it prints JSON in which the flags are exactly <flags>

      Examples: Structured and written, on both sides of 4000 IU a day
        | product                               | dosage                                                                                                                                     | flags                        |
        | Cholecalciferol 5000 UNT Oral Capsule | {"text": "1 cap daily"}                                                                                                                    | vitamin-d-above-ul (warning) |
        | Cholecalciferol 4000 UNT Oral Capsule | {"doseQuantity": {"value": 1, "unit": "{pill}"}, "timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}}                   | none                         |
        | Cholecalciferol 4000 UNT Oral Capsule | {"doseQuantity": {"value": 2, "unit": "{pill}"}, "timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}}                   | vitamin-d-above-ul (warning) |
        | Cholecalciferol 400 UNT/ML            | {"doseAndRate": [{"doseQuantity": {"value": 15, "unit": "mL"}}], "timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}}   | vitamin-d-above-ul (warning) |
        | Cholecalciferol 50000 UNT Oral Capsule | {"text": "1 cap once monthly"}                                                                                                            | none                         |

    Scenario Outline: A dose that cannot be computed is asked for
      Given a file "record.json" that holds:
        """
        {"resourceType": "MedicationStatement", "id": "d3", "status": "active",
         "medicationCodeableConcept": {"text": "Cholecalciferol 5000 UNT Oral Capsule"},
         "dosage": [<dosage>]}
        """
      When the command "osteon evaluate record.json --as-of 2026-11-24 --explain-input" is run
      Then it prints "uncertain"
      And it prints "<words>"

      Examples: Why it cannot
        | dosage                                                                                              | words                             |
        | {"text": "as directed"}                                                                             | how much at a time was not told   |
        | {"text": "2 caps daily, then 1 cap daily"}                                                          | changes the dose along the way    |
        | {"doseQuantity": {"value": 1, "unit": "mg/kg"}}                                                     | is not a unit                     |
        | {"text": "2 caps daily", "doseQuantity": {"value": 1, "unit": "capsule"}}                           | conflict                          |

  Rule: Status and time decide what counts

    Scenario Outline: What the status of warfarin means
      Given a file "record.json" that holds:
        """
        {"resourceType": "MedicationRequest", "id": "w", "status": "<status>", "intent": "<intent>",
         "medicationCodeableConcept": {"text": "warfarin"}}
        """
      When the command "osteon evaluate record.json --as-of 2026-11-24 --format json" is run
      Then it prints JSON in which the flags are exactly <flags>

      Examples: Taken or planned
        | status | intent | flags                                                               |
        | active | order  | vka-consult-prescriber (warning), vka-consistent-dietary-k (info)   |
        | draft  | order  | vka-consult-prescriber (warning), vka-consistent-dietary-k (info)   |
        | active | plan   | vka-consult-prescriber (warning), vka-consistent-dietary-k (info)   |

    Scenario: A pregnancy of long ago is stale
      Given a file "record.json" that holds:
        """
        {"resourceType": "Condition", "id": "p", "clinicalStatus": {"coding": [{"code": "active"}]},
         "code": {"text": "Normal pregnancy"}, "onsetDateTime": "1979-05-01"}
        """
      When the command "osteon evaluate record.json --as-of 2026-11-24 --explain-input" is run
      Then it prints "stale"
      And it prints "more than 45 weeks"

    Scenario: Somebody who has died gets no advice, and the reason
      Given a file "record.json" that holds:
        """
        {"resourceType": "Bundle", "entry": [
          {"resource": {"resourceType": "Patient", "id": "one", "deceasedDateTime": "2020-02-03"}},
          {"resource": {"resourceType": "MedicationRequest", "status": "active",
                        "medicationCodeableConcept": {"text": "warfarin"}}}]}
        """
      When the command "osteon evaluate record.json --as-of 2026-11-24" is run
      Then it exits with code 3
      And it complains "the patient has died"
      And it prints no flag

  Rule: Every entry is accounted for, once

    Scenario: The account of a record
      Given a file "record.json" that holds:
        """
        {"resourceType": "Bundle", "type": "searchset", "link": [{"relation": "next", "url": "page2"}], "entry": [
          {"resource": {"resourceType": "Patient", "id": "one"}},
          {"resource": {"resourceType": "MedicationStatement", "id": "m", "status": "active",
                        "medicationCodeableConcept": {"text": "Little Pink Pill"}, "dosage": [{"text": "1 tablet daily"}]}},
          {"resource": {"resourceType": "Encounter", "id": "e"}},
          {"response": {"status": "404"}}]}
        """
      When the command "osteon evaluate record.json --as-of 2026-11-24 --explain-input" is run
      Then it prints "4 entries: 1 read into facts, 1 uncertain, 1 not relevant, 1 not readable"
      And it prints "the name is not recognised"
      And it prints "there is a further page that was not given"
      And it exits with code 0

    Scenario: An empty list is not the absence of anything
      Given a file "record.json" that holds:
        """
        {"resourceType": "List", "id": "l", "emptyReason": {"coding": [{"code": "nilknown"}]}}
        """
      When the command "osteon evaluate record.json --as-of 2026-11-24" is run
      Then it prints "a list is empty"
      And it prints "Do you take warfarin"
      And it exits with code 0

    Scenario: A record that cannot be read is refused with its place
      Given a file "record.json" that holds:
        """
        [{"resourceType": "Patient", "id": "one"}, {"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Bundle",
          "entry": [{"resource": {"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Bundle",
          "entry": [{"resource": {"resourceType": "Bundle", "entry": []}}]}}]}}]}}]}]
        """
      When the command "osteon evaluate record.json --as-of 2026-11-24" is run
      Then it exits with code 3
      And it complains "[1].entry[0].resource.entry[0].resource.entry[0].resource.entry[0].resource"
      And it prints no flag

  Rule: What comes in as FHIR can go back as FHIR

    Scenario Outline: The answer says how complete it is
      Given a file "record.json" that holds:
        """
        {"resourceType": "MedicationStatement", "id": "m", "status": "active",
         "medicationCodeableConcept": {"text": "<medicine>"}}
        """
      When the command "osteon evaluate record.json --as-of 2026-11-24 --format fhir" is run
      Then it prints "<words>"

      Examples: With and without an advisory
        | medicine    | words          |
        | warfarin    | data-requested |
        | paracetamol | data-required  |

    Scenario: Lines of resources are taken apart by patient
      Given a file "export.ndjson" that holds:
        """
        {"resourceType": "Patient", "id": "one"}
        {"resourceType": "Patient", "id": "two"}
        {"resourceType": "MedicationRequest", "status": "active", "subject": {"reference": "Patient/two"}, "medicationCodeableConcept": {"text": "warfarin"}}
        """
      When the command "osteon evaluate export.ndjson --as-of 2026-11-24 --format ndjson" is run
      Then it prints 2 lines of JSON
      And it exits with code 1
