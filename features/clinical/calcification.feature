Feature: Calcium in arteries and heart valves
  Some hope that vitamin K2 takes calcium out of arteries and valves. No trial has
  shown that in people, and a supplement must not take the place of what does help
  the heart. Nobody is told to stop K2 either.
  Evidence: P14 P22 P23 P24 P25

  Background:
    Given a patient whose medicines and supplements are all listed
    And whose history holds nothing else of note
    And who is a 69-year-old man
    And whose vitamin K from food is steady

  @rule_calcification_no_reversal
  Rule: Vitamin K2 is not shown to undo calcification

    Scenario Outline: Arteries and valves, taken or planned
      Given who has <condition>
      And who <use> 180 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly calcification-no-reversal (info)

      Examples: What counts
        | condition                    | use           |
        | coronary calcification       | takes         |
        | coronary calcification       | plans to take |
        | arterial calcification       | takes         |
        | aortic valve calcification   | takes         |
        | mitral annular calcification | takes         |

    Scenario: The patient hears to keep the heart medicines
      Given who has coronary calcification
      And who takes 180 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "calcification-no-reversal" is raised
      And its severity is info
      And the patient is told "Keep taking your heart medicines"
      And the clinician is told "0.64"
      And it cites "P22"

    Scenario Outline: How sure the calcification is decides
      Given who <state> coronary calcification
      And who takes 180 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "calcification-no-reversal" is <outcome>

      Examples: From certain to somebody else's
        | state                   | outcome    |
        | has                     | raised     |
        | has a history of        | raised     |
        | may have                | undecided  |
        | does not have           | not raised |
        | has a family history of | not raised |

    Scenario Outline: A narrowed valve or a hardened artery may be calcified
      Given whose list of conditions carries the ICD-10-CM code "<code>"
      And who takes 180 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "calcification-no-reversal" is <outcome>

      Examples: Coronary calcification, atherosclerosis, aortic stenosis
        | code   | outcome   |
        | I25.84 | raised    |
        | I70.0  | undecided |
        | I35.0  | undecided |

    Scenario Outline: On a vitamin K antagonist the interaction comes first
      Given who has coronary calcification
      And who <last tablet>
      And who takes 180 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Taken, and stopped around seven days ago
        | last tablet                 | flags                               |
        | takes warfarin              | vka-vitamin-k-supplement (critical) |
        | stopped warfarin 7 days ago | vka-vitamin-k-supplement (critical) |
        | stopped warfarin 8 days ago | calcification-no-reversal (info)    |

    Scenario: The interaction is why it is withheld
      Given who has coronary calcification
      And who takes warfarin
      And who takes 180 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "calcification-no-reversal" is withheld
      And it is withheld because "vitamin K antagonist"

    Scenario: The name of a blood thinner comes first as well
      Given who has coronary calcification
      And whose list of conditions carries the ICD-10-CM code "Z79.01"
      And who takes 180 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly:
        | flag                       | severity |
        | anticoagulant-type-unknown | critical |
      And the flag "calcification-no-reversal" is withheld
      And it gives way to "anticoagulant-type-unknown"

    Scenario: Vitamin K1 is not meant
      Given who has coronary calcification
      And who takes 90 mcg/day of vitamin K1
      When the profile is evaluated
      Then no flag is raised
      And the flag "calcification-no-reversal" is not raised

    Scenario: The label of the heart formula is not known
      Given who has coronary calcification
      And who takes "heart formula", whose label we have not seen
      When the profile is evaluated
      Then the flag "calcification-no-reversal" is undecided
      And we are asked about vitamin K2 intake
