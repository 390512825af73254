Feature: Kidney disease and stones
  Kidneys that work less well keep calcium, phosphate and magnesium, and vitamin D
  adds to it. From stage 3 on somebody looks at the numbers; in advanced disease
  nothing of the sort is taken without the kidney team. Stones come from tablets
  rather than from food.
  Evidence: A039 A057 P17 P24 P40 P54

  Background:
    Given a patient whose medicines and supplements are all listed
    And whose history holds nothing else of note
    And who is a 45-year-old man

  @rule_ckd_calcium_vitamin_d
  Rule: With moderately reduced kidney function calcium and much vitamin D are checked

    Scenario Outline: The eGFR decides
      Given who takes 500 mg/day of calcium
      And whose eGFR 5 days ago was <eGFR>
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: From 30 to below 60
        | eGFR             | flags                            |
        | 61 mL/min/1.73m2 | none                             |
        | 60 mL/min/1.73m2 | none                             |
        | 59 mL/min/1.73m2 | ckd-calcium-vitamin-d (warning)  |
        | 31 mL/min/1.73m2 | ckd-calcium-vitamin-d (warning)  |
        | 30 mL/min/1.73m2 | ckd-calcium-vitamin-d (warning)  |
        | 29 mL/min/1.73m2 | ckd-advanced-minerals (critical) |

    Scenario Outline: The stage decides as well
      Given who takes 500 mg/day of calcium
      And who has <condition>
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: By stage
        | condition | flags                            |
        | CKD 2     | none                             |
        | CKD 3     | ckd-calcium-vitamin-d (warning)  |
        | CKD 4     | ckd-advanced-minerals (critical) |

    Scenario Outline: Vitamin D matters above the upper level
      Given who has CKD 3
      And who takes 100 mcg/day of MK-7
      And who takes <dose> of vitamin D3
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around 4000 IU
        | dose        | flags                                                         |
        | 1000 IU/day | none                                                          |
        | 4000 IU/day | none                                                          |
        | 4001 IU/day | ckd-calcium-vitamin-d (warning), vitamin-d-above-ul (warning) |

    Scenario: An active form of vitamin D matters at any dose
      Given who has CKD 3
      And who takes calcitriol
      When the profile is evaluated
      Then the flags are exactly:
        | flag                  | severity |
        | ckd-calcium-vitamin-d | warning  |

    Scenario: The patient hears to check with the doctor
      Given who has CKD 3
      And who takes 500 mg/day of calcium
      When the profile is evaluated
      Then the flag "ckd-calcium-vitamin-d" is raised
      And its severity is warning
      And the patient is told "your doctor"
      And the advice is to "parathyroid hormone"
      And it cites "P40"

    Scenario: An eGFR of advanced disease goes before a stage on record
      Given who has CKD 3
      And who takes 500 mg/day of calcium
      And whose eGFR 5 days ago was 29 mL/min/1.73m2
      When the profile is evaluated
      Then the flag "ckd-calcium-vitamin-d" is withheld
      And it gives way to "ckd-advanced-minerals"

    Scenario: The stage is not stated
      Given who has CKD
      And who takes 500 mg/day of calcium
      When the profile is evaluated
      Then the flag "ckd-calcium-vitamin-d" is undecided
      And the flag "ckd-advanced-minerals" is undecided
      And no flag is raised

    Scenario: Nobody is asked for an eGFR that was never measured
      Given who takes 500 mg/day of calcium
      When the profile is evaluated
      Then no flag is raised
      And the flag "ckd-calcium-vitamin-d" is not raised
      And the flag "ckd-advanced-minerals" is not raised

  @rule_ckd_advanced_minerals
  Rule: In advanced kidney disease the kidney team decides on minerals and vitamin D

    Scenario Outline: Any of them, at any dose
      Given who has CKD 4
      And who takes <substance>
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: What the kidneys no longer get rid of
        | substance                | flags                            |
        | calcium                  | ckd-advanced-minerals (critical) |
        | magnesium                | ckd-advanced-minerals (critical) |
        | phosphorus               | ckd-advanced-minerals (critical) |
        | 400 IU/day of vitamin D3 | ckd-advanced-minerals (critical) |
        | calcitriol               | ckd-advanced-minerals (critical) |

      Examples: What is no such thing
        | substance           | flags |
        | 100 mcg/day of MK-7 | none  |
        | vitamin C           | none  |

    Scenario Outline: Every form of advanced disease
      Given who takes 400 IU/day of vitamin D3
      And who has <condition>
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Stages and dialysis
        | condition               | flags                            |
        | CKD 4                   | ckd-advanced-minerals (critical) |
        | CKD 5                   | ckd-advanced-minerals (critical) |
        | end-stage renal disease | ckd-advanced-minerals (critical) |
        | dialysis                | ckd-advanced-minerals (critical) |

    Scenario: The patient calls the kidney team
      Given who takes 500 mg/day of calcium
      And whose eGFR 5 days ago was 24 mL/min/1.73m2
      When the profile is evaluated
      Then the flag "ckd-advanced-minerals" is raised
      And its severity is critical
      And the clinician is told "24 mL/min/1.73m2"
      And the patient is told "kidney team"
      And the advice is to "nephrology"
      And it cites "P40"

    Scenario: Nobody wrote down the supplements
      Given who has CKD 4
      And whose list of supplements is left blank
      When the profile is evaluated
      Then the flag "ckd-advanced-minerals" is undecided

  @rule_kidney_stone_calcium
  Rule: With kidney stones calcium comes from food first

    Scenario Outline: Stones, now or in the past
      Given who takes 500 mg/day of calcium
      And who <having> kidney stones
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: By how sure it is
        | having                  | flags                          |
        | has                     | kidney-stone-calcium (warning) |
        | has a history of        | kidney-stone-calcium (warning) |
        | may have                | none                           |
        | does not have           | none                           |
        | has a family history of | none                           |

    Scenario Outline: Vitamin D matters above the upper level here too
      Given who has kidney stones
      And who takes 100 mcg/day of MK-7
      And who takes <dose> of vitamin D3
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around 4000 IU
        | dose        | flags                                                        |
        | 3999 IU/day | none                                                         |
        | 4000 IU/day | none                                                         |
        | 4001 IU/day | kidney-stone-calcium (warning), vitamin-d-above-ul (warning) |

    Scenario: Calcium from food is not the matter
      Given who has kidney stones
      And whose food gives 1500 mg/day of calcium
      When the profile is evaluated
      Then no flag is raised

    Scenario: The patient hears that food is usually fine
      Given who has a history of kidney stones
      And who takes 500 mg/day of calcium
      When the profile is evaluated
      Then the flag "kidney-stone-calcium" is raised
      And its severity is warning
      And the patient is told "food is usually fine"
      And the advice is to "citrate"
      And it cites "P54"

    Scenario: Stones are suspected
      Given who may have kidney stones
      And who takes 500 mg/day of calcium
      When the profile is evaluated
      Then the flag "kidney-stone-calcium" is undecided
      And no flag is raised
