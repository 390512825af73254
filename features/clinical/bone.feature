Feature: Bone
  Supplements do not treat osteoporosis. Who has it should have a treatment or a
  reason for none; who gets one needs calcium and vitamin D; and denosumab with weak
  kidneys is a matter for today. What K2 does for bone is little and uncertain, and
  it is said so without telling anybody to start or stop it.
  Evidence: P21 P26 P27 P30 P37 P39

  Background:
    Given a patient whose medicines and supplements are all listed
    And whose history holds nothing else of note
    And whose vitamin K from food is steady

  @rule_bone_k2_evidence
  Rule: Vitamin K2 is an addition for the bones at most

    Scenario Outline: Weak bones, and a product of vitamin K2
      Given who is a 66-year-old man
      And who has <condition>
      And who takes zoledronate
      And who takes 500 mg/day of calcium
      And who <use> <dose> of <form>
      When the profile is evaluated
      Then the flags are exactly bone-k2-evidence (info)

      Examples: In any form
        | condition    | use           | dose        | form       |
        | osteoporosis | takes         | 180 mcg/day | MK-7       |
        | osteoporosis | plans to take | 180 mcg/day | MK-7       |
        | osteopenia   | takes         | 50 mcg/day  | vitamin K2 |
        | osteopenia   | takes         | 3 x 15 mg   | MK-4       |

    Scenario Outline: After the menopause it is said without a diagnosis
      Given who is a 60-year-old woman
      And who is not pregnant
      And who <being> past the menopause
      And who takes 180 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "bone-k2-evidence" is <outcome>

      Examples: The three answers
        | being  | outcome    |
        | is     | raised     |
        | may be | undecided  |
        | is not | not raised |

    Scenario: The patient hears that K2 replaces nothing
      Given who is a 66-year-old man
      And who has osteopenia
      And who takes 180 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "bone-k2-evidence" is raised
      And its severity is info
      And the patient is told "does not replace treatment"
      And the clinician is told "fractures unproven"
      And it cites "P26"

    Scenario: A healthy man of 40 hears nothing
      Given who is a 40-year-old man
      And who takes 180 mcg/day of MK-7
      When the profile is evaluated
      Then no flag is raised
      And the flag "bone-k2-evidence" is not raised

    Scenario: A pregnant woman is not asked about the menopause
      Given who is a 31-year-old woman
      And who is pregnant
      And who takes 180 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "bone-k2-evidence" is not raised

    Scenario Outline: On a vitamin K antagonist the interaction comes first
      Given who is a 66-year-old man
      And who has osteopenia
      And who <last tablet>
      And who takes 180 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Taken, and stopped around seven days ago
        | last tablet                 | flags                               |
        | takes warfarin              | vka-vitamin-k-supplement (critical) |
        | stopped warfarin 7 days ago | vka-vitamin-k-supplement (critical) |
        | stopped warfarin 8 days ago | bone-k2-evidence (info)             |

    Scenario: The interaction is why it is withheld
      Given who is a 66-year-old man
      And who has osteopenia
      And who takes warfarin
      And who takes 180 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "bone-k2-evidence" is withheld
      And it is withheld because "vitamin K antagonist"

    Scenario: The name of a blood thinner comes first as well
      Given who is a 66-year-old man
      And who has osteopenia
      And whose list of conditions carries the ICD-10-CM code "Z79.01"
      And who takes 180 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly anticoagulant-type-unknown (critical)
      And the flag "bone-k2-evidence" is withheld
      And it gives way to "anticoagulant-type-unknown"

    Scenario Outline: What was studied was studied in adults
      Given who is a man
      And who is <age> years old
      And who has osteopenia
      And who takes 180 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around 18 years
        | age | flags                           |
        | 17  | under-18-out-of-scope (warning) |
        | 18  | bone-k2-evidence (info)         |

    Scenario: The age is not known
      Given who is a man
      And whose age is not known
      And who has osteopenia
      And who takes 180 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "bone-k2-evidence" is raised
      And the flag "under-18-out-of-scope" is undecided

    Scenario: The label of the bone formula is not known
      Given who is a 66-year-old man
      And who has osteopenia
      And who takes "bone formula", whose label we have not seen
      When the profile is evaluated
      Then the flag "bone-k2-evidence" is undecided
      And we are asked about vitamin K2 intake

  @rule_osteoporosis_no_recognised_therapy
  Rule: Osteoporosis has a treatment, or a reason for none

    Scenario: No medicine for it is on the list
      Given who is a 66-year-old man
      And who has osteoporosis
      When the profile is evaluated
      Then the flags are exactly:
        | flag                               | severity |
        | osteoporosis-no-recognised-therapy | warning  |
      And the flag "osteoporosis-no-recognised-therapy" is raised
      And the patient is told "Supplements alone do not treat osteoporosis"
      And it cites "P37"

    Scenario Outline: A recognised treatment settles it
      Given who is a 66-year-old man
      And who has osteoporosis
      And who <use> <medicine>
      When the profile is evaluated
      Then the flag "osteoporosis-no-recognised-therapy" is <outcome>

      Examples: By name or by brand
        | use           | medicine          | outcome    |
        | takes         | alendronate       | not raised |
        | takes         | Fosamax           | not raised |
        | takes         | Fosamax Plus D    | not raised |
        | takes         | risedronate       | not raised |
        | takes         | ibandronate       | not raised |
        | takes         | zoledronate       | not raised |
        | takes         | denosumab         | not raised |
        | plans to take | denosumab         | not raised |
        | takes         | teriparatide      | not raised |
        | takes         | abaloparatide     | not raised |
        | takes         | romosozumab       | not raised |
        | takes         | raloxifene        | not raised |
        | takes         | strontium ranelate | not raised |

      Examples: What is none
        | use           | medicine          | outcome    |
        | takes         | calcium           | raised     |
        | takes         | vitamin D3        | raised     |
        | takes         | MK-4              | raised     |
        | takes         | strontium         | raised     |
        | takes         | metformin         | raised     |
        | may take      | alendronate       | undecided  |

    Scenario: A treatment that was stopped is asked about
      Given who is a 66-year-old man
      And who has osteoporosis
      And who stopped alendronate 400 days ago
      When the profile is evaluated
      Then the flag "osteoporosis-no-recognised-therapy" is raised
      And its severity is warning

    Scenario: Osteopenia is not osteoporosis
      Given who is a 66-year-old man
      And who has osteopenia
      When the profile is evaluated
      Then no flag is raised
      And the flag "osteoporosis-no-recognised-therapy" is not raised

    Scenario Outline: How sure the osteoporosis is decides
      Given who is a 66-year-old man
      And who <state> osteoporosis
      When the profile is evaluated
      Then the flag "osteoporosis-no-recognised-therapy" is <outcome>

      Examples: From certain to somebody else's
        | state                   | outcome    |
        | has                     | raised     |
        | has a history of        | raised     |
        | may have                | undecided  |
        | does not have           | not raised |
        | has a family history of | not raised |

    Scenario: Nobody asked about medicines
      Given who is a 66-year-old man
      And who has osteoporosis
      And whose list of medicines is left blank
      When the profile is evaluated
      Then the flag "osteoporosis-no-recognised-therapy" is undecided

  @rule_denosumab_advanced_ckd
  Rule: Denosumab with advanced kidney disease is for a specialist to decide

    Scenario Outline: The eGFR decides
      Given who is a 66-year-old man
      And who <use> denosumab
      And who takes 500 mg/day of calcium
      And who takes 100 mcg/day of MK-7
      And whose eGFR 20 days ago was <egfr>
      When the profile is evaluated
      Then the flag "denosumab-advanced-ckd" is <outcome>

      Examples: Around 30
        | use           | egfr             | outcome    |
        | takes         | 29 mL/min/1.73m2 | raised     |
        | plans to take | 29 mL/min/1.73m2 | raised     |
        | takes         | 30 mL/min/1.73m2 | not raised |
        | takes         | 31 mL/min/1.73m2 | not raised |

    Scenario Outline: So does the stage
      Given who is a 66-year-old man
      And who takes denosumab
      And who has <condition>
      When the profile is evaluated
      Then the flag "denosumab-advanced-ckd" is <outcome>

      Examples: From dialysis to a stage that nobody wrote down
        | condition              | outcome   |
        | dialysis               | raised    |
        | CKD stage 4            | raised    |
        | CKD stage 5            | raised    |
        | end-stage renal disease | raised    |
        | chronic kidney disease | undecided |

    Scenario: The patient hears to call today, and not to skip an injection
      Given who is a 66-year-old man
      And who takes Prolia
      And who has dialysis
      When the profile is evaluated
      Then the flag "denosumab-advanced-ckd" is raised
      And its severity is critical
      And the patient is told "today"
      And the patient is told "Do not skip"
      And it cites "P39"

    Scenario: Nobody knows the eGFR
      Given who is a 66-year-old man
      And who takes denosumab
      When the profile is evaluated
      Then the flag "denosumab-advanced-ckd" is undecided

    Scenario: Zoledronate is another matter
      Given who is a 66-year-old man
      And who takes zoledronate
      And whose eGFR 20 days ago was 25 mL/min/1.73m2
      When the profile is evaluated
      Then the flag "denosumab-advanced-ckd" is not raised

    Scenario: With osteoporosis, and without calcium or vitamin D
      Given who is a 66-year-old man
      And who has osteoporosis
      And who takes denosumab
      And whose eGFR 20 days ago was 25 mL/min/1.73m2
      When the profile is evaluated
      Then the flags are exactly:
        | flag                           | severity |
        | denosumab-advanced-ckd         | critical |
        | antiresorptive-calcium-d-check | warning  |

  @rule_antiresorptive_calcium_d_check
  Rule: A bisphosphonate or denosumab needs enough calcium and vitamin D

    Scenario Outline: The vitamin D level decides
      Given who is a 66-year-old man
      And who takes alendronate
      And who takes 1000 IU/day of vitamin D3
      And whose blood calcium 20 days ago was 9.2 mg/dL
      And whose vitamin D level 20 days ago was <level>
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is <outcome>

      Examples: Around 20 ng/mL, or 50 nmol/L
        | level       | outcome    |
        | 19.9 ng/mL  | raised     |
        | 20.0 ng/mL  | not raised |
        | 20.1 ng/mL  | not raised |
        | 45 nmol/L   | raised     |
        | 50 nmol/L   | not raised |

    Scenario Outline: The blood calcium decides
      Given who is a 66-year-old man
      And who takes denosumab
      And who takes 500 mg/day of calcium
      And whose vitamin D level 20 days ago was 30 ng/mL
      And whose blood calcium 20 days ago was <calcium>
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is <outcome>

      Examples: Around 8.5 mg/dL
        | calcium   | outcome    |
        | 8.4 mg/dL | raised     |
        | 8.5 mg/dL | not raised |
        | 8.6 mg/dL | not raised |

    Scenario Outline: Neither vitamin D nor calcium on the lists is enough for a word
      Given who is a 66-year-old man
      And who <use> <medicine>
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Bisphosphonates and denosumab, and what is neither
        | use           | medicine     | flags                                    |
        | takes         | alendronate  | antiresorptive-calcium-d-check (warning) |
        | takes         | zoledronate  | antiresorptive-calcium-d-check (warning) |
        | takes         | ibandronate  | antiresorptive-calcium-d-check (warning) |
        | takes         | Prolia       | antiresorptive-calcium-d-check (warning) |
        | plans to take | denosumab    | antiresorptive-calcium-d-check (warning) |
        | takes         | teriparatide | none                                     |

    Scenario: The patient hears not to skip a dose
      Given who is a 66-year-old man
      And who takes alendronate
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is raised
      And its severity is warning
      And the patient is told "Do not skip a dose"
      And the advice is to "25-hydroxyvitamin D"
      And it cites "P39"

    Scenario: Alendronate with vitamin D brings its own
      Given who is a 66-year-old man
      And who takes Fosamax Plus D
      And whose vitamin D level 20 days ago was 30 ng/mL
      And whose blood calcium 20 days ago was 9.2 mg/dL
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is not raised

    Scenario: Nobody knows what else is taken
      Given who is a 66-year-old man
      And whose list of supplements is asked for and not known
      And who takes alendronate
      And whose vitamin D level 20 days ago was 30 ng/mL
      And whose blood calcium 20 days ago was 9.2 mg/dL
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is undecided

    Scenario: Nobody knows the levels
      Given who is a 66-year-old man
      And who takes alendronate
      And who takes 500 mg/day of calcium
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is undecided
