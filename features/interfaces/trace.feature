Feature: The trace of an evaluation
  An answer that matters may have to be explained a year later, to somebody who
  was not there. The trace holds every step from the profile to the report, and
  whoever has it can take the same way again and see whether it ends at the same
  place. If it does not, the first thing that differs says why.
  Evidence: A023

  Rule: A trace can be repeated

    Scenario: Every step is in it
      Given the profile document:
        """
        {"medications": ["warfarin"], "supplements": ["MK-7 100 mcg/day"]}
        """
      When the document is piped into "osteon evaluate - --as-of 2026-11-24 --format trace"
      Then it prints JSON
      And it prints "osteon-trace/1"
      And it prints "durable-rules"
      And it prints "gives_way_to"

    Scenario: The same way ends at the same place
      Given a file "patient.json" that holds:
        """
        {"medications": ["warfarin"], "supplements": ["MK-7 100 mcg/day"]}
        """
      When the output of "osteon evaluate patient.json --as-of 2026-11-24 --format trace" is piped into "osteon replay -"
      Then it prints "reproduced: the same facts, outcomes, verdicts and report, to the byte"
      And it exits with code 0

    Scenario: Several profiles, one trace a line
      Given a file "two.ndjson" that holds:
        """
        {"medications": ["warfarin"]}
        {"medications": "none"}
        """
      When the command "osteon evaluate two.ndjson --as-of 2026-11-24 --format trace" is run
      Then it prints 2 lines of JSON

  Rule: What is no trace is never taken for one

    Scenario Outline: A report, a profile, a scrap
      Given a file "scrap.json" that holds:
        """
        <text>
        """
      When the command "osteon replay scrap.json" is run
      Then it complains "<complaint>"
      And it exits with code 3

      Examples: Files that hold something else
        | text                         | complaint       |
        | {"medications": ["warfarin"]} | not a trace     |
        | {"format": "osteon-report/1"} | not a trace     |
        | {"format": "osteon-trace/1"}  | lacks its profile |
        | {"format":                    | is not JSON     |
