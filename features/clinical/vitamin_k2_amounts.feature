Feature: Large amounts of vitamin K2
  Most studies of MK-7 gave up to 200 micrograms a day, and one gave 720. Above
  that nothing is known. Nobody has set an upper limit, because there are too few
  data for one, so no text names a limit and none says that more is safe.
  Evidence: A021 A065 A067 A093 A101 P09 P22

  Background:
    Given a patient whose medicines and supplements are all listed
    And whose history holds nothing else of note
    And who is a 45-year-old man

  @rule_mk7_above_studied_range
  Rule: Above 200 mcg a day MK-7 is more than is usually studied

    Scenario Outline: The sum decides
      Given who takes <dose> of MK-7
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around 200 micrograms
        | dose            | flags                          |
        | 199 mcg/day     | none                           |
        | 200 mcg/day     | none                           |
        | 201 mcg/day     | mk7-above-studied-range (info) |
        | 1407 mcg weekly | mk7-above-studied-range (info) |

    Scenario: Two products add up
      Given who takes 120 mcg/day of MK-7
      And who plans to take 90 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly:
        | flag                    | severity |
        | mk7-above-studied-range | info     |

    Scenario: The patient hears of no benefit, and nobody of an upper limit
      Given who takes 300 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "mk7-above-studied-range" is raised
      And its severity is info
      And the clinician is told "300 mcg/day"
      And the clinician is told "No body has set an upper level"
      And the patient is told "no proven extra benefit"
      And it cites "P09"

    Scenario: On warfarin no amount is usual
      Given who takes 300 mcg/day of MK-7
      And who takes warfarin
      And whose vitamin K from food is steady
      When the profile is evaluated
      Then the flags are exactly:
        | flag                     | severity |
        | vka-vitamin-k-supplement | critical |
      And the flag "mk7-above-studied-range" is withheld
      And it gives way to "vka-vitamin-k-supplement"

    Scenario: At 17 the amounts of adults say nothing
      Given who is 17 years old
      And who takes 300 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "mk7-above-studied-range" is withheld
      And it gives way to "under-18-out-of-scope"

    Scenario: MK-4 has amounts of its own
      Given who takes 500 mcg/day of MK-4
      When the profile is evaluated
      Then the flag "mk7-above-studied-range" is not raised

    Scenario: The form of vitamin K2 is not stated
      Given who takes 300 mcg/day of vitamin K2
      When the profile is evaluated
      Then the flag "mk7-above-studied-range" is undecided

    Scenario: The amount is not stated
      Given who takes MK-7
      When the profile is evaluated
      Then the flag "mk7-above-studied-range" is undecided
      And no flag is raised

  @rule_mk7_above_tested_range
  Rule: Above 720 mcg a day MK-7 is more than any cited trial gave

    Scenario Outline: The highest amount in a trial
      Given who takes <dose> of MK-7
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around 720 micrograms
        | dose        | flags                            |
        | 719 mcg/day | mk7-above-studied-range (info)   |
        | 720 mcg/day | mk7-above-studied-range (info)   |
        | 721 mcg/day | mk7-above-tested-range (warning) |

    Scenario: The lesser word gives way
      Given who takes 800 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "mk7-above-tested-range" is raised
      And its severity is warning
      And the patient is told "Ask whether you need this much"
      And it cites "P22"
      And the flag "mk7-above-studied-range" is withheld
      And it gives way to "mk7-above-tested-range"

    Scenario: On warfarin no tested amount is named
      Given who takes 800 mcg/day of MK-7
      And who takes warfarin
      And whose vitamin K from food is steady
      When the profile is evaluated
      Then the flag "mk7-above-tested-range" is withheld
      And it gives way to "vka-vitamin-k-supplement"

    Scenario: At 17 no tested amount is named
      Given who is 17 years old
      And who takes 800 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "mk7-above-tested-range" is withheld
      And it gives way to "under-18-out-of-scope"

    Scenario: One of two products does not state its amount
      Given who takes 300 mcg/day of MK-7
      And who takes MK-7
      When the profile is evaluated
      Then the flag "mk7-above-tested-range" is undecided
