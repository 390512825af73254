Feature: Incomplete records
  A patient record is full of silence. Silence is never read as "no": whatever
  was not said, not known or not understood is asked about or listed, and the
  absence of a flag means that the rules were asked and said no.
  Evidence: A023 A070 P11

  Rule: What we were told of a list decides what its silence means

    Scenario Outline: MK-7 may or may not be among the supplements
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is a 60-year-old man
      And whose list of supplements is <state>
      And whose vitamin D adds up to 5000 IU/day
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is <outcome>

      Examples: The ways of telling
        | state                       | outcome   |
        | not mentioned               | undecided |
        | left blank                  | undecided |
        | asked for and not known     | undecided |
        | empty and may be incomplete | undecided |
        | empty                       | raised    |
        | empty and complete          | raised    |
        | confirmed to be none        | raised    |

    Scenario Outline: A list that is given is believed, and the report says on what basis
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is a 60-year-old man
      And whose list of supplements is <state>
      And whose vitamin D adds up to 5000 IU/day
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is raised
      And its basis is <basis>

      Examples: Assumed and confirmed
        | state                | basis     |
        | empty                | assumed   |
        | empty and complete   | confirmed |
        | confirmed to be none | confirmed |

    Scenario: One confirmed absence is enough where the list is open
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is a 60-year-old man
      And whose list of supplements is empty and may be incomplete
      And whose vitamin D adds up to 5000 IU/day
      And who does not take vitamin K2
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is raised
      And its basis is confirmed

  Rule: Of whom nothing is known, everything is asked and nothing is flagged

    Scenario: Nothing at all was said
      Given a patient of whom we know only what follows
      When the profile is evaluated
      Then no flag is raised
      And the flag "vka-vitamin-k-supplement" is undecided
      And the flag "under-18-out-of-scope" is undecided
      And we are asked about age
      And we are asked about vitamin K antagonists
      And we are asked about vitamin K intake

    Scenario: Only the dose of vitamin D3 was said
      Given a patient of whom we know only what follows
      And whose vitamin D adds up to 5000 IU/day
      When the profile is evaluated
      Then the flags are exactly:
        | flag               | severity |
        | vitamin-d-above-ul | warning  |
      And the flag "anticoagulant-status-unknown" is undecided
      And we are asked about vitamin K2 intake

    Scenario: Everything was said
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is a 60-year-old man
      When the profile is evaluated
      Then no flag is raised
      And we are asked nothing

  Rule: A name that is not understood is listed, and makes absence uncertain

    Scenario: A medicine nobody recognises
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is a 60-year-old man
      And whose list of medicines also reads "Zyxelor forte"
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then "Zyxelor forte" could not be assessed
      And the flag "vka-vitamin-k-supplement" is undecided
      And we are asked about vitamin K antagonists

    Scenario: A name and a code that mean different things are both believed
      Given the profile document:
        """
        {
          "medications": [{"name": "apixaban", "codes": [{"system": "ATC", "code": "B01AA03"}]}],
          "supplements": [{"name": "MK-7", "amount": "100 mcg/day"}],
          "diet": {"vitamin_k_consistent": true},
          "complete": true
        }
        """
      When a program calls evaluate with the document
      Then the flag "vka-vitamin-k-supplement" is raised
      And the flag "vka-doac-overlap" is raised
      And "apixaban" could not be assessed

    Scenario: A code without a name is enough
      Given the profile document:
        """
        {"medications": [{"codes": [{"system": "RxNorm", "code": "11289"}]}], "supplements": ["MK-7"]}
        """
      When a program calls evaluate with the document
      Then the flag "vka-vitamin-k-supplement" is raised

    Scenario: A misspelt warfarin is not guessed at
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is a 60-year-old man
      And whose list of medicines also reads "warferin"
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then "warferin" could not be assessed
      And the flag "vka-vitamin-k-supplement" is undecided
      And we are asked whether "warfarin" was meant

    Scenario: A supplement nobody recognises
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is a 60-year-old man
      And who takes warfarin
      And whose list of supplements also reads "Osteobloom Ultra"
      When the profile is evaluated
      Then "Osteobloom Ultra" could not be assessed
      And the flag "vka-vitamin-k-supplement" is undecided

    Scenario: A condition nobody recognises
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is a 60-year-old man
      And whose list of conditions also reads "Quibbler syndrome"
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then "Quibbler syndrome" could not be assessed
      And the flag "bleeding-disorder-vitamin-k" is undecided
      And we are asked about a bleeding disorder

    Scenario: A common medicine that no rule reads is understood all the same
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is a 60-year-old man
      And who takes metformin
      And who takes lisinopril
      And who has hypertension
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then no flag is raised
      And the flag "vka-vitamin-k-supplement" is not raised

  Rule: A product whose label is not known may hold what matters

    Scenario: A multivitamin without a label
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is a 60-year-old man
      And who takes 5000 IU/day of vitamin D3
      And who takes "multivitamin", whose label we have not seen
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is undecided
      And we are asked about vitamin K2 intake
      And the flag "vitamin-d-above-ul" is raised

  Rule: What is written twice may be taken once or twice

    Scenario: The same product stands on the list twice, word for word
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is a 60-year-old man
      And who takes 3000 IU/day of vitamin D3
      And who takes 3000 IU/day of vitamin D3
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "vitamin-d-above-ul" is undecided
      And we are asked about the total vitamin D
      And "vitamin D3" could not be assessed

    Scenario: The same medicine stands on the list twice
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is a 60-year-old man
      And who takes warfarin
      And who takes warfarin
      And whose vitamin K from food is steady
      When the profile is evaluated
      Then the flags are exactly:
        | flag                   | severity |
        | vka-consult-prescriber | warning  |

  Rule: Where a record contradicts itself, the exposure is assumed

    Scenario: No vitamin K2 is taken, and MK-7 stands on the list
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is a 60-year-old man
      And who takes warfarin
      And whose vitamin K from food is steady
      And who takes 100 mcg/day of MK-7
      And who does not take vitamin K2
      When the profile is evaluated
      Then the flags are exactly:
        | flag                     | severity |
        | vka-vitamin-k-supplement | critical |
        | profile-contradiction    | warning  |
      And "vitamin K2" could not be assessed
