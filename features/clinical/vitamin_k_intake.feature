Feature: Vitamin K from food
  Adults are advised to take in 90 or 120 micrograms of vitamin K a day, most of
  it from leafy greens. Being below that is no diagnosis. On a vitamin K
  antagonist an even intake matters more than a high one, so nothing is said.
  Evidence: A063 A117 P10

  Background:
    Given a patient whose medicines and supplements are all listed
    And whose history holds nothing else of note


  @rule_vitamin_k_below_adequate_intake
  Rule: Less vitamin K than the adequate intake is worth a word about greens

    Scenario Outline: A woman needs 90 micrograms
      Given who is a 45-year-old woman
      And who is not pregnant
      And whose food gives <food> of vitamin K
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around 90 micrograms
        | food       | flags                                  |
        | 89 mcg/day | vitamin-k-below-adequate-intake (info) |
        | 90 mcg/day | none                                   |
        | 91 mcg/day | none                                   |

    Scenario Outline: A man needs 120 micrograms
      Given who is a 45-year-old man
      And whose food gives <food> of vitamin K
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around 120 micrograms
        | food        | flags                                  |
        | 119 mcg/day | vitamin-k-below-adequate-intake (info) |
        | 120 mcg/day | none                                   |
        | 121 mcg/day | none                                   |

    Scenario: What supplements hold is added
      Given who is a 45-year-old man
      And whose food gives 60 mcg/day of vitamin K
      And who takes 60 mcg/day of vitamin K1
      When the profile is evaluated
      Then no flag is raised

    Scenario: The patient hears of leafy greens
      Given who is a 45-year-old man
      And whose food gives 100 mcg/day of vitamin K
      When the profile is evaluated
      Then the flag "vitamin-k-below-adequate-intake" is raised
      And its severity is info
      And the clinician is told "100 mcg/day"
      And the patient is told "Leafy greens"
      And it cites "P10"

    Scenario Outline: Nothing is said where vitamin K is to stay as it is
      Given who is a 45-year-old man
      And whose food gives 60 mcg/day of vitamin K
      And <circumstance>
      When the profile is evaluated
      Then the flag "vitamin-k-below-adequate-intake" is withheld
      And it is withheld because "<why>"

      Examples: Blood thinners and age
        | circumstance                    | why              |
        | who takes warfarin              | kept even        |
        | who stopped warfarin 7 days ago | kept even        |
        | who takes a blood thinner       | nobody has named |
        | who is 17 years old             | children         |

    Scenario: Apixaban does not depend on vitamin K
      Given who is a 45-year-old man
      And whose food gives 60 mcg/day of vitamin K
      And who takes apixaban
      When the profile is evaluated
      Then the flag "vitamin-k-below-adequate-intake" is raised

    Scenario: Whether warfarin is taken is not known
      Given who is a 45-year-old man
      And whose food gives 60 mcg/day of vitamin K
      And whose list of medicines is left blank
      When the profile is evaluated
      Then the flag "vitamin-k-below-adequate-intake" is undecided

    Scenario: The sex is not known
      Given who is 45 years old
      And whose food gives 100 mcg/day of vitamin K
      When the profile is evaluated
      Then the flag "vitamin-k-below-adequate-intake" is undecided
      And no flag is raised

    Scenario: Nobody told what is eaten, so nothing is asked
      Given who is a 45-year-old man
      When the profile is evaluated
      Then no flag is raised
      And the flag "vitamin-k-below-adequate-intake" is not raised
      And we are asked nothing
