Feature: The command line
  A clinic's script, or a curious pharmacist, evaluates a profile from a file,
  from a pipe or from a few options. What was found is printed for a reader or
  for a program, and the exit code tells the cases apart, so that silence can
  never be mistaken for an answer.
  Evidence: A023 P11

  Rule: A patient comes from a file, a pipe or a few options

    Scenario Outline: A file, whatever its form
      Given a file "<file>" that holds:
        """
        <text>
        """
      When the command "osteon evaluate <file> --as-of 2026-11-24 --format json" is run
      Then it prints JSON in which the flags are exactly vka-consult-prescriber (warning), vka-consistent-dietary-k (info)

      Examples: JSON, YAML and one profile a line
        | file           | text                                           |
        | patient.json   | {"medications": ["warfarin"], "supplements": "none"} |
        | patient.yaml   | {medications: [warfarin], supplements: none}   |
        | patient.ndjson | {"medications": ["warfarin"], "supplements": "none", "id": "one"} |

    Scenario: A pipe
      Given the profile document:
        """
        {"medications": ["warfarin"], "supplements": "none"}
        """
      When the document is piped into "osteon evaluate - --as-of 2026-11-24 --format json"
      Then it prints JSON in which the flags are exactly vka-consult-prescriber (warning), vka-consistent-dietary-k (info)
      And it exits with code 1

    Scenario: A few options
      When the command "osteon evaluate --medication warfarin --d3 '5000 IU/day' --osteoporosis --not-pregnant --as-of 2026-11-24 --format json" is run
      Then it prints JSON in which the flags are exactly vka-consult-prescriber (warning), osteoporosis-no-recognised-therapy (warning), vka-consistent-dietary-k (info), vitamin-d-above-ul (warning)

    Scenario: Several files, one line each
      Given a file "one.json" that holds:
        """
        {"medications": ["warfarin"], "supplements": "none"}
        """
      And a file "two.yaml" that holds:
        """
        medications: none
        """
      When the command "osteon evaluate one.json two.yaml --as-of 2026-11-24 --format ndjson" is run
      Then it prints 2 lines of JSON
      And it exits with code 1

  Rule: What is printed suits its reader

    Scenario Outline: Every form names the flag
      When the command "osteon evaluate --medication warfarin --supplement MK-7 --nothing-else --as-of 2026-11-24 --format <form>" is run
      Then it prints "<words>"
      And it exits with code 1

      Examples: For people and for programs
        | form     | words                    |
        | table    | critical                 |
        | json     | vka-vitamin-k-supplement |
        | ndjson   | vka-vitamin-k-supplement |
        | markdown | vka-vitamin-k-supplement |
        | html     | <html                    |

    Scenario: No colour where nobody asked for it
      When the command "osteon evaluate --medication warfarin --nothing-else --as-of 2026-11-24" is run
      Then it prints no colour

    Scenario: Messages do not mix with the result
      When the command "osteon evaluate nowhere.json --as-of 2026-11-24 --format json" is run
      Then it complains "nowhere.json"
      And it exits with code 3
      And it prints no flag

  Rule: The exit code tells the cases apart

    Scenario Outline: From clean to not understood
      When the command "osteon evaluate <options> --as-of 2026-11-24" is run
      Then it exits with code <code>

      Examples: Evaluated
        | options                                                                    | code |
        | --medication metformin --age 60 --sex male --nothing-else                  | 0    |
        | --medication warfarin --age 60 --sex male --nothing-else                   | 1    |
        | --medication warfarin --age 60 --sex male --nothing-else --fail-on critical | 0   |
        | --medication warfarin --age 60 --sex male --nothing-else --fail-on never   | 0    |
        | --d3 '1000 IU/day' --age 60 --sex male --nothing-else                      | 0    |
        | --d3 '1000 IU/day' --age 60 --sex male --nothing-else --fail-on info       | 1    |
        | --d3 '1000 IU/day' --fail-on-unknown                                       | 4    |

      Examples: Not evaluated
        | options                    | code |
        | --d3 '5000 parsecs/day'    | 3    |
        | missing.yaml               | 3    |
        | --medication               | 2    |
        | --no-such-option           | 2    |

    Scenario: A broken pack is told apart from a broken profile
      Given a pack in which a rule file is not YAML
      When the command "osteon evaluate --medication warfarin --as-of 2026-11-24 --pack PACK" is run
      Then it exits with code 5
      And it complains "vka-natto.yaml"
      And it prints no flag

    Scenario: A day on which no rule is in force
      When the command "osteon evaluate --medication warfarin --as-of 1999-12-31" is run
      Then it exits with code 5
      And it prints no flag

    Scenario: One bad file among several does not hide the rest
      Given a file "good.json" that holds:
        """
        {"medications": ["warfarin"]}
        """
      And a file "bad.json" that holds:
        """
        {"medicatons": ["warfarin"]}
        """
      When the command "osteon evaluate bad.json good.json --as-of 2026-11-24 --format ndjson" is run
      Then it exits with code 3
      And it complains "medications"
      And it prints "vka-consult-prescriber"

  Rule: A rule can be read and explained where it is used

    Scenario: What a rule means
      When the command "osteon explain vka-natto" is run
      Then it prints "natto"
      And it exits with code 0

    Scenario: Why a rule is raised for a patient
      Given a file "patient.json" that holds:
        """
        {"medications": ["warfarin"], "diet": {"natto": "1 serving/week"}}
        """
      When the command "osteon explain vka-natto patient.json --as-of 2026-11-24" is run
      Then it prints "RAISED"
      And it prints "warfarin"

    Scenario: Every rule is listed
      When the command "osteon rules" is run
      Then it prints the id of every rule

    Scenario: The shipped pack passes its own check
      When the command "osteon lint" is run
      Then it exits with code 0

    Scenario Outline: The forms of what goes in and comes out can be printed
      When the command "osteon schema <what>" is run
      Then it prints JSON
      And it exits with code 0

      Examples: In and out
        | what    |
        | profile |
        | report  |
