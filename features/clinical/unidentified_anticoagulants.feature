Feature: Unidentified anticoagulants
  "A blood thinner" may be warfarin, or something to which vitamin K does not
  matter. As long as nobody knows, the cautious reading holds: no K2 is suggested
  to such a patient, and the name of the medicine is the first thing to find out.
  Evidence: A023 A070

  Background:
    Given a patient whose medicines and supplements are all listed
    And whose history holds nothing else of note
    And who is a 66-year-old man
    And whose vitamin K from food is steady

  @rule_anticoagulant_type_unknown
  Rule: A blood thinner without a name is treated like warfarin until it is named

    Scenario: The record says "blood thinner", and MK-7 is taken
      Given who takes a blood thinner
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly:
        | flag                       | severity |
        | anticoagulant-type-unknown | critical |
      And the flag "anticoagulant-type-unknown" is raised
      And the patient is told "name"
      And it cites "A023"

    Scenario: The record holds only the code for long-term anticoagulant use
      Given whose list of conditions carries the ICD-10-CM code "Z79.01"
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly:
        | flag                       | severity |
        | anticoagulant-type-unknown | critical |

    Scenario Outline: Whatever would lead to a word about K2 is stopped here
      Given who takes a blood thinner
      And who takes <dose> of <nutrient>
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: High-dose vitamin D3, ordinary vitamin D3, calcium
        | dose        | nutrient   | flags                                                                |
        | 5000 IU/day | vitamin D3 | anticoagulant-type-unknown (critical), vitamin-d-above-ul (warning)  |
        | 4000 IU/day | vitamin D3 | anticoagulant-type-unknown (critical)                                |
        | 999 mg/day  | calcium    | calcium-administration (info)                                        |
        | 1000 mg/day | calcium    | anticoagulant-type-unknown (critical), calcium-administration (info) |

    Scenario: A blood thinner alone raises no alarm
      Given who takes a blood thinner
      When the profile is evaluated
      Then no flag is raised
      And the flag "anticoagulant-type-unknown" is not raised

    Scenario: Low-dose aspirin is a name
      Given who takes baby aspirin
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "anticoagulant-type-unknown" is not raised
      And the flags are exactly other-antithrombotic-clarify (info)

    Scenario: The blood thinner has a name elsewhere on the list
      Given who takes a blood thinner
      And who takes apixaban
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "anticoagulant-type-unknown" is not raised

    Scenario: The label of the greens powder is not known
      Given who takes a blood thinner
      And who takes "greens powder", whose label we have not seen
      When the profile is evaluated
      Then the flag "anticoagulant-type-unknown" is undecided
      And we are asked about vitamin K intake

    Scenario: The list of medicines is complete, and the list of conditions was not asked for
      Given whose list of conditions is left blank
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "anticoagulant-type-unknown" is not raised

    Scenario: It is not known whether a blood thinner is taken
      Given who may take a blood thinner
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "anticoagulant-type-unknown" is undecided

  @rule_anticoagulant_status_unknown
  Rule: Without a list of medicines nothing can be said about vitamin K

    Scenario: MK-7 is taken and nobody asked about medicines
      Given whose list of medicines is left blank
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly:
        | flag                         | severity |
        | anticoagulant-status-unknown | warning  |
      And the flag "anticoagulant-status-unknown" is raised
      And the patient is told "medicines"
      And it cites "A070"

    Scenario Outline: A list that was asked for in vain is no list either
      Given whose list of medicines is <state>
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "anticoagulant-status-unknown" is <outcome>

      Examples: What we were told of the medicines
        | state                   | outcome    |
        | not mentioned           | raised     |
        | left blank              | raised     |
        | asked for and not known | raised     |
        | empty                   | not raised |
        | empty and complete      | not raised |
        | confirmed to be none    | not raised |

    Scenario Outline: Whatever would lead to a word about K2 waits for the list
      Given whose list of medicines is left blank
      And who takes <dose> of <nutrient>
      And who does not take vitamin K2
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: High-dose vitamin D3, ordinary vitamin D3, calcium
        | dose        | nutrient   | flags                                                                 |
        | 5000 IU/day | vitamin D3 | anticoagulant-status-unknown (warning), vitamin-d-above-ul (warning)  |
        | 500 IU/day  | vitamin D3 | anticoagulant-status-unknown (warning)                                |
        | 999 mg/day  | calcium    | calcium-administration (info)                                         |
        | 1000 mg/day | calcium    | anticoagulant-status-unknown (warning), calcium-administration (info) |

    Scenario: A little vitamin D3, and whether K2 is taken is not known
      Given whose list of medicines is left blank
      And who takes 500 IU/day of vitamin D3
      And whose intake of vitamin K2 is not known
      When the profile is evaluated
      Then no flag is raised
      And the flag "anticoagulant-status-unknown" is undecided
      And whatever the answers are, the flag "anticoagulant-status-unknown" is raised

    Scenario: The medicines are known to be none
      Given who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then no flag is raised
