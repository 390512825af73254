Feature: Calcium supplements
  Most people need 1000 to 1200 mg of calcium a day from all sources together,
  and food counts first. A large amount from tablets deserves a question, and a
  total above the upper level a plan. Vitamin K2 does not make such a dose safe.
  Evidence: A035 A036 A038 A077 P15 P16 P42

  Background:
    Given a patient whose medicines and supplements are all listed
    And whose history holds nothing else of note
    And who takes 100 mcg/day of MK-7

  @rule_calcium_above_ul
  Rule: Calcium from food and tablets together has an upper level, lower from the age of 51

    Scenario Outline: The age decides where the level lies
      Given who is a man
      And who is <age> years old
      And who takes <tablets> of calcium
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: From 51 on, above 2000 mg
        | age | tablets     | flags                                                            |
        | 51  | 1999 mg/day | calcium-supplement-high (warning), calcium-administration (info) |
        | 51  | 2000 mg/day | calcium-supplement-high (warning), calcium-administration (info) |
        | 51  | 2001 mg/day | calcium-above-ul (warning), calcium-administration (info)        |
        | 80  | 2001 mg/day | calcium-above-ul (warning), calcium-administration (info)        |

      Examples: Up to 50, above 2500 mg
        | age | tablets     | flags                                                            |
        | 50  | 2400 mg/day | calcium-supplement-high (warning), calcium-administration (info) |
        | 50  | 2499 mg/day | calcium-supplement-high (warning), calcium-administration (info) |
        | 50  | 2500 mg/day | calcium-supplement-high (warning), calcium-administration (info) |
        | 50  | 2501 mg/day | calcium-above-ul (warning), calcium-administration (info)        |
        | 19  | 2501 mg/day | calcium-above-ul (warning), calcium-administration (info)        |

    Scenario Outline: Food counts as far as it is known
      Given who is a 66-year-old woman
      And who is past the menopause
      And who is not pregnant
      And who takes 1200 mg/day of calcium
      And whose food gives <food> of calcium
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around 2000 mg in all
        | food       | flags                                                                              |
        | 799 mg/day | bone-k2-evidence (info), calcium-administration (info)                             |
        | 800 mg/day | bone-k2-evidence (info), calcium-administration (info)                             |
        | 801 mg/day | bone-k2-evidence (info), calcium-above-ul (warning), calcium-administration (info) |

    Scenario: Food alone is not our concern
      Given who is a 66-year-old man
      And whose food gives 2600 mg/day of calcium
      When the profile is evaluated
      Then no flag is raised

    Scenario: The age is not known, so the stricter level holds
      Given whose age is not known
      And who takes 2001 mg/day of calcium
      When the profile is evaluated
      Then the flags are exactly:
        | flag                   | severity |
        | calcium-above-ul       | warning  |
        | calcium-administration | info     |

    Scenario: The lesser word about tablets gives way
      Given who is a 66-year-old man
      And who takes 2200 mg/day of calcium
      When the profile is evaluated
      Then the flag "calcium-above-ul" is raised
      And its severity is warning
      And the clinician is told "2,200 mg/day"
      And the patient is told "calcium"
      And it cites "P16"
      And the flag "calcium-supplement-high" is withheld
      And it gives way to "calcium-above-ul"

    Scenario: Two products add up
      Given who is a 66-year-old man
      And who takes 1000 mg/day of calcium
      And who takes a product labelled "Bone tablets" with:
        | substance | amount      |
        | calcium   | 1001 mg/day |
      When the profile is evaluated
      Then the flags are exactly:
        | flag                   | severity |
        | calcium-above-ul       | warning  |
        | calcium-administration | info     |

    Scenario: The dose of the calcium is not stated
      Given who is a 66-year-old man
      And who takes calcium
      When the profile is evaluated
      Then the flag "calcium-above-ul" is undecided
      And we are asked about the total calcium
      And no flag is raised

  @rule_calcium_supplement_high
  Rule: From 1500 mg of calcium a day in tablets, somebody asks whether less would do

    Scenario Outline: The tablets decide
      Given who is a 66-year-old man
      And who takes <tablets> of calcium
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around 1500 mg
        | tablets     | flags                                                            |
        | 1499 mg/day | calcium-administration (info)                                    |
        | 1500 mg/day | calcium-supplement-high (warning), calcium-administration (info) |
        | 1501 mg/day | calcium-supplement-high (warning), calcium-administration (info) |

      Examples: Several a day
        | tablets              | flags                                                            |
        | 2 x 749 mg elemental | calcium-administration (info)                                    |
        | 2 x 750 mg elemental | calcium-supplement-high (warning), calcium-administration (info) |
        | 3 x 500 mg           | calcium-supplement-high (warning)                                |

    Scenario Outline: A salt is counted by the calcium in it
      Given who is a 66-year-old man
      And who takes <tablets> of <salt>
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Carbonate holds two fifths, citrate about a fifth
        | tablets     | salt              | flags                                                            |
        | 2 x 1250 mg | calcium carbonate | none                                                             |
        | 3 x 1249 mg | calcium carbonate | none                                                             |
        | 3 x 1250 mg | calcium carbonate | calcium-supplement-high (warning)                                |
        | 7000 mg/day | calcium citrate   | calcium-administration (info)                                    |
        | 7143 mg/day | calcium citrate   | calcium-supplement-high (warning), calcium-administration (info) |

    Scenario: The patient hears that food counts
      Given who is a 66-year-old man
      And who takes 1600 mg/day of calcium
      When the profile is evaluated
      Then the flag "calcium-supplement-high" is raised
      And its severity is warning
      And the clinician is told "1,600 mg/day"
      And the patient is told "food"
      And it cites "P16"

    Scenario: With the diet known, the total takes its place
      Given who is a 66-year-old man
      And who takes 1500 mg/day of calcium
      And whose food gives 600 mg/day of calcium
      When the profile is evaluated
      Then the flags are exactly:
        | flag                   | severity |
        | calcium-above-ul       | warning  |
        | calcium-administration | info     |

    Scenario: One of two products does not state its dose
      Given who is a 66-year-old man
      And who takes 500 mg/day of calcium
      And who takes calcium
      When the profile is evaluated
      Then the flag "calcium-supplement-high" is undecided
      And no flag is raised
