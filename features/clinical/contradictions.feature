Feature: Records that contradict themselves
  A record may say two things that cannot both be so. Then a person has to look, and
  until then what might be taken counts as taken, and a state such as a pregnancy
  counts as not known. No rule builds on the half that is convenient.
  Evidence: osteon-editorial-unsure-data

  Background:
    Given a patient whose medicines and supplements are all listed
    And whose history holds nothing else of note

  @rule_profile_contradiction
  Rule: A contradiction is reported, and nothing is built on it

    Scenario: A man who is pregnant
      Given who is a 40-year-old man
      And who is pregnant
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly:
        | flag                  | severity |
        | profile-contradiction | warning  |
      And the flag "profile-contradiction" is raised
      And the patient is told "does not match"
      And the flag "pregnancy-k2-food-first" is undecided

    Scenario: Warfarin and a pregnancy that cannot be
      Given who is a 40-year-old man
      And who is pregnant
      And who takes warfarin
      When the profile is evaluated
      Then the flag "profile-contradiction" is raised
      And the flag "pregnancy-vka" is undecided

    Scenario: Takes no vitamin K, and a product holds it
      Given who is a 60-year-old man
      And who takes warfarin
      And whose vitamin K from food is steady
      And who takes 100 mcg/day of MK-7
      And who does not take vitamin K
      When the profile is evaluated
      Then the flags are exactly:
        | flag                     | severity |
        | vka-vitamin-k-supplement | critical |
        | profile-contradiction    | warning  |

    Scenario: Takes no vitamin K antagonist, and warfarin is listed
      Given who is a 60-year-old man
      And who takes warfarin
      And whose vitamin K from food is steady
      And who does not take a vitamin K antagonist
      When the profile is evaluated
      Then the flags are exactly:
        | flag                   | severity |
        | vka-consult-prescriber | warning  |
        | profile-contradiction  | warning  |

    Scenario Outline: No contradiction
      Given who is a 60-year-old man
      And who is not pregnant
      And <circumstance>
      When the profile is evaluated
      Then the flag "profile-contradiction" is not raised

      Examples: Odd, uncertain or unknown
        | circumstance                                         |
        | who may take warfarin                                |
        | who takes 45 mg/day of MK-7                          |
        | whose list of medicines also reads "Zyxelor forte"   |
        | whose list of supplements is asked for and not known |
