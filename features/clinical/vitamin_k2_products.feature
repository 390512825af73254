Feature: The vitamin K2 product itself
  MK-4 is gone within hours and is taken in parts. Products are often off their
  label, which an independent test shows. MK-7 is often made from soy. On a
  vitamin K antagonist none of this is the question: the clinic is.
  Evidence: A015 A066 A071 A100 P07 P13 P34

  Background:
    Given a patient whose medicines and supplements are all listed
    And whose history holds nothing else of note
    And who is a 45-year-old man

  @rule_mk4_once_daily_high_dose
  Rule: Much MK-4 is not taken all at once

    Scenario Outline: How much, and how often
      Given who takes <dose> of MK-4
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: From 1 mg, once a day
        | dose                    | flags                           |
        | 500 mcg/day             | none                            |
        | 999 mcg/day             | none                            |
        | 1000 mcg/day            | mk4-once-daily-high-dose (info) |
        | 1001 mcg/day            | mk4-once-daily-high-dose (info) |
        | 45 mg/day               | mk4-once-daily-high-dose (info) |
        | 15 mg three times daily | none                            |
        | 15 mg twice daily       | none                            |
        | 15 mg every other day   | mk4-once-daily-high-dose (info) |

    Scenario: The patient hears of the day
      Given who plans to take 45 mg/day of MK-4
      When the profile is evaluated
      Then the flag "mk4-once-daily-high-dose" is raised
      And its severity is info
      And the patient is told "spread over the day"
      And the clinician is told "45,000 mcg/day"
      And it cites "P07"

    Scenario: On warfarin it is not about the day
      Given who takes warfarin
      And whose vitamin K from food is steady
      And who takes 45 mg/day of MK-4
      When the profile is evaluated
      Then the flags are exactly:
        | flag                     | severity |
        | vka-vitamin-k-supplement | critical |
      And the flag "mk4-once-daily-high-dose" is withheld
      And it is withheld because "the interaction comes first"

    Scenario: A child is outside the scope
      Given who is a 15-year-old boy
      And who takes 45 mg/day of MK-4
      When the profile is evaluated
      Then the flags are exactly under-18-out-of-scope (warning)
      And the flag "mk4-once-daily-high-dose" is withheld
      And it gives way to "under-18-out-of-scope"

    Scenario: The amount is not stated
      Given who takes MK-4
      When the profile is evaluated
      Then the flag "mk4-once-daily-high-dose" is undecided
      And no flag is raised

  @rule_k2_product_quality
  Rule: An untested product of vitamin K2 may not hold what it says

    Scenario Outline: What is on record of a test
      Given who takes <dose> of <vitamin>, <manner>
      When the profile is evaluated
      Then the flag "k2-product-quality" is <outcome>

      Examples: Vitamin K2 and others
        | dose        | vitamin    | manner                   | outcome    |
        | 100 mcg/day | MK-7       | not tested independently | raised     |
        | 5 mg/day    | MK-4       | not tested independently | raised     |
        | 100 mcg/day | MK-7       | tested independently     | not raised |
        | 1000 IU/day | vitamin D3 | not tested independently | not raised |

    Scenario: Silence says nothing
      Given who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "k2-product-quality" is not raised
      And no flag is raised

    Scenario: The patient hears which product
      Given who takes 100 mcg/day of MK-7, not tested independently
      When the profile is evaluated
      Then the flags are exactly:
        | flag               | severity |
        | k2-product-quality | info     |
      And the flag "k2-product-quality" is raised
      And the patient is told "MK-7"
      And it cites "P34"

    Scenario: On warfarin the question is another
      Given who takes warfarin
      And whose vitamin K from food is steady
      And who takes 100 mcg/day of MK-7, not tested independently
      When the profile is evaluated
      Then the flags are exactly:
        | flag                     | severity |
        | vka-vitamin-k-supplement | critical |
      And the flag "k2-product-quality" is withheld
      And it is withheld because "whether to take it at all"

    Scenario: Nobody asked about medicines
      Given whose list of medicines is left blank
      And who takes 100 mcg/day of MK-7, not tested independently
      When the profile is evaluated
      Then the flag "k2-product-quality" is undecided

  @rule_k2_allergy_or_prior_reaction
  Rule: Who reacts to soy or to vitamin K has the product looked at

    Scenario Outline: An allergy and a product
      Given who is allergic to <allergen>
      And who never eats natto
      And who takes <dose> of <form>, <manner>
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Soy
        | allergen | dose        | form | manner             | flags                                  |
        | soy      | 100 mcg/day | MK-7 | made synthetically | none                                   |
        | soy      | 100 mcg/day | MK-7 | made from natto    | k2-allergy-or-prior-reaction (warning) |
        | natto    | 100 mcg/day | MK-7 | with fat           | k2-allergy-or-prior-reaction (warning) |
        | soy      | 500 mcg/day | MK-4 | with fat           | none                                   |

      Examples: Vitamin K itself
        | allergen  | dose        | form       | manner             | flags                                  |
        | vitamin K | 90 mcg/day  | vitamin K1 | with fat           | k2-allergy-or-prior-reaction (warning) |
        | MK-7      | 500 mcg/day | MK-4       | with fat           | k2-allergy-or-prior-reaction (warning) |
        | vitamin K | 100 mcg/day | MK-7       | made synthetically | k2-allergy-or-prior-reaction (warning) |

      Examples: Something else
        | allergen | dose        | form | manner          | flags |
        | peanut   | 100 mcg/day | MK-7 | made from natto | none  |

    Scenario: Nobody told what the MK-7 is made from
      Given who is allergic to soy
      And who plans to take 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly:
        | flag                         | severity |
        | k2-allergy-or-prior-reaction | warning  |
      And the flag "k2-allergy-or-prior-reaction" is raised
      And the patient is told "Check with your pharmacist"
      And it cites "A071"

    Scenario: Natto is soy
      Given who is allergic to soy
      And who eats 1 serving of natto a week
      When the profile is evaluated
      Then the flag "k2-allergy-or-prior-reaction" is raised

    Scenario: Nobody asked about natto
      Given who is allergic to soy
      And who takes 100 mcg/day of MK-7, made synthetically
      When the profile is evaluated
      Then the flag "k2-allergy-or-prior-reaction" is undecided
      And we are asked about natto
      And no flag is raised
