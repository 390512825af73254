Feature: The library call
  A prototype of an electronic record calls one function with what it knows and
  gets a report. Four plain arguments are enough to begin with. Whatever goes
  wrong is an error that says what, where and how to mend it; an empty report
  never stands in for an error.
  Evidence: A106 P11

  Rule: Four plain arguments are enough

    Scenario: Keywords only
      When a program calls evaluate with:
        | argument     | value       |
        | medications  | warfarin    |
        | d3_dose      | 5000 IU/day |
        | osteoporosis | yes         |
        | pregnant     | no          |
      Then there is a report
      And the flag "vka-consult-prescriber" is raised
      And the flag "vitamin-d-above-ul" is raised
      And the flag "d3-high-dose-without-k2" is not raised

    Scenario: The same as JSON text
      Given the profile document:
        """
        {"medications": ["warfarin"], "d3_dose": "5000 IU/day", "osteoporosis": true, "pregnant": false}
        """
      When a program calls evaluate with the document
      Then there is a report
      And the flag "vka-consult-prescriber" is raised
      And the flag "vitamin-d-above-ul" is raised
      And the flag "d3-high-dose-without-k2" is not raised

    Scenario: Either way the report is the same to the byte
      Given the profile document:
        """
        {"medications": ["warfarin"], "d3_dose": "5000 IU/day", "osteoporosis": true, "pregnant": false}
        """
      When a program calls evaluate twice with the document, once as text and once as a mapping
      Then both reports are the same to the byte

  Rule: A report has a verdict for every rule and says what produced it

    Scenario: Nobody is left without a verdict
      Given a patient of whom we know only what follows
      When the profile is evaluated
      Then every rule of the pack has a verdict
      And the report names both evaluators, the pack and its state of approval
      And the report carries a disclaimer

    Scenario: A flag carries its wording, its sources and its reasons
      Given a patient whose medicines and supplements are all listed
      And who takes warfarin
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then every flag names its sources and the facts behind it

    Scenario: Without a compiler the reference evaluator speaks alone, and the report says so
      Given a patient whose medicines and supplements are all listed
      And who takes warfarin
      When the profile is evaluated by the reference evaluator alone
      Then the report names the reference evaluator only
      And the flag "vka-consult-prescriber" is raised

  Rule: What cannot be read is refused, with the place and the fix

    Scenario Outline: A document that is not a profile
      Given the profile document:
        """
        <document>
        """
      When a program calls evaluate with the document
      Then it is refused with a ProfileError that says "<what>"
      And there is no report

      Examples: From typing slips to the wrong thing altogether
        | document                                | what                    |
        | {"medications": ["warfarin"             | not JSON                |
        | ["warfarin"]                            | mapping                 |
        | {"medicatons": ["warfarin"]}            | medications             |
        | {"d3_dose": "5000 parsecs/day"}         | parsecs                 |
        | {"d3_dose": "lots"}                     | d3_dose                 |
        | {"age": -3}                             | age                     |
        | {"age": 430}                            | age                     |
        | {"birth_date": "1954-13-01"}            | birth_date              |
        | {"sex": "perhaps"}                      | sex                     |
        | {"pregnancy": "rather"}                 | pregnancy               |
        | {"medications": [{"status": "sort of"}]} | status                 |
        | {"d3_dose": NaN}                        | NaN                     |

    Scenario: A day that is no day
      Given the profile document:
        """
        {"medications": []}
        """
      When a program calls evaluate with the document as of "24.11.2026"
      Then it is refused with a ProfileError that says "2026-11-24"
      And there is no report

  Rule: A fault is an error and never a shorter report

    Scenario: The two evaluators differ
      Given a patient whose medicines and supplements are all listed
      And who takes warfarin
      And a network that has lost what it knows of "vka-consult-prescriber"
      When the profile is evaluated with that network
      Then it is refused with an EngineDisagreement that says "vka-consult-prescriber"
      And there is no report

    Scenario Outline: The pack is broken
      Given a pack in which <fault>
      When a program evaluates a profile with that pack
      Then it is refused with a PackError that says "<what>"
      And there is no report

      Examples: Faults of every sort
        | fault                                     | what                    |
        | a rule reads a fact that does not exist   | takes.vitamin_q         |
        | a rule cites a source that does not exist | Z999                    |
        | a rule file is not YAML                   | vka-natto.yaml          |
        | two rules give way to each other          | vka-consult-prescriber  |
        | there are no rules                        | no rule in force        |

    Scenario: A day on which no rule is in force
      Given the profile document:
        """
        {"medications": ["warfarin"]}
        """
      When a program calls evaluate with the document as of "1999-12-31"
      Then it is refused with a PackError that says "in force"
      And there is no report

  Rule: A rulebook is loaded once and used often

    Scenario: Two calls with one rulebook agree
      Given the profile document:
        """
        {"medications": ["warfarin"], "supplements": ["MK-7"]}
        """
      When a program loads the shipped pack and evaluates the document twice with it
      Then both reports are the same to the byte
