Feature: Why, why not, and what is missing
  An advisory that nobody can check is an alert that nobody trusts. Every verdict
  can be explained on one screen, whether the flag was raised or not: the facts
  that are enough for it, the line of the record they come from, the threshold
  with its source, how far off the nearest miss is, and what to ask.
  Evidence: A023 P11 P44

  Background:
    Given a file "patient.yaml" that holds:
      """
      age: 70
      sex: female
      pregnancy: not pregnant
      medications: [warfarin]
      supplements:
        - { name: MK-7, amount: 100 mcg }
        - { name: vitamin D3, amount: 75 mcg }
      """

  Rule: A raised flag names the facts that are enough for it

    Scenario: Warfarin and vitamin K2
      When the command "osteon explain vka-vitamin-k-supplement patient.yaml --as-of 2026-11-24" is run
      Then it prints "RAISED"
      And it prints "because: takes a vitamin K antagonist (warfarin); takes a product with vitamin"
      And it prints "medications[0] (patient.yaml:4)"
      And it exits with code 0

  Rule: A flag that is not raised says how far off it is

    Scenario: A dose below the upper level
      When the command "osteon explain vitamin-d-above-ul patient.yaml --as-of 2026-11-24" is run
      Then it prints "NOT RAISED"
      And it prints "4,000"
      And it prints "since 2025-01-01, P11"
      And it prints "Would be raised if"
      And it prints "1,000 IU/day more"
      And it exits with code 0

    Scenario: The conversion that an amount went through
      When the command "osteon explain vitamin-d-above-ul patient.yaml --as-of 2026-11-24" is run
      Then it prints "supplements[1] (patient.yaml:7)"
      And it prints "1 mcg is 40 IU (P44)"

    Scenario: A flag that gives way
      When the command "osteon explain vka-consult-prescriber patient.yaml --as-of 2026-11-24" is run
      Then it prints "WITHHELD"
      And it prints "withheld by vka-vitamin-k-supplement"

  Rule: A flag that is undecided says what would decide it

    Scenario: Nobody told about natto
      When the command "osteon explain vka-natto patient.yaml --as-of 2026-11-24" is run
      Then it prints "UNKNOWN"
      And it prints "How many servings of natto do you eat a week?"
      And it exits with code 0

    Scenario: The fewest questions, and what nobody need ask
      When the command "osteon ask patient.yaml --as-of 2026-11-24" is run
      Then it prints "questions settle them"
      And it prints "NO NEED TO ASK"
      And it prints "is breastfeeding"
      And it exits with code 0

    Scenario: Whatever the answer is, the verdict is the same
      Given a patient of whom we know only what follows
      And whose list of medicines is left blank
      And who takes 500 IU/day of vitamin D3
      When the profile is evaluated
      Then the flag "anticoagulant-status-unknown" is undecided
      And whatever the answers are, the flag "anticoagulant-status-unknown" is raised

  Rule: The same explanation serves a program and a printer

    Scenario Outline: The forms of an explanation
      When the command "osteon explain vitamin-d-above-ul patient.yaml --as-of 2026-11-24 --format <form>" is run
      Then it prints "1,000 IU/day more"
      And it prints no colour
      And it exits with code 0

      Examples: For a screen, a program, a printer
        | form  |
        | table |
        | json  |
        | html  |
