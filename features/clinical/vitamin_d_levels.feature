Feature: Vitamin D levels
  A level of 25-hydroxyvitamin D is read where somebody measured it; nobody is
  sent to have it measured. Too little is bad for bone, far too much is a
  poisoning. A test of vitamin D3 alone does not see vitamin D2, so in somebody
  who takes vitamin D2 it does not stand for the total.
  Evidence: P35 P44 osteon-memory-vitamin-d-levels vitamin-d-toxic-level

  Background:
    Given a patient whose medicines and supplements are all listed
    And whose history holds nothing else of note
    And who is a 45-year-old man

  @rule_vitamin_d_level_low
  Rule: Below 20 ng/mL a vitamin D level is low

    Scenario Outline: The level decides, in either unit
      Given whose vitamin D level 30 days ago was <level>
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around 20 ng/mL
        | level      | flags                         |
        | 18 ng/mL   | vitamin-d-level-low (warning) |
        | 19.9 ng/mL | vitamin-d-level-low (warning) |
        | 20.0 ng/mL | none                          |
        | 20.1 ng/mL | none                          |

      Examples: In nmol/L
        | level       | flags                         |
        | 45 nmol/L   | vitamin-d-level-low (warning) |
        | 49.9 nmol/L | vitamin-d-level-low (warning) |
        | 50 nmol/L   | none                          |

    Scenario: The patient hears what to ask, and no verdict
      Given whose vitamin D level 30 days ago was 17 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-low" is raised
      And its severity is warning
      And the clinician is told "17 ng/mL"
      And the patient is told "Ask your doctor"
      And it cites "P35"

    Scenario: The latest level counts
      Given whose vitamin D level 300 days ago was 15 ng/mL
      And whose vitamin D level 30 days ago was 32 ng/mL
      When the profile is evaluated
      Then no flag is raised

    Scenario: Vitamin D3 alone stands for the total where no vitamin D2 is taken
      Given who takes 1000 IU/day of vitamin D3
      And who takes 100 mcg/day of MK-7
      And whose vitamin D3 level 30 days ago was 18 ng/mL
      When the profile is evaluated
      Then the flags are exactly:
        | flag                | severity |
        | vitamin-d-level-low | warning  |

    Scenario: Beside vitamin D2 it does not
      Given who takes 1000 IU/day of vitamin D2
      And who takes 100 mcg/day of MK-7
      And whose vitamin D3 level 30 days ago was 18 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-low" is undecided
      And no flag is raised

    Scenario: Beside vitamin D2 the total decides
      Given who takes 1000 IU/day of vitamin D2
      And who takes 100 mcg/day of MK-7
      And whose vitamin D3 level 30 days ago was 8 ng/mL
      And whose vitamin D level 30 days ago was 31 ng/mL
      When the profile is evaluated
      Then no flag is raised
      And the flag "vitamin-d-level-low" is not raised

    Scenario: What kind of vitamin D is taken is not known
      Given who takes 1000 IU/day of vitamin D
      And whose vitamin D3 level 30 days ago was 18 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-low" is undecided

    Scenario: Nobody is asked for a level that was never measured
      Given who is a 45-year-old man
      When the profile is evaluated
      Then no flag is raised
      And the flag "vitamin-d-level-low" is not raised
      And we are asked nothing

  @rule_vitamin_d_level_high
  Rule: Above 50 ng/mL a vitamin D level is high

    Scenario Outline: The high level begins above 50, in either unit
      Given whose vitamin D level 30 days ago was <level>
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around 50 ng/mL
        | level      | flags                          |
        | 49.9 ng/mL | none                           |
        | 50 ng/mL   | none                           |
        | 50.1 ng/mL | vitamin-d-level-high (warning) |
        | 51 ng/mL   | vitamin-d-level-high (warning) |

      Examples: In nmol/L
        | level      | flags                          |
        | 124 nmol/L | none                           |
        | 128 nmol/L | vitamin-d-level-high (warning) |

    Scenario: The patient pauses what nobody prescribed
      Given whose vitamin D level 30 days ago was 60 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-high" is raised
      And its severity is warning
      And the clinician is told "60 ng/mL"
      And the patient is told "Pause vitamin D you bought yourself"
      And the advice is to "creatinine"
      And it cites "P44"

    Scenario: A high level of vitamin D3 alone is high whatever vitamin D2 adds
      Given who takes 1000 IU/day of vitamin D2
      And who takes 100 mcg/day of MK-7
      And whose vitamin D3 level 30 days ago was 60 ng/mL
      When the profile is evaluated
      Then the flags are exactly:
        | flag                 | severity |
        | vitamin-d-level-high | warning  |

    Scenario: With vitamin D2 a middling level of vitamin D3 alone settles nothing
      Given who takes 1000 IU/day of vitamin D2
      And who takes 100 mcg/day of MK-7
      And whose vitamin D3 level 30 days ago was 40 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-high" is undecided
      And the flag "vitamin-d-level-very-high" is undecided
      And no flag is raised

    Scenario: The graver word takes its place
      Given whose vitamin D level 30 days ago was 151 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-high" is withheld
      And it gives way to "vitamin-d-level-very-high"

  @rule_vitamin_d_level_very_high
  Rule: Above 150 ng/mL the same day counts

    Scenario Outline: The very high level begins above 150, in either unit
      Given whose vitamin D level 30 days ago was <level>
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around 150 ng/mL
        | level       | flags                                |
        | 149 ng/mL   | vitamin-d-level-high (warning)       |
        | 150 ng/mL   | vitamin-d-level-high (warning)       |
        | 150.1 ng/mL | vitamin-d-level-very-high (critical) |
        | 151 ng/mL   | vitamin-d-level-very-high (critical) |

      Examples: In nmol/L
        | level      | flags                                |
        | 374 nmol/L | vitamin-d-level-high (warning)       |
        | 377 nmol/L | vitamin-d-level-very-high (critical) |

    Scenario: The patient calls today
      Given whose vitamin D level 30 days ago was 160 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-very-high" is raised
      And its severity is critical
      And the patient is told "today"
      And the advice is to "same day"

    Scenario: Beside vitamin D2 a level of vitamin D3 alone may hide it
      Given who takes 1000 IU/day of vitamin D2
      And whose vitamin D3 level 30 days ago was 100 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-very-high" is undecided
      And the flag "vitamin-d-level-high" is raised
