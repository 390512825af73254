Feature: Steroids and the bones
  Glucocorticoids that act on the whole body thin the bones when they are taken for
  months. The guideline asks for a look at the bones from 2.5 mg of prednisone a day.
  Others are counted as prednisone; what is inhaled or rubbed in does not count.
  Evidence: P38 osteon-memory-steroid-equivalents

  Background:
    Given a patient whose medicines and supplements are all listed
    And whose history holds nothing else of note
    And who is a 60-year-old man

  @rule_glucocorticoid_bone_health
  Rule: From 2.5 mg of prednisone a day for more than 90 days, somebody looks at the bones

    Scenario Outline: Dose and time so far
      Given who takes <dose> of <steroid>, begun <days> ago
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around 2.5 mg and 90 days
        | dose       | steroid    | days     | flags                                |
        | 2.5 mg/day | prednisone | 89 days  | none                                 |
        | 2.5 mg/day | prednisone | 90 days  | none                                 |
        | 2.5 mg/day | prednisone | 91 days  | glucocorticoid-bone-health (warning) |
        | 2.4 mg/day | prednisone | 91 days  | none                                 |
        | 2.6 mg/day | prednisone | 91 days  | glucocorticoid-bone-health (warning) |
        | 2.4 mg/day | prednisone | 400 days | none                                 |

      Examples: As much as 2.5 mg of prednisone, and a little less
        | dose        | steroid            | days     | flags                                |
        | 2.5 mg/day  | prednisolone       | 100 days | glucocorticoid-bone-health (warning) |
        | 2 mg/day    | methylprednisolone | 100 days | glucocorticoid-bone-health (warning) |
        | 1.9 mg/day  | methylprednisolone | 100 days | none                                 |
        | 10 mg/day   | hydrocortisone     | 100 days | glucocorticoid-bone-health (warning) |
        | 9.9 mg/day  | hydrocortisone     | 100 days | none                                 |
        | 375 mcg/day | dexamethasone      | 100 days | glucocorticoid-bone-health (warning) |
        | 374 mcg/day | dexamethasone      | 100 days | none                                 |
        | 3 mg/day    | deflazacort        | 100 days | glucocorticoid-bone-health (warning) |
        | 2.9 mg/day  | deflazacort        | 100 days | none                                 |

      Examples: On the skin or in the airways
        | dose        | steroid              | days     | flags |
        | 10 mg/day   | hydrocortisone cream | 400 days | none  |
        | 500 mcg/day | fluticasone          | 400 days | none  |

    Scenario Outline: Time as planned
      Given who plans to take 10 mg/day of prednisone, for <days> in all
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around 90 days
        | days    | flags                                |
        | 90 days | none                                 |
        | 91 days | glucocorticoid-bone-health (warning) |

    Scenario: The patient hears of a bone check, and does not stop
      Given who takes 5 mg/day of prednisone, begun 200 days ago
      When the profile is evaluated
      Then the flags are exactly:
        | flag                       | severity |
        | glucocorticoid-bone-health | warning  |
      And the flag "glucocorticoid-bone-health" is raised
      And the patient is told "bone check"
      And the patient is told "Keep taking your steroid"
      And it cites "P38"

    Scenario: Nobody knows since when
      Given who takes 5 mg/day of prednisone
      When the profile is evaluated
      Then the flag "glucocorticoid-bone-health" is undecided
      And no flag is raised

    Scenario: A steroid of which nobody says how it is used
      Given who takes steroids
      When the profile is evaluated
      Then the flag "glucocorticoid-bone-health" is undecided
