@suggested @needs-review
Feature: Members of classes that no row noticed
  Each row was made from the rules, to tell them apart from a rule with a mistake in it.
  It says what the rules do today. Whether they should is a question for a clinician:
  until somebody has answered it, no row of this file counts as a specification.
  Evidence: A004 A023 A025 A032 A034 A037 A040 A042 A059 A062 A070 A071 A086 A108 A111 P01 P02 P03 P04 P05 P07 P08 P13 P14 P17 P22 P23 P24 P25 P26 P37 P39 P42 P45 P47 P49 P52 bariatric-fat-soluble-vitamins malabsorption-vitamin-d osteon-editorial-diuretic-digoxin osteon-memory-acid-and-carbonate osteon-memory-antithrombotics osteon-memory-calcium-low osteon-memory-chelation-interval osteon-memory-vitamin-d-levels

  Rule: Vitamins D and K where fat is poorly absorbed (malabsorption-fat-soluble)

    # Each of these counts as "a condition in which fat is poorly absorbed". Would that be right?
    Scenario Outline: malabsorption-fat-soluble, each that counts as a condition in which fat is poorly absorbed
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has <member>
      And who stopped acenocoumarol 6 days ago
      When the profile is evaluated
      Then the flag "malabsorption-fat-soluble" is raised

      Examples: Members
        | member        |
        | malabsorption |

  Rule: An antibiotic on a vitamin K antagonist (antibiotic-vka)

    # Each of these counts as "an antibiotic that acts on the whole body". Would that be right?
    Scenario Outline: antibiotic-vka, each that counts as an antibiotic that acts on the whole body
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes <member>
      And who stopped acenocoumarol 5 days ago
      When the profile is evaluated
      Then the flag "antibiotic-vka" is raised

      Examples: Members
        | member                  |
        | amoxicillin clavulanate |
        | azithromycin            |
        | cefoperazone            |
        | cefotetan               |
        | ceftriaxone             |
        | cefuroxime              |
        | cephalosporins          |
        | clarithromycin          |
        | clindamycin             |
        | erythromycin            |
        | flucloxacillin          |
        | linezolid               |
        | nitrofurantoin          |
        | penicillin              |
        | quinolones              |
        | rifampicin              |
        | sulfonamide             |
        | tetracycline            |
        | trimethoprim            |
        | vancomycin              |

  Rule: A blood thinner that nobody has named (anticoagulant-type-unknown)

    # Each of these counts as "an anticoagulant known by name". Would that be right?
    Scenario Outline: anticoagulant-type-unknown, each that counts as an anticoagulant known by name
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has long-term use of an anticoagulant on the problem list
      And who takes 7000 mcg weekly of vitamin K2 as MK-4
      And who takes <member>
      When the profile is evaluated
      Then the flag "anticoagulant-type-unknown" is not raised

      Examples: Members
        | member      |
        | betrixaban  |
        | bivalirudin |
        | dicoumarol  |
        | nadroparin  |
        | tinzaparin  |
        | tioclomarol |
        | VKA         |

  Rule: A direct oral anticoagulant with a mechanical heart valve (mechanical-valve-doac)

    # Each of these counts as "a direct oral anticoagulant". Would that be right?
    Scenario Outline: mechanical-valve-doac, each that counts as a direct oral anticoagulant
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has mechanical valve
      And who takes <member>
      When the profile is evaluated
      Then the flag "mechanical-valve-doac" is raised

      Examples: Members
        | member     |
        | betrixaban |

  Rule: An antiplatelet or a heparin with vitamin K (other-antithrombotic-clarify)

    # Each of these counts as "an antiplatelet medicine or a heparin". Would that be right?
    Scenario Outline: other-antithrombotic-clarify, each that counts as an antiplatelet medicine or a heparin
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes <member>
      And who takes vitamin K
      When the profile is evaluated
      Then the flag "other-antithrombotic-clarify" is raised

      Examples: Members
        | member       |
        | cilostazol   |
        | dipyridamole |
        | nadroparin   |
        | ticlopidine  |
        | tinzaparin   |

  Rule: Calcium and vitamin D before a bisphosphonate or denosumab (antiresorptive-calcium-d-check)

    # Each of these counts as "a bisphosphonate or denosumab". Would that be right?
    Scenario Outline: antiresorptive-calcium-d-check, each that counts as a bisphosphonate or denosumab
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose GFR 3 days ago was 26 mL/min/1.73m2
      And who takes <member>
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is raised

      Examples: Members
        | member      |
        | pamidronate |
        | risedronate |

  Rule: Osteoporosis without a recognised treatment on the list (osteoporosis-no-recognised-therapy)

    # Each of these counts as "a medicine for osteoporosis". Would that be right?
    Scenario Outline: osteoporosis-no-recognised-therapy, each that counts as a medicine for osteoporosis
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may have osteoporosis
      And who takes <member>
      When the profile is evaluated
      Then the flag "osteoporosis-no-recognised-therapy" is not raised

      Examples: Members
        | member      |
        | pamidronate |

  Rule: How calcium is taken (calcium-administration)

    # Each of these counts as "a medicine against stomach acid". Would that be right?
    Scenario Outline: calcium-administration, each that counts as a medicine against stomach acid
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is a 45-year-old man
      And who takes 1250 mg/day of calcium carbonate, with food
      And who takes <member>
      When the profile is evaluated
      Then the flag "calcium-administration" is raised

      Examples: Members
        | member       |
        | esomeprazole |
        | lansoprazole |
        | nizatidine   |
        | pantoprazole |
        | rabeprazole  |
        | ranitidine   |

    # Each of these counts as "calcium". Would that be right?
    Scenario Outline: calcium-administration, each that counts as calcium
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes 1500 mg/day of <member>
      When the profile is evaluated
      Then the flag "calcium-administration" is raised

      Examples: Members
        | member            |
        | calcium phosphate |

  Rule: Vitamin K2 and calcium in arteries or heart valves (calcification-no-reversal)

    # Each of these counts as "vitamin K2". Would that be right?
    Scenario Outline: calcification-no-reversal, each that counts as vitamin K2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has calcification of arteries or heart valves
      And who takes <member>
      When the profile is evaluated
      Then the flag "calcification-no-reversal" is raised

      Examples: Members
        | member             |
        | vitamin K2 as MK-8 |
        | vitamin K2 as MK-9 |

  Rule: A thiazide with calcium or vitamin D (thiazide-calcium-vitamin-d)

    # Each of these counts as "a thiazide or a thiazide-like water tablet". Would that be right?
    Scenario Outline: thiazide-calcium-vitamin-d, each that counts as a thiazide or a thiazide-like water tablet
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes <member>
      And who takes 2000.5 IU/day of vitamin D
      When the profile is evaluated
      Then the flag "thiazide-calcium-vitamin-d" is raised

      Examples: Members
        | member                          |
        | atenolol chlorthalidone         |
        | bisoprolol hydrochlorothiazide  |
        | candesartan hydrochlorothiazide |
        | chlorothiazide                  |
        | enalapril hydrochlorothiazide   |
        | irbesartan hydrochlorothiazide  |
        | lisinopril hydrochlorothiazide  |
        | perindopril indapamide          |
        | triamterene hydrochlorothiazide |
        | valsartan hydrochlorothiazide   |

  Rule: A vitamin K product with a bleeding disorder (bleeding-disorder-vitamin-k)

    # Each of these counts as "a bleeding disorder". Would that be right?
    Scenario Outline: bleeding-disorder-vitamin-k, each that counts as a bleeding disorder
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has <member>
      And who takes vitamin K
      When the profile is evaluated
      Then the flag "bleeding-disorder-vitamin-k" is raised

      Examples: Members
        | member                                 |
        | factor XI deficiency                   |
        | disseminated intravascular coagulation |
        | low platelets                          |
        | Glanzmann thrombasthenia               |

  Rule: An antimicrobial that calcium binds (chelating-antimicrobial-calcium-timing)

    # Each of these counts as "a tetracycline antibiotic". Would that be right?
    Scenario Outline: chelating-antimicrobial-calcium-timing, each that counts as a tetracycline antibiotic
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes calcium
      And who takes <member>
      When the profile is evaluated
      Then the flag "chelating-antimicrobial-calcium-timing" is raised

      Examples: Members
        | member       |
        | tetracycline |

  Rule: An allergy that may concern the vitamin K product (k2-allergy-or-prior-reaction)

    # Each of these counts as "soy". Would that be right?
    Scenario Outline: k2-allergy-or-prior-reaction, each that counts as soy
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is a 45-year-old man
      And who is allergic to <member>
      And who eats 1 serving of natto a week
      When the profile is evaluated
      Then the flag "k2-allergy-or-prior-reaction" is raised

      Examples: Members
        | member      |
        | miso        |
        | natto       |
        | nattokinase |
        | tempeh      |
        | tofu        |

  Rule: Keep vitamin K in the diet steady on a vitamin K antagonist (vka-consistent-dietary-k)

    # Each of these counts as "a vitamin K antagonist". Would that be right?
    Scenario Outline: vka-consistent-dietary-k, each that counts as a vitamin K antagonist
      Given a patient whose medicines and supplements are all listed
      And who takes <member>
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "vka-consistent-dietary-k" is raised

      Examples: Members
        | member      |
        | dicoumarol  |
        | tioclomarol |

  Rule: A vitamin K product on a vitamin K antagonist (vka-vitamin-k-supplement)

    # Each of these counts as "vitamin K". Would that be right?
    Scenario Outline: vka-vitamin-k-supplement, each that counts as vitamin K
      Given a patient whose medicines and supplements are all listed
      And who takes warfarin
      And who takes 100 mcg/day of <member>
      When the profile is evaluated
      Then the flag "vka-vitamin-k-supplement" is raised

      Examples: Members
        | member             |
        | vitamin K2 as MK-8 |
        | vitamin K2 as MK-9 |
