Feature: Vitamin K2 doses and their units
  MK-7 is dosed in micrograms and MK-4 in milligrams, and the two are easily
  typed for each other. Vitamin D comes in IU and in micrograms. An amount that
  can hardly be meant is not calculated with; it is asked about.
  Evidence: A013 A066

  Background:
    Given a patient whose medicines and supplements are all listed
    And whose history holds nothing else of note
    And who is a 50-year-old man

  @rule_dose_unit_mismatch
  Rule: An amount that looks like a slip of the unit is set aside and asked about

    Scenario Outline: Vitamin K2, by form
      Given who takes <dose> of <form>
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: MK-7 from 1000 micrograms
        | dose         | form | flags                            |
        | 999 mcg/day  | MK-7 | mk7-above-tested-range (warning) |
        | 1000 mcg/day | MK-7 | dose-unit-mismatch (critical)    |
        | 1001 mcg/day | MK-7 | dose-unit-mismatch (critical)    |
        | 1 mg/day     | MK-7 | dose-unit-mismatch (critical)    |
        | 45 mg/day    | MK-7 | dose-unit-mismatch (critical)    |

      Examples: MK-4 above 45 milligrams
        | dose          | form | flags                           |
        | 44.9 mg/day   | MK-4 | mk4-once-daily-high-dose (info) |
        | 45 mg/day     | MK-4 | mk4-once-daily-high-dose (info) |
        | 45.1 mg/day   | MK-4 | dose-unit-mismatch (critical)   |
        | 45000 mcg/day | MK-4 | mk4-once-daily-high-dose (info) |
        | 45001 mcg/day | MK-4 | dose-unit-mismatch (critical)   |

      Examples: A K2 of unstated form from 1000 micrograms
        | dose         | form       | flags                         |
        | 999 mcg/day  | vitamin K2 | none                          |
        | 1000 mcg/day | vitamin K2 | dose-unit-mismatch (critical) |
        | 1001 mcg/day | vitamin K2 | dose-unit-mismatch (critical) |

    Scenario Outline: Vitamin D3, by unit
      Given who takes 100 mcg/day of MK-7
      And who takes <dose> of vitamin D3
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Entered as a mass, from 1000 micrograms a day
        | dose           | flags                          |
        | 1.25 mg weekly | vitamin-d-above-ul (warning)   |
        | 999 mcg/day    | vitamin-d-very-high (critical) |
        | 999.99 mcg/day | vitamin-d-very-high (critical) |
        | 1000 mcg/day   | dose-unit-mismatch (critical)  |
        | 1001 mcg/day   | dose-unit-mismatch (critical)  |
        | 1.25 mg/day    | dose-unit-mismatch (critical)  |

      Examples: Entered in IU, below 40 a day
        | dose      | flags                         |
        | 25 IU/day | dose-unit-mismatch (critical) |
        | 39 IU/day | dose-unit-mismatch (critical) |
        | 40 IU/day | none                          |
        | 41 IU/day | none                          |

    Scenario: The clinician hears what was entered
      Given who takes 45 mg/day of MK-7
      When the profile is evaluated
      Then the flag "dose-unit-mismatch" is raised
      And its severity is critical
      And the patient is told "label"
      And it cites "A066"
      And "45 mg" could not be assessed

    Scenario: An amount that was set aside takes part in no sum
      Given who takes 1.25 mg/day of vitamin D3
      When the profile is evaluated
      Then the flags are exactly:
        | flag               | severity |
        | dose-unit-mismatch | critical |
      And the flag "vitamin-d-very-high" is undecided
      And we are asked about the total vitamin D

    Scenario: The product stays on the list all the same
      Given who takes warfarin
      And whose vitamin K from food is steady
      And who plans to take 45 mg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly:
        | flag                     | severity |
        | dose-unit-mismatch       | critical |
        | vka-vitamin-k-supplement | critical |

    Scenario: No dose is stated, so there is nothing implausible
      Given who takes MK-7
      When the profile is evaluated
      Then no flag is raised
      And the flag "dose-unit-mismatch" is not raised

    Scenario: Nobody wrote down the supplements
      Given whose list of supplements is left blank
      When the profile is evaluated
      Then the flag "dose-unit-mismatch" is undecided
