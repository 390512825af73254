Feature: Age
  The thresholds here are for adults. A child deserves a clinician who knows
  children, so everything that leans on adult limits keeps silent, while warnings
  about dangerous combinations speak at every age.
  Evidence: P11

  Background:
    Given a patient whose medicines and supplements are all listed
    And whose history holds nothing else of note
    And whose vitamin K from food is steady

  @rule_under_18_out_of_scope
  Rule: Under 18 this is the wrong tool, and says so

    Scenario Outline: The eighteenth birthday decides, to the day
      Given who is a boy born on <birth>
      When the profile is evaluated as of 2026-11-24
      Then the flags are exactly <flags>

      Examples: Around 18 years
        | birth      | flags                           |
        | 2008-11-26 | under-18-out-of-scope (warning) |
        | 2008-11-25 | under-18-out-of-scope (warning) |
        | 2008-11-24 | none                            |
        | 2008-11-23 | none                            |

    Scenario Outline: A birthday on the 29th of February
      Given who is a girl born on 2012-02-29
      And who is not pregnant
      When the profile is evaluated as of <day>
      Then the flags are exactly <flags>

      Examples: In a year without that day
        | day        | flags                           |
        | 2030-02-28 | under-18-out-of-scope (warning) |
        | 2030-03-01 | none                            |

    Scenario Outline: Years suffice where no birthday can change the answer
      Given who is a man
      And who is <age> years old
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around 18 years
        | age | flags                           |
        | 0   | under-18-out-of-scope (warning) |
        | 17  | under-18-out-of-scope (warning) |
        | 18  | none                            |
        | 19  | none                            |

    Scenario Outline: A partial date of birth is used as far as it goes
      Given who is a boy born on <birth>
      When the profile is evaluated
      Then the flag "under-18-out-of-scope" is <outcome>

      Examples: Month or year only
        | birth   | outcome    |
        | 2008-10 | not raised |
        | 2008-11 | undecided  |
        | 2008-12 | raised     |
        | 2007    | not raised |
        | 2008    | undecided  |
        | 2009    | raised     |

    Scenario: The age is not known
      Given whose age is not known
      When the profile is evaluated
      Then the flag "under-18-out-of-scope" is undecided
      And we are asked about age
      And no flag is raised

    Scenario: The clinician hears that adult thresholds do not hold
      Given who is a 16-year-old boy
      When the profile is evaluated
      Then the flag "under-18-out-of-scope" is raised
      And its severity is warning
      And the clinician is told "adult"
      And the patient is told "adults"
      And it cites "P11"

    Scenario Outline: What leans on adult limits keeps silent
      Given who is a 16-year-old boy
      And who takes <dose> of <nutrient>
      When the profile is evaluated
      Then the flags are exactly <flags>
      And the flag "<silent>" is withheld

      Examples: Vitamin K2 pairing and calcium limits
        | dose        | nutrient   | silent                  | flags                                                          |
        | 6000 IU/day | vitamin D3 | d3-high-dose-without-k2 | under-18-out-of-scope (warning), vitamin-d-above-ul (warning)  |
        | 1000 IU/day | vitamin D3 | k2-pairing-optional     | under-18-out-of-scope (warning)                                |
        | 1600 mg/day | calcium    | calcium-supplement-high | under-18-out-of-scope (warning), calcium-administration (info) |
        | 2600 mg/day | calcium    | calcium-above-ul        | under-18-out-of-scope (warning), calcium-administration (info) |

    Scenario Outline: It gives way to the word about age
      Given who is a 16-year-old boy
      And who takes <dose> of calcium
      When the profile is evaluated
      Then the flag "<silent>" is withheld
      And it gives way to "under-18-out-of-scope"

      Examples: Calcium limits
        | dose        | silent                  |
        | 1600 mg/day | calcium-supplement-high |
        | 2600 mg/day | calcium-above-ul        |

    Scenario: What K2 does for bone was studied in adults
      Given who is a 16-year-old boy
      And who has osteoporosis
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "bone-k2-evidence" is withheld
      And it gives way to "under-18-out-of-scope"

    Scenario: Dangerous combinations are spoken of at every age
      Given who is a 16-year-old boy
      And who takes warfarin
      And who plans to take 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly:
        | flag                     | severity |
        | vka-vitamin-k-supplement | critical |
        | under-18-out-of-scope    | warning  |
