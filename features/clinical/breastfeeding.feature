Feature: Breastfeeding
  A mother's vitamin K2 supplement is no substitute for what her baby is given.
  There are few data, so the flag says so and points to the advice for newborns
  and infants. It asks only where the answer could be yes.
  Evidence: A112 P10

  Background:
    Given a patient whose medicines and supplements are all listed
    And whose history holds nothing else of note

  @rule_breastfeeding_k2
  Rule: A mother's vitamin K2 does not look after her baby

    Scenario Outline: Taken or planned, in any form
      Given who is a 31-year-old woman
      And who is not pregnant
      And who is not past the menopause
      And who is breastfeeding
      And who <use> <dose> of <form>
      When the profile is evaluated
      Then the flags are exactly breastfeeding-k2 (info)

      Examples: Products of vitamin K2
        | use           | dose        | form       |
        | takes         | 100 mcg/day | MK-7       |
        | plans to take | 100 mcg/day | MK-7       |
        | takes         | 500 mcg/day | MK-4       |
        | takes         | 50 mcg/day  | vitamin K2 |

    Scenario: The patient hears whom to ask
      Given who is a 31-year-old woman
      And who is breastfeeding
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "breastfeeding-k2" is raised
      And its severity is info
      And the patient is told "not enough for your baby"
      And the patient is told "midwife"
      And it cites "A112"

    Scenario Outline: The answer decides
      Given who is a 31-year-old woman
      And who <being> breastfeeding
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "breastfeeding-k2" is <outcome>

      Examples: The three answers
        | being  | outcome    |
        | is     | raised     |
        | may be | undecided  |
        | is not | not raised |

    Scenario: The code on the problem list is an answer
      Given who is a 31-year-old woman
      And whose list of conditions carries the ICD-10-CM code "Z39.1"
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "breastfeeding-k2" is raised

    Scenario: Nobody asked
      Given who is a 31-year-old woman
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "breastfeeding-k2" is undecided

    Scenario Outline: Where it is out of the question, nobody needs to ask
      Given who is a woman
      And who is <age> years old
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "breastfeeding-k2" is <outcome>

      Examples: Around 12 and around 55 years
        | age | outcome    |
        | 11  | not raised |
        | 12  | undecided  |
        | 55  | undecided  |
        | 56  | not raised |

    Scenario: Vitamin K1 is not meant
      Given who is a 31-year-old woman
      And who is breastfeeding
      And who takes 25 mcg/day of vitamin K1
      When the profile is evaluated
      Then the flag "breastfeeding-k2" is not raised
