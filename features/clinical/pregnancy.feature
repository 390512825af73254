Feature: Pregnancy
  Little is known about vitamin K2 supplements in pregnancy, so food comes first.
  Warfarin and its relatives can harm an unborn child, and stopping them can harm
  the mother: that is a call to make today. And sometimes the first thing to do
  is to ask.
  Evidence: A112 P10

  Background:
    Given a patient whose medicines and supplements are all listed
    And whose history holds nothing else of note
    And whose vitamin K from food is steady

  @rule_pregnancy_k2_food_first
  Rule: In pregnancy vitamin K2 comes from food first

    Scenario Outline: Taken or planned, in any form
      Given who is a 31-year-old woman
      And who is pregnant
      And who <use> <dose> of <form>
      When the profile is evaluated
      Then the flags are exactly pregnancy-k2-food-first (warning)

      Examples: Products of vitamin K2
        | use           | dose        | form       |
        | takes         | 100 mcg/day | MK-7       |
        | plans to take | 100 mcg/day | MK-7       |
        | takes         | 3 x 15 mg   | MK-4       |
        | takes         | 50 mcg/day  | vitamin K2 |

    Scenario: The vitamin K1 in a prenatal does not count
      Given who is a 31-year-old woman
      And who is pregnant
      And who takes a prenatal vitamin with:
        | substance  | amount     |
        | vitamin K1 | 90 mcg/day |
      When the profile is evaluated
      Then no flag is raised
      And the flag "pregnancy-k2-food-first" is not raised

    Scenario: The patient hears whom to ask
      Given who is a 31-year-old woman
      And who is pregnant
      And who plans to take 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "pregnancy-k2-food-first" is raised
      And its severity is warning
      And the patient is told "midwife"
      And it cites "A112"

    Scenario Outline: How sure the pregnancy is decides which word it is
      Given who is a 31-year-old woman
      And who <being> pregnant
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: The three answers
        | being  | flags                             |
        | is     | pregnancy-k2-food-first (warning) |
        | may be | pregnancy-status-unknown (info)   |
        | is not | none                              |

    Scenario Outline: Where a pregnancy is out of the question, nobody needs to ask
      Given who is a woman
      And who is <age> years old
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "pregnancy-k2-food-first" is <outcome>

      Examples: Around 12 and around 55 years
        | age | outcome    |
        | 11  | not raised |
        | 12  | undecided  |
        | 55  | undecided  |
        | 56  | not raised |

    Scenario: Nobody asked about pregnancy
      Given who is a 31-year-old woman
      And whose pregnancy status is not known
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "pregnancy-k2-food-first" is undecided
      And we are asked about pregnancy

    Scenario: Whether vitamin K2 is taken is not known
      Given who is a 31-year-old woman
      And who is pregnant
      And whose intake of vitamin K2 is not known
      When the profile is evaluated
      Then the flag "pregnancy-k2-food-first" is undecided
      And we are asked about vitamin K2 intake

    Scenario: A high dose of vitamin D3 in pregnancy is no reason to suggest vitamin K2
      Given who is a 31-year-old woman
      And who is pregnant
      And who takes 5000 IU/day of vitamin D3
      When the profile is evaluated
      Then the flags are exactly:
        | flag               | severity |
        | vitamin-d-above-ul | warning  |
      And the flag "d3-high-dose-without-k2" is withheld

  @rule_pregnancy_vka
  Rule: A vitamin K antagonist in pregnancy is a reason to call today

    Scenario Outline: A possible pregnancy is enough
      Given who is a 31-year-old woman
      And who <being> pregnant
      And who takes warfarin
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: The three answers
        | being  | flags                                                     |
        | is     | pregnancy-vka (critical), vka-consult-prescriber (warning) |
        | may be | pregnancy-vka (critical), vka-consult-prescriber (warning) |
        | is not | vka-consult-prescriber (warning)                          |

    Scenario: Heparin does not reach the child
      Given who is a 31-year-old woman
      And who is pregnant
      And who takes enoxaparin
      When the profile is evaluated
      Then no flag is raised
      And the flag "pregnancy-vka" is not raised

    Scenario: The patient hears not to stop on her own
      Given who is a 31-year-old woman
      And who is pregnant
      And who takes acenocoumarol
      When the profile is evaluated
      Then the flag "pregnancy-vka" is raised
      And its severity is critical
      And the patient is told "stop"
      And the patient is told "today"

    Scenario Outline: By age, a pregnancy is possible from 12 to 55
      Given who is a woman
      And who is <age> years old
      And who takes warfarin
      When the profile is evaluated
      Then the flag "pregnancy-vka" is <outcome>

      Examples: Around 12 and around 55 years
        | age | outcome    |
        | 11  | not raised |
        | 12  | undecided  |
        | 55  | undecided  |
        | 56  | not raised |

    Scenario Outline: The menopause settles it where the age does not
      Given who is a 50-year-old woman
      And who <being> past the menopause
      And who takes warfarin
      When the profile is evaluated
      Then the flag "pregnancy-vka" is <outcome>

      Examples: The three answers
        | being  | outcome    |
        | is     | not raised |
        | may be | undecided  |
        | is not | undecided  |

    Scenario: Nobody asked about pregnancy in a woman on warfarin
      Given who is a 31-year-old woman
      And whose pregnancy status is not known
      And who takes warfarin
      When the profile is evaluated
      Then the flag "pregnancy-vka" is undecided
      And we are asked about pregnancy

    Scenario: Nobody asked about medicines
      Given who is a 31-year-old woman
      And who is pregnant
      And whose list of medicines is left blank
      When the profile is evaluated
      Then the flag "pregnancy-vka" is undecided
      And we are asked about vitamin K antagonists

  @rule_pregnancy_status_unknown
  Rule: Where a pregnancy is possible and would matter, we ask

    Scenario Outline: From 12 to 55 years
      Given who is a woman
      And who is <age> years old
      And whose pregnancy status is not known
      And who plans to take 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around 12 years
        | age | flags                                                           |
        | 11  | under-18-out-of-scope (warning)                                 |
        | 12  | pregnancy-status-unknown (info), under-18-out-of-scope (warning) |
        | 13  | pregnancy-status-unknown (info), under-18-out-of-scope (warning) |

      Examples: Around 55 years
        | age | flags                           |
        | 54  | pregnancy-status-unknown (info) |
        | 55  | pregnancy-status-unknown (info) |
        | 56  | none                            |

    Scenario: A man is not asked
      Given who is a 40-year-old man
      And who plans to take 100 mcg/day of MK-7
      When the profile is evaluated
      Then no flag is raised
      And the flag "pregnancy-status-unknown" is not raised

    Scenario: Past the menopause nobody is asked
      Given who is a 50-year-old woman
      And whose pregnancy status is not known
      And who is past the menopause
      And who plans to take 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly bone-k2-evidence (info)

    Scenario Outline: Vitamin D matters from the upper level on
      Given who is a 40-year-old woman
      And who may be pregnant
      And who takes <dose> of vitamin D3
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around 4000 IU
        | dose        | flags                                                        |
        | 3999 IU/day | none                                                         |
        | 4000 IU/day | none                                                         |
        | 4001 IU/day | pregnancy-status-unknown (info), vitamin-d-above-ul (warning) |
        | 5000 IU/day | pregnancy-status-unknown (info), vitamin-d-above-ul (warning) |

    Scenario: Nothing is taken to which a pregnancy would matter
      Given who is a 40-year-old woman
      And whose pregnancy status is not known
      When the profile is evaluated
      Then no flag is raised

    Scenario: The question is put gently
      Given who is a 40-year-old woman
      And whose pregnancy status is not known
      And who is not past the menopause
      And who plans to take 150 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "pregnancy-status-unknown" is raised
      And its severity is info
      And the patient is told "pregnant"

    Scenario: The age of the woman is not known
      Given who is a woman
      And whose age is not known
      And whose pregnancy status is not known
      And who plans to take 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "pregnancy-status-unknown" is undecided
      And we are asked about age

    Scenario: The sex of the patient is not known
      Given who is a 40-year-old woman
      And whose sex is not known
      And whose pregnancy status is not known
      And who plans to take 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "pregnancy-status-unknown" is undecided
      And we are asked about sex
