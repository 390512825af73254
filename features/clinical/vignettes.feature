Feature: Vignettes
  People told in full, with every flag that is to be raised and no other: these
  are the twenty vignettes of the knowledge base. Where a vignette is silent on
  surgery, allergies or further conditions, there are none.
  Evidence: A017 A032 A063 A070 A085 A106 A109 A110 A111 A112 P02 P06 P11 P26 P36 P37 P40 P46

  Background:
    Given a patient whose medicines and supplements are all listed
    And whose history holds nothing else of note

  Scenario: E01, a woman on warfarin who began MK-7 three days ago
    Given who is a 72-year-old woman
    And who is not pregnant
    And who has atrial fibrillation
    And who takes warfarin
    And who started MK-7 3 days ago
    And whose INR 20 days ago was 2.4
    And whose vitamin K from food was not asked about
    When the profile is evaluated
    Then the flags are exactly:
      | flag                     | severity |
      | vka-vitamin-k-supplement | critical |
      | vka-vitamin-k-change     | critical |
      | vka-consistent-dietary-k | info     |

  Scenario: E02, a man on warfarin with no supplements
    Given who is a 58-year-old man
    And who takes warfarin
    And whose vitamin K from food was not asked about
    When the profile is evaluated
    Then the flags are exactly:
      | flag                     | severity |
      | vka-consult-prescriber   | warning  |
      | vka-consistent-dietary-k | info     |

  Scenario: E03, a man who takes 5000 IU of vitamin D3 and nothing else
    Given who is a 45-year-old man
    And who takes 5000 IU/day of vitamin D3
    When the profile is evaluated
    Then the flags are exactly:
      | flag                    | severity |
      | vitamin-d-above-ul      | warning  |
      | d3-high-dose-without-k2 | info     |

  Scenario: E04, the same man with one unit less
    Given who is a 45-year-old man
    And who takes 4999 IU/day of vitamin D3
    When the profile is evaluated
    Then the flags are exactly:
      | flag                | severity |
      | vitamin-d-above-ul  | warning  |
      | k2-pairing-optional | info     |

  Scenario: E05, the same man with exactly 4000 IU, who eats 100 mcg of vitamin K a day
    Given who is a 45-year-old man
    And who takes 4000 IU/day of vitamin D3
    And whose food gives 100 mcg/day of vitamin K
    When the profile is evaluated
    Then the flags are exactly:
      | flag                            | severity |
      | k2-pairing-optional             | info     |
      | vitamin-k-below-adequate-intake | info     |

  Scenario: E06, a man with a clot in 2015 who takes vitamin D3 and MK-7
    Given who is a 45-year-old man
    And who has a history of deep vein thrombosis
    And who takes a product labelled "D3+K2" with:
      | substance  | amount      |
      | vitamin D3 | 5000 IU/day |
      | MK-7       | 100 mcg/day |
    When the profile is evaluated
    Then the flags are exactly:
      | flag                         | severity |
      | vitamin-d-above-ul           | warning  |
      | thrombosis-history-vitamin-k | info     |

  Scenario: E07, a woman on alendronate with calcium, vitamin D3 and MK-7
    Given who is a 66-year-old woman
    And who is not pregnant
    And who is past the menopause
    And who has osteoporosis
    And who takes alendronate
    And who takes 1500 mg twice daily of calcium carbonate, with food
    And who takes 1000 IU/day of vitamin D3
    And who takes 180 mcg/day of MK-7
    And whose vitamin D level 10 days ago was 17 ng/mL
    When the profile is evaluated
    Then the flags are exactly:
      | flag                               | severity |
      | vitamin-d-level-low                | warning  |
      | antiresorptive-calcium-d-check     | warning  |
      | oral-bisphosphonate-calcium-timing | warning  |
      | bone-k2-evidence                   | info     |
      | calcium-administration             | info     |

  Scenario: E08, a pregnant woman who considers MK-7
    Given who is a 31-year-old woman
    And who is pregnant
    And who takes a prenatal vitamin with:
      | substance  | amount     |
      | vitamin D3 | 600 IU/day |
    And who plans to take 100 mcg/day of MK-7
    When the profile is evaluated
    Then the flags are exactly:
      | flag                    | severity |
      | pregnancy-k2-food-first | warning  |

  Scenario: E09, a pregnant woman who takes 5000 IU of vitamin D3
    Given who is a 31-year-old woman
    And who is pregnant
    And who takes 5000 IU/day of vitamin D3
    When the profile is evaluated
    Then the flags are exactly:
      | flag               | severity |
      | vitamin-d-above-ul | warning  |

  Scenario: E10, a man on apixaban who takes MK-7
    Given who is a 68-year-old man
    And who has atrial fibrillation
    And who takes apixaban
    And who takes 180 mcg/day of MK-7
    When the profile is evaluated
    Then the flags are exactly:
      | flag                                | severity |
      | doac-vitamin-k-no-known-interaction | info     |

  Scenario: E11, a man on enoxaparin after hip surgery who wants MK-7
    Given who is a 70-year-old man
    And who takes enoxaparin
    And whose last surgery was 10 days ago
    And who plans to take 100 mcg/day of MK-7
    When the profile is evaluated
    Then the flags are exactly:
      | flag                         | severity |
      | perisurgical-vitamin-k       | warning  |
      | other-antithrombotic-clarify | info     |

  Scenario: E12, a woman with von Willebrand disease and untreated osteoporosis who takes MK-7
    Given who is a 60-year-old woman
    And who is not pregnant
    And who is past the menopause
    And who has von Willebrand disease
    And who has osteoporosis
    And who takes 100 mcg/day of MK-7
    When the profile is evaluated
    Then the flags are exactly:
      | flag                               | severity |
      | bleeding-disorder-vitamin-k        | warning  |
      | osteoporosis-no-recognised-therapy | warning  |
      | bone-k2-evidence                   | info     |

  Scenario: E13, a woman who takes 1000 mg of calcium twice a day
    Given who is a 55-year-old woman
    And who is not pregnant
    And who is past the menopause
    And who takes 1000 mg elemental twice daily of calcium
    When the profile is evaluated
    Then the flags are exactly:
      | flag                    | severity |
      | calcium-supplement-high | warning  |
      | calcium-administration  | info     |
      | k2-pairing-optional     | info     |

  Scenario: E14, a man with a prescribed course of vitamin D2
    Given who is a 75-year-old man
    And who was prescribed 50000 IU weekly of vitamin D2 for 8 weeks
    When the profile is evaluated
    Then the flags are exactly:
      | flag                       | severity |
      | vitamin-d-treatment-course | info     |

  Scenario: E15, a woman who takes one ampoule of vitamin D3 a year
    Given who is a 75-year-old woman
    And who is past the menopause
    And who is not pregnant
    And who takes 300000 IU yearly of vitamin D3
    When the profile is evaluated
    Then the flags are exactly:
      | flag                | severity |
      | vitamin-d-bolus     | warning  |
      | k2-pairing-optional | info     |

  Scenario: E16, a man whose MK-7 was entered with the dose of MK-4
    Given who is a 50-year-old man
    And who takes 45 mg/day of MK-7
    When the profile is evaluated
    Then the flags are exactly:
      | flag               | severity |
      | dose-unit-mismatch | critical |

  Scenario: E17, a woman who plans MK-7 and was asked neither about medicines nor about pregnancy
    Given who is a 40-year-old woman
    And whose list of medicines is left blank
    And who plans to take 150 mcg/day of MK-7
    When the profile is evaluated
    Then the flags are exactly:
      | flag                         | severity |
      | anticoagulant-status-unknown | warning  |
      | pregnancy-status-unknown     | info     |

  Scenario: E18, a man with sarcoidosis who takes vitamin D3
    Given who is a 64-year-old man
    And who has sarcoidosis
    And who takes 2000 IU/day of vitamin D3
    When the profile is evaluated
    Then the flags are exactly:
      | flag                            | severity |
      | calcium-dysregulation-vitamin-d | warning  |

  Scenario: E19, a man with an eGFR of 24 who takes calcium and vitamin D3
    Given who is a 52-year-old man
    And whose eGFR 5 days ago was 24 mL/min/1.73m2
    And who takes 500 mg elemental/day of calcium citrate
    And who takes 1000 IU/day of vitamin D3
    When the profile is evaluated
    Then the flags are exactly:
      | flag                  | severity |
      | ckd-advanced-minerals | critical |

  Scenario: E20, a woman with calcified coronary arteries who takes much MK-7
    Given who is a 69-year-old woman
    And who is not pregnant
    And who is past the menopause
    And who has coronary artery calcification
    And who takes 720 mcg/day of MK-7, not tested independently
    And who takes 1000 IU/day of vitamin D3
    When the profile is evaluated
    Then the flags are exactly:
      | flag                       | severity |
      | calcification-no-reversal  | info     |
      | mk7-above-studied-range    | info     |
      | bone-k2-evidence           | info     |
      | k2-product-quality         | info     |
