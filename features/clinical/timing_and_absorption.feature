Feature: When and how calcium and vitamins are taken
  Calcium binds some medicines in the gut, and a few hours between them are enough.
  A gap that nobody told is treated as none. Calcium itself is taken up better in
  parts, and vitamins that dissolve in fat go with a meal. Nobody has to stop a
  medicine for any of this.
  Evidence: A031 A037 A055 A103 A104 P17 P42 P43

  Background:
    Given a patient whose medicines and supplements are all listed
    And whose history holds nothing else of note
    And who is a 45-year-old man

  @rule_levothyroxine_calcium_timing
  Rule: Four hours lie between levothyroxine and calcium

    Scenario Outline: The gap decides
      Given who takes levothyroxine
      And who takes 500 mg/day of calcium
      And whose levothyroxine and calcium are <gap> apart
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around four hours
        | gap         | flags                                  |
        | 239 minutes | levothyroxine-calcium-timing (warning) |
        | 3.9 hours   | levothyroxine-calcium-timing (warning) |
        | 4 hours     | none                                   |
        | 240 minutes | none                                   |
        | 241 minutes | none                                   |

    Scenario Outline: Or somebody's word
      Given who takes levothyroxine
      And who takes 500 mg/day of calcium
      And whose levothyroxine and calcium are taken <nearness>
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Far enough, too close, not known
        | nearness                   | flags                                  |
        | far enough apart           | none                                   |
        | too close together         | levothyroxine-calcium-timing (warning) |
        | nobody knows how far apart | levothyroxine-calcium-timing (warning) |

    Scenario: The gap was never told
      Given who takes levothyroxine
      And who plans to take calcium
      When the profile is evaluated
      Then the flags are exactly:
        | flag                         | severity |
        | levothyroxine-calcium-timing | warning  |
      And the flag "levothyroxine-calcium-timing" is raised
      And the patient is told "at least four hours apart"
      And it cites "P43"

    Scenario Outline: One of the two alone
      Given who takes <other>
      When the profile is evaluated
      Then the flag "levothyroxine-calcium-timing" is not raised
      And no flag is raised

      Examples: Nothing to keep apart
        | other         |
        | levothyroxine |
        | calcium       |

    Scenario: Nobody wrote down the supplements
      Given whose list of supplements is left blank
      And who takes levothyroxine
      When the profile is evaluated
      Then the flag "levothyroxine-calcium-timing" is undecided

  @rule_oral_bisphosphonate_calcium_timing
  Rule: A bisphosphonate tablet comes first, and calcium later

    Scenario Outline: Each tablet has its own time
      Given who takes <tablet>
      And who takes 500 mg/day of calcium
      And whose <tablet> and calcium are <gap> apart
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Thirty minutes
        | tablet      | gap        | flags                                        |
        | alendronate | 29 minutes | oral-bisphosphonate-calcium-timing (warning) |
        | alendronate | 30 minutes | none                                         |
        | alendronate | 31 minutes | none                                         |
        | risedronate | 29 minutes | oral-bisphosphonate-calcium-timing (warning) |
        | risedronate | 30 minutes | none                                         |
        | risedronate | 31 minutes | none                                         |

      Examples: Sixty minutes
        | tablet      | gap        | flags                                        |
        | ibandronate | 30 minutes | oral-bisphosphonate-calcium-timing (warning) |
        | ibandronate | 59 minutes | oral-bisphosphonate-calcium-timing (warning) |
        | ibandronate | 1 hour     | none                                         |
        | ibandronate | 61 minutes | none                                         |

    Scenario: Nobody told how long after the tablet
      Given who takes Fosamax
      And who takes 500 mg/day of calcium
      When the profile is evaluated
      Then the flags are exactly:
        | flag                               | severity |
        | oral-bisphosphonate-calcium-timing | warning  |
      And the flag "oral-bisphosphonate-calcium-timing" is raised
      And the patient is told "Calcium comes later"
      And it cites "P42"

    Scenario: What is given into a vein has nothing to meet in the gut
      Given who takes zoledronate
      And who takes 500 mg/day of calcium
      When the profile is evaluated
      Then the flag "oral-bisphosphonate-calcium-timing" is not raised
      And no flag is raised

    Scenario: Nobody told what else is taken
      Given whose list of supplements is left blank
      And who takes alendronate
      When the profile is evaluated
      Then the flag "oral-bisphosphonate-calcium-timing" is undecided

  @rule_chelating_antimicrobial_calcium_timing
  Rule: Quinolones, tetracyclines and dolutegravir are kept apart from calcium

    Scenario Outline: Unless somebody made sure
      Given who takes <medicine>
      And who takes 500 mg/day of calcium
      And whose <medicine> and calcium are taken <nearness>
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Far enough, too close, not known
        | medicine      | nearness                   | flags                                            |
        | ciprofloxacin | far enough apart           | none                                             |
        | ciprofloxacin | too close together         | chelating-antimicrobial-calcium-timing (warning) |
        | ciprofloxacin | nobody knows how far apart | chelating-antimicrobial-calcium-timing (warning) |
        | doxycycline   | far enough apart           | none                                             |
        | doxycycline   | too close together         | chelating-antimicrobial-calcium-timing (warning) |
        | dolutegravir  | far enough apart           | none                                             |
        | dolutegravir  | nobody knows how far apart | chelating-antimicrobial-calcium-timing (warning) |

    Scenario Outline: Or six hours lie between the two, which is enough on either side
      Given who takes <medicine>
      And who takes 500 mg/day of calcium
      And whose <medicine> and calcium are <gap> apart
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around six hours
        | medicine     | gap         | flags                                            |
        | levofloxacin | 359 minutes | chelating-antimicrobial-calcium-timing (warning) |
        | levofloxacin | 6 hours     | none                                             |
        | levofloxacin | 361 minutes | none                                             |
        | minocycline  | 359 minutes | chelating-antimicrobial-calcium-timing (warning) |
        | minocycline  | 6 hours     | none                                             |
        | dolutegravir | 359 minutes | chelating-antimicrobial-calcium-timing (warning) |
        | dolutegravir | 6 hours     | none                                             |

    Scenario: Nothing was told of the times
      Given who takes moxifloxacin
      And who plans to take 500 mg/day of calcium
      When the profile is evaluated
      Then the flags are exactly:
        | flag                                   | severity |
        | chelating-antimicrobial-calcium-timing | warning  |
      And the flag "chelating-antimicrobial-calcium-timing" is raised
      And the clinician is told "six hours after"
      And the patient is told "Ask your pharmacist how far apart"
      And it cites "P42"

    Scenario Outline: What calcium does not bind
      Given who takes <medicine>
      And who takes 500 mg/day of calcium
      When the profile is evaluated
      Then the flag "chelating-antimicrobial-calcium-timing" is not raised
      And no flag is raised

      Examples: Into a vein, or another medicine
        | medicine              |
        | moxifloxacin infusion |
        | amoxicillin           |

    Scenario: An antibiotic without a name may be one of them
      Given who takes an antibiotic
      And who takes 500 mg/day of calcium
      When the profile is evaluated
      Then the flag "chelating-antimicrobial-calcium-timing" is undecided

  @rule_calcium_administration
  Rule: Calcium goes in parts of 500 mg, and carbonate with food and stomach acid

    Scenario Outline: How much at once
      Given who takes <dose> of calcium citrate
      When the profile is evaluated
      Then the flag "calcium-administration" is <outcome>

      Examples: Around 500 mg of calcium
        | dose                             | outcome    |
        | 499 mg elemental a day           | not raised |
        | 500 mg elemental a day           | not raised |
        | 501 mg elemental a day           | raised     |
        | 450 mg elemental twice daily     | not raised |
        | 501 mg elemental every other day | raised     |

    Scenario Outline: Which salt, and with what
      Given who takes <dose> of <salt>, <manner>
      And who takes <medicine>
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Food
        | dose        | salt              | manner       | medicine  | flags                         |
        | 1250 mg/day | calcium carbonate | with food    | metformin | none                          |
        | 1250 mg/day | calcium carbonate | without food | metformin | calcium-administration (info) |
        | 2000 mg/day | calcium citrate   | without food | metformin | none                          |

      Examples: Stomach acid
        | dose        | salt              | manner    | medicine   | flags                         |
        | 1250 mg/day | calcium carbonate | with food | omeprazole | calcium-administration (info) |
        | 1250 mg/day | calcium carbonate | with food | famotidine | calcium-administration (info) |
        | 2000 mg/day | calcium citrate   | with food | omeprazole | none                          |

    Scenario: The patient hears about parts
      Given who takes 600 mg/day of calcium
      When the profile is evaluated
      Then the flags are exactly:
        | flag                   | severity |
        | calcium-administration | info     |
      And the flag "calcium-administration" is raised
      And its severity is info
      And the patient is told "split over the day"
      And the advice is to "Split the dose"
      And it cites "P17"

    Scenario: The salt decides, and nobody knows it
      Given who takes 500 mg/day of calcium
      And who takes omeprazole
      When the profile is evaluated
      Then the flag "calcium-administration" is undecided
      And no flag is raised

  @rule_fat_soluble_with_fat_meal
  Rule: Vitamins D and K2 go with a meal that has some fat in it

    Scenario Outline: What is on record of the meal
      Given who takes <dose> of <vitamin>, <manner>
      When the profile is evaluated
      Then the flag "fat-soluble-with-fat-meal" is <outcome>

      Examples: Both vitamins
        | dose        | vitamin    | manner      | outcome    |
        | 100 mcg/day | MK-7       | without fat | raised     |
        | 100 mcg/day | MK-7       | with fat    | not raised |
        | 1000 IU/day | vitamin D3 | without fat | raised     |
        | 1000 IU/day | vitamin D3 | with fat    | not raised |

    Scenario: Silence says nothing
      Given who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "fat-soluble-with-fat-meal" is not raised
      And no flag is raised

    Scenario: The patient hears of the meal
      Given who takes 100 mcg/day of MK-7, without fat
      When the profile is evaluated
      Then the flags are exactly:
        | flag                      | severity |
        | fat-soluble-with-fat-meal | info     |
      And the flag "fat-soluble-with-fat-meal" is raised
      And the patient is told "a meal that has some fat"
      And it cites "A103"

    Scenario: On warfarin nobody is told to take up more vitamin K
      Given who takes warfarin
      And whose vitamin K from food is steady
      And who takes 100 mcg/day of MK-7, without fat
      When the profile is evaluated
      Then the flags are exactly:
        | flag                     | severity |
        | vka-vitamin-k-supplement | critical |
      And the flag "fat-soluble-with-fat-meal" is withheld
      And it is withheld because "the clinic comes first"

    Scenario: With orlistat the distance matters more
      Given who takes orlistat
      And who takes 100 mcg/day of MK-7, without fat
      When the profile is evaluated
      Then the flags are exactly:
        | flag                           | severity |
        | fat-absorption-drug-separation | warning  |
      And the flag "fat-soluble-with-fat-meal" is withheld
      And it gives way to "fat-absorption-drug-separation"

    Scenario: Nobody asked about medicines
      Given whose list of medicines is left blank
      And who takes 100 mcg/day of MK-7, without fat
      When the profile is evaluated
      Then the flag "fat-soluble-with-fat-meal" is undecided
