Feature: Large doses and courses of vitamin D
  A year's vitamin D taken at once brought more falls and fractures, so a very
  large dose deserves a question although its mean is small. A short course that
  a prescriber wrote down is a decision, and what it needs is an end.
  Evidence: A119 P11 P35 P36

  Background:
    Given a patient whose medicines and supplements are all listed
    And whose history holds nothing else of note
    And who is a 45-year-old man
    And who takes 100 mcg/day of MK-7

  @rule_vitamin_d_bolus
  Rule: From 60000 IU at once vitamin D can do harm

    Scenario Outline: The single dose decides, not the mean
      Given who takes <dose> of vitamin D3
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around 60000 IU
        | dose             | flags                     |
        | 59999 IU monthly | none                      |
        | 60000 IU monthly | vitamin-d-bolus (warning) |
        | 60001 IU monthly | vitamin-d-bolus (warning) |

      Examples: At other intervals and in other units
        | dose              | flags                        |
        | 50,000 IU weekly  | vitamin-d-above-ul (warning) |
        | 300,000 IU yearly | vitamin-d-bolus (warning)    |
        | 1.5 mg monthly    | vitamin-d-bolus (warning)    |

    Scenario: Two doses on two days are not one
      Given who takes 50000 IU monthly of vitamin D3
      And who takes 50000 IU monthly of vitamin D2
      When the profile is evaluated
      Then the flag "vitamin-d-bolus" is not raised

    Scenario: A prescribed course does not make it harmless
      Given who was prescribed 60000 IU weekly of vitamin D3 for 8 weeks
      When the profile is evaluated
      Then the flags are exactly:
        | flag                       | severity |
        | vitamin-d-bolus            | warning  |
        | vitamin-d-treatment-course | info     |

    Scenario: The patient hears of a small daily dose
      Given who takes 300,000 IU yearly of vitamin D3
      When the profile is evaluated
      Then the flag "vitamin-d-bolus" is raised
      And its severity is warning
      And the clinician is told "300,000 IU"
      And the patient is told "every day"
      And it cites "P36"

    Scenario: The dose is not stated
      Given who takes vitamin D3
      When the profile is evaluated
      Then the flag "vitamin-d-bolus" is undecided
      And no flag is raised

  @rule_vitamin_d_treatment_course
  Rule: A prescribed course has an end, and somebody knows it

    Scenario Outline: Up to twelve weeks it is a course
      Given who was prescribed 50000 IU weekly of vitamin D3 for <weeks> weeks
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around twelve weeks
        | weeks | flags                             |
        | 8     | vitamin-d-treatment-course (info) |
        | 11    | vitamin-d-treatment-course (info) |
        | 12    | vitamin-d-treatment-course (info) |
        | 13    | vitamin-d-above-ul (warning)      |

    Scenario Outline: Its own mean is above the upper level
      Given who was prescribed <dose> of vitamin D3 for 8 weeks
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around 4000 IU a day
        | dose        | flags                             |
        | 3999 IU/day | none                              |
        | 4000 IU/day | none                              |
        | 4001 IU/day | vitamin-d-treatment-course (info) |

      Examples: At the level at which harm was seen
        | dose         | flags                                                             |
        | 9999 IU/day  | vitamin-d-treatment-course (info)                                 |
        | 10000 IU/day | vitamin-d-very-high (critical), vitamin-d-treatment-course (info) |

    Scenario: The patient knows the last day
      Given who was prescribed 50000 IU weekly of vitamin D2 for 8 weeks
      When the profile is evaluated
      Then the flag "vitamin-d-treatment-course" is raised
      And its severity is info
      And the patient is told "ends"
      And the advice is to "three months"
      And it cites "A119"

    Scenario: It replaces the word about the upper level
      Given who was prescribed 50000 IU weekly of vitamin D2 for 8 weeks
      When the profile is evaluated
      Then the flag "vitamin-d-above-ul" is withheld
      And it is withheld because "course"
      And the flag "vitamin-d-treatment-course" is raised

    Scenario: Bought over the counter it is none
      Given who takes 50000 IU weekly of vitamin D2
      When the profile is evaluated
      Then the flags are exactly:
        | flag               | severity |
        | vitamin-d-above-ul | warning  |
      And the flag "vitamin-d-treatment-course" is not raised

    Scenario: Nobody asked for the supplements
      Given whose list of supplements is left blank
      When the profile is evaluated
      Then the flag "vitamin-d-treatment-course" is undecided
