Feature: High-dose vitamin D3
  Some authors pair vitamin K2 with vitamin D3, above all with high doses. That
  is a hypothesis and no guideline asks for it, so the word is quiet, and it is
  spoken only where nothing speaks against K2. The first question is always
  whether so much vitamin D is needed at all.
  Evidence: A053 A054 A055 A076 A106 A118 A122 P14 P22 P26

  Background:
    Given a patient whose medicines and supplements are all listed
    And whose history holds nothing else of note
    And who is a 45-year-old man

  @rule_d3_high_dose_without_k2
  Rule: From 5000 IU a day, vitamin D3 without vitamin K2 is worth a word

    Scenario Outline: The dose decides which word it is
      Given who takes <dose> of vitamin D3
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around the threshold
        | dose        | flags                                                        |
        | 4999 IU/day | k2-pairing-optional (info), vitamin-d-above-ul (warning)     |
        | 5000 IU/day | d3-high-dose-without-k2 (info), vitamin-d-above-ul (warning) |
        | 5001 IU/day | d3-high-dose-without-k2 (info), vitamin-d-above-ul (warning) |

      Examples: The same dose in other units
        | dose            | flags                                                        |
        | 125 mcg         | d3-high-dose-without-k2 (info), vitamin-d-above-ul (warning) |
        | 0.125 mg        | d3-high-dose-without-k2 (info), vitamin-d-above-ul (warning) |
        | 35000 IU weekly | d3-high-dose-without-k2 (info), vitamin-d-above-ul (warning) |
        | 34993 IU weekly | k2-pairing-optional (info), vitamin-d-above-ul (warning)     |

      Examples: Up to the level at which the dose itself is the matter
        | dose         | flags                                                        |
        | 9999 IU/day  | d3-high-dose-without-k2 (info), vitamin-d-above-ul (warning) |
        | 10000 IU/day | vitamin-d-very-high (critical)                               |

    Scenario: The patient hears that it is not proven
      Given who takes 6000 IU/day of vitamin D3
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is raised
      And its severity is info
      And the clinician is told "6,000 IU/day"
      And the patient is told "proven"
      And it cites "A106"

    Scenario: Several products add up
      Given who takes 3000 IU/day of vitamin D3
      And who takes a product labelled "Bone drops" with:
        | substance  | amount      |
        | vitamin D3 | 2000 IU/day |
      When the profile is evaluated
      Then the flags are exactly:
        | flag                       | severity |
        | vitamin-d-above-ul         | warning  |
        | d3-high-dose-without-k2    | info     |
        | vitamin-d-multiple-sources | info     |

    Scenario: With vitamin K2 there is nothing to add
      Given who takes 5000 IU/day of vitamin D3
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly:
        | flag               | severity |
        | vitamin-d-above-ul | warning  |

    Scenario: Vitamin K1 is not vitamin K2
      Given who takes 5000 IU/day of vitamin D3
      And who takes 90 mcg/day of vitamin K1
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is raised

    Scenario: Warfarin forbids the suggestion
      Given who takes 5000 IU/day of vitamin D3
      And who takes warfarin
      And whose vitamin K from food is steady
      When the profile is evaluated
      Then the flags are exactly:
        | flag                   | severity |
        | vitamin-d-above-ul     | warning  |
        | vka-consult-prescriber | warning  |
      And the flag "d3-high-dose-without-k2" is withheld
      And it is withheld because "must not be mentioned as an option"

    Scenario: A supervised course ends by itself
      Given who was prescribed 50000 IU weekly of vitamin D3 for 8 weeks
      When the profile is evaluated
      Then the flags are exactly:
        | flag                       | severity |
        | vitamin-d-treatment-course | info     |
      And the flag "d3-high-dose-without-k2" is withheld

    Scenario: Whether vitamin K2 is taken is not known
      Given who takes 5000 IU/day of vitamin D3
      And whose intake of vitamin K2 is not known
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is undecided
      And it is undecided for want of vitamin K2 intake
      And we are asked about vitamin K2 intake
      And the flags are exactly:
        | flag               | severity |
        | vitamin-d-above-ul | warning  |

    Scenario: The list of supplements may lack something
      Given who takes 5000 IU/day of vitamin D3
      And whose list of medicines and supplements may be incomplete
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is undecided
      And we are asked about vitamin K2 intake

    Scenario: Three products, one of them of unknown dose, are at least what is known
      Given who takes 3000 IU/day of vitamin D3
      And who takes a product labelled "Bone drops" with:
        | substance  | amount      |
        | vitamin D3 | 3000 IU/day |
      And who takes vitamin D3
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is undecided
      And the flag "vitamin-d-above-ul" is raised

    Scenario Outline: K2 is suggested only where nothing speaks against it
      Given who takes 5000 IU/day of vitamin D3
      And <circumstance>
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is <outcome>
      And the flag "k2-pairing-optional" is <other outcome>

      Examples: Something speaks against it
        | circumstance                                    | outcome  | other outcome |
        | who takes phenprocoumon                         | withheld | withheld      |
        | who stopped warfarin 7 days ago                 | withheld | withheld      |
        | who takes a blood thinner                       | withheld | withheld      |
        | who has haemophilia A                           | withheld | withheld      |
        | who has a history of haemophilia A              | withheld | withheld      |
        | whose last surgery was 28 days ago              | withheld | withheld      |
        | whose next surgery is in 14 days                | withheld | withheld      |
        | who is allergic to soy                          | withheld | withheld      |
        | who is allergic to vitamin K                    | withheld | withheld      |
        | who is 17 years old                             | withheld | withheld      |
        | who has hypercalcaemia                          | withheld | withheld      |
        | who has sarcoidosis                             | withheld | withheld      |
        | who has CKD stage 4                             | withheld | withheld      |
        | whose blood calcium 5 days ago was 10.6 mg/dL   | withheld | withheld      |
        | whose blood calcium 5 days ago was 2.65 mmol/L  | withheld | withheld      |
        | whose eGFR 5 days ago was 29 mL/min/1.73m2      | withheld | withheld      |

      Examples: Nothing does
        | circumstance                                  | outcome | other outcome |
        | who takes apixaban                            | raised  | withheld      |
        | who stopped warfarin 8 days ago               | raised  | withheld      |
        | who has a family history of haemophilia       | raised  | withheld      |
        | whose last surgery was 29 days ago            | raised  | withheld      |
        | whose next surgery is in 15 days              | raised  | withheld      |
        | who is allergic to penicillin                 | raised  | withheld      |
        | who is 18 years old                           | raised  | withheld      |
        | who has CKD stage 3                           | raised  | withheld      |
        | whose blood calcium 5 days ago was 10.5 mg/dL | raised  | withheld      |
        | whose eGFR 5 days ago was 30 mL/min/1.73m2    | raised  | withheld      |

    Scenario Outline: What is not known counts against the suggestion
      Given who takes 5000 IU/day of vitamin D3
      And <circumstance>
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Silence is not permission
        | circumstance                            | flags                        |
        | whose list of medicines is left blank   | vitamin-d-above-ul (warning) |
        | who stopped warfarin, nobody knows when | vitamin-d-above-ul (warning) |
        | who may take warfarin                   | vitamin-d-above-ul (warning) |
        | who may have haemophilia A              | vitamin-d-above-ul (warning) |
        | whose list of conditions is left blank  | vitamin-d-above-ul (warning) |
        | whose list of surgeries is left blank   | vitamin-d-above-ul (warning) |
        | whose surgery has no date               | vitamin-d-above-ul (warning) |
        | whose age is not known                  | vitamin-d-above-ul (warning) |
        | whose sex is not known                  | vitamin-d-above-ul (warning) |
        | whose list of allergies is left blank   | vitamin-d-above-ul (warning) |

    Scenario: Without a list of medicines K2 is not mentioned at all
      Given whose list of medicines is left blank
      And who does not take vitamin K2
      And whose vitamin D adds up to 5000 IU/day
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is withheld

    Scenario: A list that was given and not declared complete is taken at its word
      Given whose list of supplements is empty
      And who takes 5000 IU/day of vitamin D3
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is raised
      And its basis is assumed

    Scenario: A list that was declared complete is a confirmation
      Given who takes 5000 IU/day of vitamin D3
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is raised
      And its basis is confirmed

  @rule_k2_pairing_optional
  Rule: With ordinary vitamin D3, much calcium or a bone formula, vitamin K2 is optional

    Scenario Outline: Any vitamin D3 below the high dose
      Given who takes <dose> of vitamin D3
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is <outcome>

      Examples: From the first unit to the high dose
        | dose        | outcome  |
        | 40 IU/day   | raised   |
        | 4999 IU/day | raised   |
        | 5000 IU/day | withheld |

    Scenario Outline: Calcium alone, from 1000 mg
      Given who takes <dose> of calcium
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around 1000 mg
        | dose        | flags                                                     |
        | 999 mg/day  | calcium-administration (info)                             |
        | 1000 mg/day | k2-pairing-optional (info), calcium-administration (info) |
        | 1001 mg/day | k2-pairing-optional (info), calcium-administration (info) |

    Scenario: A bone formula without vitamin K2
      Given who takes a bone formula with:
        | substance | amount     |
        | calcium   | 400 mg/day |
      When the profile is evaluated
      Then the flags are exactly:
        | flag                | severity |
        | k2-pairing-optional | info     |

    Scenario: A bone formula with MK-7
      Given who takes a bone formula with:
        | substance | amount     |
        | calcium   | 400 mg/day |
        | MK-7      | 90 mcg/day |
      When the profile is evaluated
      Then no flag is raised

    Scenario: The stronger word takes its place
      Given who takes 6000 IU/day of vitamin D3
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is withheld
      And it gives way to "d3-high-dose-without-k2"

    Scenario: The patient hears that it is optional
      Given who takes 1000 IU/day of vitamin D3
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is raised
      And its severity is info
      And the patient is told "optional"
      And it cites "A122"

    Scenario: Warfarin makes it no option
      Given who takes 1000 IU/day of vitamin D3
      And who takes warfarin
      And whose vitamin K from food is steady
      When the profile is evaluated
      Then the flags are exactly:
        | flag                   | severity |
        | vka-consult-prescriber | warning  |
      And the flag "k2-pairing-optional" is withheld
      And it is withheld because "must not be mentioned as an option"

    Scenario: The label of the bone formula is not known
      Given who takes "bone formula", whose label we have not seen
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is undecided
      And we are asked about vitamin K2 intake
