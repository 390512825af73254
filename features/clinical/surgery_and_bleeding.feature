Feature: Surgery and bleeding disorders
  Around an operation, and with a bleeding disorder, somebody else is already
  looking after the patient's clotting. That team should hear of a vitamin K
  product. The evidence is thin and the windows are editorial; the flag says so.
  Evidence: A110 A111

  Background:
    Given a patient whose medicines and supplements are all listed
    And whose history holds nothing else of note
    And who is a 60-year-old man

  @rule_perisurgical_vitamin_k
  Rule: The surgical team hears of a vitamin K product two weeks before and four weeks after

    Scenario Outline: After surgery the window is 28 days
      Given who takes 100 mcg/day of MK-7
      And whose last surgery was <when> ago
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around 28 days
        | when    | flags                           |
        | 0 days  | perisurgical-vitamin-k (warning) |
        | 27 days | perisurgical-vitamin-k (warning) |
        | 28 days | perisurgical-vitamin-k (warning) |
        | 29 days | none                            |

    Scenario Outline: Before surgery the window is 14 days
      Given who takes 100 mcg/day of MK-7
      And whose next surgery is in <when>
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around 14 days
        | when    | flags                           |
        | 1 day   | perisurgical-vitamin-k (warning) |
        | 13 days | perisurgical-vitamin-k (warning) |
        | 14 days | perisurgical-vitamin-k (warning) |
        | 15 days | none                            |

    Scenario: A planned product counts as well
      Given who plans to take 100 mcg/day of MK-7
      And whose next surgery is in 7 days
      When the profile is evaluated
      Then the flag "perisurgical-vitamin-k" is raised
      And its severity is warning
      And the patient is told "surgical team"
      And it cites "A110"

    Scenario: Without a vitamin K product there is nothing to say
      Given whose next surgery is in 7 days
      When the profile is evaluated
      Then no flag is raised

    Scenario: The surgery has no date
      Given who takes 100 mcg/day of MK-7
      And whose surgery has no date
      When the profile is evaluated
      Then the flag "perisurgical-vitamin-k" is undecided
      And we are asked about the date of surgery

    Scenario: Nobody asked about surgery
      Given who takes 100 mcg/day of MK-7
      And whose list of surgeries is left blank
      When the profile is evaluated
      Then the flag "perisurgical-vitamin-k" is undecided

  @rule_bleeding_disorder_vitamin_k
  Rule: With a bleeding disorder the haematology team is asked before vitamin K is taken

    Scenario: Von Willebrand disease and MK-7
      Given who has von Willebrand disease
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly:
        | flag                        | severity |
        | bleeding-disorder-vitamin-k | warning  |
      And the flag "bleeding-disorder-vitamin-k" is raised
      And the patient is told "haematology"
      And it cites "A111"

    Scenario Outline: How sure the disorder is decides
      Given who <state> haemophilia A
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "bleeding-disorder-vitamin-k" is <outcome>

      Examples: From certain to somebody else's
        | state                   | outcome    |
        | has                     | raised     |
        | has a history of        | raised     |
        | may have                | undecided  |
        | does not have           | not raised |
        | has a family history of | not raised |

    Scenario: A suspected disorder is asked about
      Given who may have von Willebrand disease
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then no flag is raised
      And we are asked about a bleeding disorder

    Scenario: Nobody asked about conditions
      Given whose list of conditions is left blank
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "bleeding-disorder-vitamin-k" is undecided

    Scenario: Without a vitamin K product the disorder is no concern of ours
      Given who has haemophilia A
      When the profile is evaluated
      Then no flag is raised
