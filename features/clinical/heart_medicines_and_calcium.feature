Feature: Heart medicines and calcium
  A thiazide keeps calcium from leaving with the urine, and digoxin acts too
  strongly where blood calcium is high. Nobody has to stop anything: the blood
  calcium is checked. The amounts from which this matters are our own choice.
  Evidence: P42 P45 osteon-editorial-diuretic-digoxin

  Background:
    Given a patient whose medicines and supplements are all listed
    And whose history holds nothing else of note
    And who is a 45-year-old man

  @rule_thiazide_calcium_vitamin_d
  Rule: Beside a thiazide the blood calcium is checked

    Scenario Outline: Vitamin D above 2000 IU
      Given who takes hydrochlorothiazide
      And who takes 100 mcg/day of MK-7
      And who takes <dose> of vitamin D3
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around 2000 IU
        | dose        | flags                                |
        | 1999 IU/day | none                                 |
        | 2000 IU/day | none                                 |
        | 2001 IU/day | thiazide-calcium-vitamin-d (warning) |

    Scenario Outline: Calcium from 500 mg
      Given who takes hydrochlorothiazide
      And who takes <dose> of calcium
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around 500 mg
        | dose       | flags                                                               |
        | 499 mg/day | none                                                                |
        | 500 mg/day | thiazide-calcium-vitamin-d (warning)                                |
        | 501 mg/day | thiazide-calcium-vitamin-d (warning), calcium-administration (info) |

    Scenario Outline: Which water tablet it is
      Given who takes <medicine>
      And who takes 500 mg/day of calcium
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Thiazides, their kin and combinations
        | medicine            | flags                                |
        | chlorthalidone      | thiazide-calcium-vitamin-d (warning) |
        | indapamide          | thiazide-calcium-vitamin-d (warning) |
        | metolazone          | thiazide-calcium-vitamin-d (warning) |
        | bendroflumethiazide | thiazide-calcium-vitamin-d (warning) |
        | Hyzaar              | thiazide-calcium-vitamin-d (warning) |

      Examples: Others
        | medicine       | flags |
        | furosemide     | none  |
        | spironolactone | none  |

    Scenario: The patient keeps the water tablet and asks
      Given who takes hydrochlorothiazide
      And who takes 600 mg/day of calcium
      When the profile is evaluated
      Then the flag "thiazide-calcium-vitamin-d" is raised
      And its severity is warning
      And the clinician is told "hydrochlorothiazide"
      And the patient is told "holds on to calcium"
      And it cites "P45"

    Scenario: The amount of calcium is not stated
      Given who takes hydrochlorothiazide
      And who takes calcium
      When the profile is evaluated
      Then the flag "thiazide-calcium-vitamin-d" is undecided
      And no flag is raised

  @rule_digoxin_calcium_vitamin_d
  Rule: Beside digoxin calcium and much vitamin D are checked

    Scenario Outline: Vitamin D above 2000 IU beside digoxin
      Given who takes digoxin
      And who takes 100 mcg/day of MK-7
      And who takes <dose> of vitamin D3
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around 2000 IU
        | dose        | flags                               |
        | 1000 IU/day | none                                |
        | 1999 IU/day | none                                |
        | 2000 IU/day | none                                |
        | 2001 IU/day | digoxin-calcium-vitamin-d (warning) |

    Scenario: Any calcium
      Given who takes digoxin
      And who takes 200 mg/day of calcium
      When the profile is evaluated
      Then the flags are exactly:
        | flag                      | severity |
        | digoxin-calcium-vitamin-d | warning  |
      And the flag "digoxin-calcium-vitamin-d" is raised
      And its severity is warning
      And the patient is told "checking with your doctor"
      And the advice is to "ECG"
      And it cites "P42"

    Scenario: Digoxin alone
      Given who takes digoxin
      When the profile is evaluated
      Then no flag is raised

    Scenario: The dose of vitamin D is not stated
      Given who takes digoxin
      And who takes vitamin D3
      When the profile is evaluated
      Then the flag "digoxin-calcium-vitamin-d" is undecided
      And no flag is raised
