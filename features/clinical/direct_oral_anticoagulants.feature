Feature: Direct oral anticoagulants
  Apixaban and its relatives do not work through vitamin K. Whoever takes one
  with a K2 product needs calm and a complete list, not an alarm. Two blood
  thinners at once, or one of these with a mechanical valve, is another matter.
  Evidence: A109 P46 P47

  Background:
    Given a patient whose medicines and supplements are all listed
    And whose history holds nothing else of note
    And who is a 68-year-old man
    And whose vitamin K from food is steady

  @rule_doac_vitamin_k_no_known_interaction
  Rule: Vitamin K is not known to disturb a direct oral anticoagulant

    Scenario Outline: Every medicine of the class, by name or by brand
      Given who takes <medicine>
      And who takes 180 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly doac-vitamin-k-no-known-interaction (info)

      Examples: The class
        | medicine            |
        | apixaban            |
        | Eliquis             |
        | rivaroxaban         |
        | Xarelto             |
        | edoxaban            |
        | Savaysa             |
        | dabigatran etexilate |
        | Pradaxa             |

    Scenario: Apixaban and a vitamin K2 product
      Given who takes apixaban
      And who plans to take 180 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly:
        | flag                                | severity |
        | doac-vitamin-k-no-known-interaction | info     |
      And the flag "doac-vitamin-k-no-known-interaction" is raised
      And the patient is told "blood thinner"
      And it cites "P46"

    Scenario: Without a vitamin K product there is nothing to say
      Given who takes apixaban
      When the profile is evaluated
      Then no flag is raised

    Scenario: A vitamin K antagonist stopped five days ago decides instead
      Given who takes apixaban
      And who stopped warfarin 5 days ago
      And who takes 180 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly:
        | flag                     | severity |
        | vka-doac-overlap         | critical |
        | vka-vitamin-k-supplement | critical |

    Scenario: The reassurance is withheld from a patient with a mechanical valve
      Given who takes apixaban
      And who has a mechanical heart valve
      And who takes 180 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly:
        | flag                  | severity |
        | mechanical-valve-doac | critical |
      And the flag "doac-vitamin-k-no-known-interaction" is withheld
      And it is withheld because "mechanical valve"

    Scenario: Beside warfarin there is nothing calming to say
      Given who takes apixaban
      And who takes warfarin
      And who takes 180 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly:
        | flag                     | severity |
        | vka-doac-overlap         | critical |
        | vka-vitamin-k-supplement | critical |
      And the flag "doac-vitamin-k-no-known-interaction" is withheld
      And it is withheld because "vitamin K antagonist still acts"

    Scenario: The label of the greens powder is not known
      Given who takes apixaban
      And who takes "greens powder", whose label we have not seen
      When the profile is evaluated
      Then the flag "doac-vitamin-k-no-known-interaction" is undecided
      And we are asked about vitamin K intake

  @rule_vka_doac_overlap
  Rule: A vitamin K antagonist and a direct anticoagulant together need a plan

    Scenario: Both are taken
      Given who takes warfarin
      And who takes rivaroxaban
      When the profile is evaluated
      Then the flags are exactly:
        | flag                   | severity |
        | vka-doac-overlap       | critical |
        | vka-consult-prescriber | warning  |
      And the flag "vka-doac-overlap" is raised
      And the patient is told "today"

    Scenario Outline: A transition is watched for seven days
      Given who takes apixaban
      And who stopped warfarin <last tablet> ago
      When the profile is evaluated
      Then the flag "vka-doac-overlap" is <outcome>

      Examples: Around seven days
        | last tablet | outcome    |
        | 6 days      | raised     |
        | 7 days      | raised     |
        | 8 days      | not raised |

    Scenario: Nobody knows when the vitamin K antagonist was stopped
      Given who takes apixaban
      And who stopped warfarin, nobody knows when
      When the profile is evaluated
      Then the flag "vka-doac-overlap" is undecided
      And no flag is raised

    Scenario: It is not known whether the direct anticoagulant is taken
      Given who takes warfarin
      And who may take apixaban
      When the profile is evaluated
      Then the flag "vka-doac-overlap" is undecided
      And we are asked about direct oral anticoagulants

  @rule_doac_st_johns_wort
  Rule: St John's wort weakens a direct oral anticoagulant

    Scenario Outline: The herb beside each of them
      Given who takes <medicine>
      And who takes St John's wort
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: The class, and what is not of it
        | medicine             | flags                           |
        | apixaban             | doac-st-johns-wort (warning)    |
        | Xarelto              | doac-st-johns-wort (warning)    |
        | edoxaban             | doac-st-johns-wort (warning)    |
        | dabigatran etexilate | doac-st-johns-wort (warning)    |
        | enoxaparin           | none                            |
        | warfarin             | vka-consult-prescriber (warning) |

    Scenario: The patient is told whom to call
      Given who takes apixaban
      And who plans to take St John's wort
      When the profile is evaluated
      Then the flag "doac-st-johns-wort" is raised
      And its severity is warning
      And the patient is told "call your prescriber or pharmacist"
      And it cites "P46"

    Scenario: Nobody knows whether the herb is taken
      Given who takes apixaban
      And whose intake of St John's wort is not known
      When the profile is evaluated
      Then the flag "doac-st-johns-wort" is undecided

  @rule_mechanical_valve_doac
  Rule: A direct anticoagulant does not protect a mechanical heart valve

    Scenario: Apixaban with a mechanical valve
      Given who takes apixaban
      And who has a mechanical heart valve
      When the profile is evaluated
      Then the flags are exactly:
        | flag                  | severity |
        | mechanical-valve-doac | critical |
      And the flag "mechanical-valve-doac" is raised
      And the patient is told "stop"
      And it cites "P47"

    Scenario: A biological valve is not a mechanical one
      Given who takes apixaban
      And who has a bioprosthetic heart valve
      When the profile is evaluated
      Then no flag is raised
      And the flag "mechanical-valve-doac" is not raised

    Scenario: The record says only that a valve was replaced
      Given who takes apixaban
      And whose list of conditions carries the ICD-10-CM code "Z95.2"
      When the profile is evaluated
      Then the flag "mechanical-valve-doac" is undecided
      And we are asked about a mechanical heart valve

    Scenario: A mechanical valve with warfarin is the usual treatment
      Given who takes warfarin
      And who has a mechanical heart valve
      When the profile is evaluated
      Then the flag "mechanical-valve-doac" is not raised

    Scenario: Nobody wrote down the history
      Given who takes apixaban
      And whose list of conditions is left blank
      When the profile is evaluated
      Then the flag "mechanical-valve-doac" is undecided
      And we are asked about a mechanical heart valve
