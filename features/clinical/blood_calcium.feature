Feature: Blood calcium
  Vitamin D, calcium and the active forms of vitamin D all raise the calcium in
  the blood. Where it is high already, where a disease disturbs its balance, or
  where two of them come together, somebody looks before more is taken.
  Evidence: P42 P44 P54

  Background:
    Given a patient whose medicines and supplements are all listed
    And whose history holds nothing else of note
    And who is a 45-year-old man

  @rule_hypercalcaemia_stop_and_review
  Rule: With high blood calcium nothing that raises it goes on unseen

    Scenario Outline: The limit
      Given who takes 400 IU/day of vitamin D3
      And whose blood calcium 5 days ago was <calcium>
      When the profile is evaluated
      Then the flag "hypercalcaemia-stop-and-review" is <outcome>

      Examples: Around 10.5 mg/dL
        | calcium    | outcome    |
        | 10.4 mg/dL | not raised |
        | 10.5 mg/dL | not raised |
        | 10.6 mg/dL | raised     |

      Examples: In mmol/L
        | calcium     | outcome    |
        | 2.61 mmol/L | not raised |
        | 2.65 mmol/L | raised     |

    Scenario Outline: Whatever raises calcium
      Given who has hypercalcaemia
      And who takes <substance>
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Vitamin D, calcium, active forms
        | substance  | flags                                     |
        | vitamin D3 | hypercalcaemia-stop-and-review (critical) |
        | calcium    | hypercalcaemia-stop-and-review (critical) |
        | calcitriol | hypercalcaemia-stop-and-review (critical) |

      Examples: Nothing of the sort
        | substance           | flags |
        | 100 mcg/day of MK-7 | none  |
        | magnesium           | none  |

    Scenario: Without such a product it is not our concern
      Given whose blood calcium 5 days ago was 11.5 mg/dL
      When the profile is evaluated
      Then no flag is raised

    Scenario: A planned product counts, and so does the past
      Given who has a history of hypercalcaemia
      And who plans to take 400 IU/day of vitamin D3
      When the profile is evaluated
      Then the flags are exactly:
        | flag                           | severity |
        | hypercalcaemia-stop-and-review | critical |

    Scenario: The patient speaks to the doctor today
      Given who takes 400 IU/day of vitamin D3
      And whose blood calcium 5 days ago was 11.2 mg/dL
      When the profile is evaluated
      Then the flag "hypercalcaemia-stop-and-review" is raised
      And its severity is critical
      And the clinician is told "11.2 mg/dL"
      And the patient is told "spoken to your doctor today"
      And the advice is to "parathyroid hormone"
      And it cites "P44"

    Scenario: It is suspected
      Given who may have hypercalcaemia
      And who takes 400 IU/day of vitamin D3
      When the profile is evaluated
      Then the flag "hypercalcaemia-stop-and-review" is undecided
      And no flag is raised

    Scenario Outline: A low albumin hides calcium, and a high one talks none away
      Given whose blood calcium 5 days ago was <calcium>
      And whose albumin 5 days ago was <albumin>
      And who takes 1000 IU/day of vitamin D3
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Corrected by 0.8 for each gram below 4
        | calcium    | albumin  | flags                                                                   |
        | 10.0 mg/dL | 3.5 g/dL | k2-pairing-optional (info)                                              |
        | 10.1 mg/dL | 3.5 g/dL | k2-pairing-optional (info)                                              |
        | 10.2 mg/dL | 3.5 g/dL | hypercalcaemia-stop-and-review (critical)                               |
        | 10.6 mg/dL | 5.0 g/dL | hypercalcaemia-stop-and-review (critical)                               |

    Scenario: Nobody is asked for a blood calcium that was never measured
      Given who takes 400 IU/day of vitamin D3
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then no flag is raised
      And the flag "hypercalcaemia-stop-and-review" is not raised
      And we are asked nothing

  @rule_calcium_dysregulation_vitamin_d
  Rule: In diseases that disturb the calcium balance the specialist is asked first

    Scenario Outline: The diseases
      Given who takes 400 IU/day of vitamin D3
      And who has <condition>
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: They disturb it
        | condition                   | flags                                     |
        | sarcoidosis                 | calcium-dysregulation-vitamin-d (warning) |
        | active tuberculosis         | calcium-dysregulation-vitamin-d (warning) |
        | histoplasmosis              | calcium-dysregulation-vitamin-d (warning) |
        | lymphoma                    | calcium-dysregulation-vitamin-d (warning) |
        | primary hyperparathyroidism | calcium-dysregulation-vitamin-d (warning) |
        | hypercalciuria              | calcium-dysregulation-vitamin-d (warning) |

      Examples: These do not
        | condition                     | flags                      |
        | secondary hyperparathyroidism | k2-pairing-optional (info) |
        | latent tuberculosis           | k2-pairing-optional (info) |

    Scenario: The patient asks the specialist
      Given who has a history of sarcoidosis
      And who takes 200 mg/day of calcium
      When the profile is evaluated
      Then the flag "calcium-dysregulation-vitamin-d" is raised
      And its severity is warning
      And the patient is told "specialist"
      And the advice is to "1,25-dihydroxyvitamin D"
      And it cites "P54"

    Scenario: Sarcoidosis alone
      Given who has sarcoidosis
      When the profile is evaluated
      Then no flag is raised

    Scenario: Sarcoidosis is suspected
      Given who may have sarcoidosis
      And who takes 400 IU/day of vitamin D3
      When the profile is evaluated
      Then the flag "calcium-dysregulation-vitamin-d" is undecided
      And no flag is raised

  @rule_active_vitamin_d_analogue
  Rule: An active form of vitamin D is not taken together with more of the kind unseen

    Scenario Outline: What stands beside calcitriol
      Given who takes calcitriol
      And who takes <substance>
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Vitamin D or calcium
        | substance                | flags                                                           |
        | 400 IU/day of vitamin D3 | active-vitamin-d-analogue (warning), k2-pairing-optional (info) |
        | 200 mg/day of calcium    | active-vitamin-d-analogue (warning)                             |

      Examples: Neither
        | substance           | flags |
        | 100 mcg/day of MK-7 | none  |

    Scenario Outline: Every active form
      Given who takes <medicine>
      And who takes 200 mg/day of calcium
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: By name
        | medicine        | flags                               |
        | calcitriol      | active-vitamin-d-analogue (warning) |
        | alfacalcidol    | active-vitamin-d-analogue (warning) |
        | paricalcitol    | active-vitamin-d-analogue (warning) |
        | doxercalciferol | active-vitamin-d-analogue (warning) |
        | calcifediol     | active-vitamin-d-analogue (warning) |

    Scenario: Calcitriol alone
      Given who takes calcitriol
      When the profile is evaluated
      Then no flag is raised

    Scenario: Its micrograms are no vitamin D in IU
      Given who takes 0.5 mcg/day of calcitriol
      And who takes 4000 IU/day of vitamin D3
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly:
        | flag                      | severity |
        | active-vitamin-d-analogue | warning  |
      And the flag "active-vitamin-d-analogue" is raised
      And the clinician is told "never added to vitamin D in IU"
      And the patient is told "active form"
      And it cites "P44"

    Scenario: A label that we have not seen
      Given who takes calcitriol
      And who takes "multivitamin", whose label we have not seen
      When the profile is evaluated
      Then the flag "active-vitamin-d-analogue" is undecided
      And no flag is raised
