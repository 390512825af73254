Feature: Vitamin D adds up
  Vitamin D hides in many products, and what counts is the sum. Above the upper
  level somebody should say why and until when; at the level at which harm was
  first seen, a clinician looks at the patient before the next dose.
  Evidence: P11 P44

  Background:
    Given a patient whose medicines and supplements are all listed
    And whose history holds nothing else of note
    And who is a 45-year-old man
    And who takes 100 mcg/day of MK-7

  @rule_vitamin_d_above_ul
  Rule: More than 4000 IU of vitamin D a day is above the upper level

    Scenario Outline: The sum decides
      Given who takes <dose> of vitamin D3
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around the upper level
        | dose        | flags                        |
        | 3999 IU/day | none                         |
        | 4000 IU/day | none                         |
        | 4001 IU/day | vitamin-d-above-ul (warning) |

      Examples: In other units and at other intervals
        | dose             | flags                        |
        | 100 mcg          | none                         |
        | 101 mcg          | vitamin-d-above-ul (warning) |
        | 28000 IU weekly  | none                         |
        | 28001 IU weekly  | vitamin-d-above-ul (warning) |
        | 50,000 IU weekly | vitamin-d-above-ul (warning) |

    Scenario: Vitamin D2 and vitamin D3 are summed
      Given who takes 2000 IU/day of vitamin D3
      And who takes 2001 IU/day of vitamin D2
      When the profile is evaluated
      Then the flags are exactly:
        | flag                       | severity |
        | vitamin-d-above-ul         | warning  |
        | vitamin-d-multiple-sources | info     |

    Scenario: A planned product is part of the sum
      Given who takes 2000 IU/day of vitamin D3
      And who plans to take 2001 IU/day of vitamin D3
      When the profile is evaluated
      Then the flag "vitamin-d-above-ul" is raised
      And its severity is warning
      And the clinician is told "4,001 IU/day"
      And the patient is told "4,000 IU"
      And it cites "P11"

    Scenario: A product that was stopped is not
      Given who takes 2000 IU/day of vitamin D3
      And who stopped vitamin D2 1 day ago
      When the profile is evaluated
      Then no flag is raised

    Scenario Outline: A prescribed course of up to twelve weeks is somebody's decision
      Given who was prescribed 50000 IU weekly of vitamin D3 for <weeks> weeks
      When the profile is evaluated
      Then the flag "vitamin-d-above-ul" is <outcome>

      Examples: Around twelve weeks
        | weeks | outcome  |
        | 8     | withheld |
        | 11    | withheld |
        | 12    | withheld |
        | 13    | raised   |

    Scenario Outline: What is prescribed is a course only if it exceeds the level by itself
      Given who was prescribed <dose> of vitamin D3 for 8 weeks
      And who takes 1000 IU/day of vitamin D2
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around 4000 IU a day
        | dose            | flags                                                                |
        | 28000 IU weekly | vitamin-d-above-ul (warning), vitamin-d-multiple-sources (info)      |
        | 28001 IU weekly | vitamin-d-treatment-course (info), vitamin-d-multiple-sources (info) |

    Scenario: The same capsule bought over the counter is nobody's decision
      Given who takes 50000 IU weekly of vitamin D3
      When the profile is evaluated
      Then the flags are exactly:
        | flag               | severity |
        | vitamin-d-above-ul | warning  |

    Scenario: At the adverse-effect level the stronger warning takes its place
      Given who takes 10000 IU/day of vitamin D3
      When the profile is evaluated
      Then the flag "vitamin-d-above-ul" is withheld
      And it gives way to "vitamin-d-very-high"

    Scenario: One of two products does not state its dose
      Given who takes 3000 IU/day of vitamin D3
      And who takes vitamin D3
      When the profile is evaluated
      Then the flag "vitamin-d-above-ul" is undecided
      And we are asked about the total vitamin D

    Scenario: What is known already exceeds the level
      Given who takes 4001 IU/day of vitamin D3
      And who takes vitamin D3
      When the profile is evaluated
      Then the flag "vitamin-d-above-ul" is raised
      And the clinician is told "at least 4,001 IU/day"

    Scenario: Nobody wrote down the supplements
      Given whose list of supplements is left blank
      When the profile is evaluated
      Then the flag "vitamin-d-above-ul" is undecided
      And we are asked about the total vitamin D

  @rule_vitamin_d_very_high
  Rule: From 10000 IU a day the dose itself is a danger

    Scenario Outline: The lowest level at which harm was seen
      Given who takes <dose> of vitamin D3
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around the level
        | dose         | flags                          |
        | 9999 IU/day  | vitamin-d-above-ul (warning)   |
        | 10000 IU/day | vitamin-d-very-high (critical) |
        | 10001 IU/day | vitamin-d-very-high (critical) |

      Examples: In other units and at other intervals
        | dose                   | flags                                                   |
        | 250 mcg                | vitamin-d-very-high (critical)                          |
        | 249.9 mcg              | vitamin-d-above-ul (warning)                            |
        | 50,000 IU twice a week | vitamin-d-very-high (critical)                          |
        | 69999 IU weekly        | vitamin-d-above-ul (warning), vitamin-d-bolus (warning) |

    Scenario: Being prescribed does not make it harmless
      Given who was prescribed 70000 IU weekly of vitamin D3 for 8 weeks
      When the profile is evaluated
      Then the flags are exactly:
        | flag                       | severity |
        | vitamin-d-very-high        | critical |
        | vitamin-d-bolus            | warning  |
        | vitamin-d-treatment-course | info     |
      And the flag "vitamin-d-very-high" is raised
      And the patient is told "doctor"
      And it cites "P44"

    Scenario: The dose is not stated
      Given who takes vitamin D3
      When the profile is evaluated
      Then the flag "vitamin-d-very-high" is undecided
      And we are asked about the total vitamin D

  @rule_vitamin_d_multiple_sources
  Rule: Two products with vitamin D are counted together

    Scenario: Two products
      Given who takes 1000 IU/day of vitamin D3
      And who takes a product labelled "Daily multivitamin" with:
        | substance  | amount     |
        | vitamin D3 | 400 IU/day |
      When the profile is evaluated
      Then the flags are exactly:
        | flag                       | severity |
        | vitamin-d-multiple-sources | info     |
      And the flag "vitamin-d-multiple-sources" is raised
      And the clinician is told "2 products"
      And the patient is told "more than one"
      And it cites "P44"

    Scenario: Three products
      Given who takes 1000 IU/day of vitamin D3
      And who takes 200 IU/day of vitamin D2
      And who plans to take 300 IU/day of vitamin D3
      When the profile is evaluated
      Then the flags are exactly:
        | flag                       | severity |
        | vitamin-d-multiple-sources | info     |

    Scenario: One product, twice a day
      Given who takes 2 x 1000 IU of vitamin D3
      When the profile is evaluated
      Then no flag is raised

    Scenario: Food is not a product, fortified or not
      Given who takes 1000 IU/day of vitamin D3
      And who eats milk
      When the profile is evaluated
      Then the flag "vitamin-d-multiple-sources" is not raised

    Scenario: A product that was stopped is not counted
      Given who takes 1000 IU/day of vitamin D3
      And who stopped vitamin D2 1 day ago
      When the profile is evaluated
      Then the flag "vitamin-d-multiple-sources" is not raised

    Scenario: The second label is not known
      Given who takes 1000 IU/day of vitamin D3
      And who takes "multivitamin", whose label we have not seen
      When the profile is evaluated
      Then the flag "vitamin-d-multiple-sources" is undecided
      And no flag is raised
