Feature: Screening a population
  An analyst puts a whole registry before the same rules: who raises which flag,
  who is undecided and for want of what, and what a change of the rules would
  cost in alerts. Nobody is lost on the way, an interrupted run goes on, and the
  numbers claim no more than is known.
  Evidence: A023 P11

  Rule: Every patient has a verdict of every rule

    Scenario: A made-up registry
      Given a registry "registry" of 60 made-up patients
      When the command "osteon screen registry --out run --as-of 2026-11-24 --hide-below 0" is run
      Then it prints "raised"
      And it prints "UNKNOWN FOR WANT OF"
      And "run" counts every patient under one verdict of every rule

    Scenario: Both engines say the same
      Given a registry "registry" of 60 made-up patients
      And that "osteon screen registry --out quick --as-of 2026-11-24 --hide-below 0" has been run
      When the command "osteon screen registry --out slow --as-of 2026-11-24 --hide-below 0 --engine single" is run
      Then "quick" and "slow" say the same of every rule

    Scenario: A row that cannot be read is set aside, and the others are screened
      Given a file "ward.csv" that holds:
        """
        id,age,medications,supplements
        a,70,warfarin,MK-7 100 mcg/day
        b,720,warfarin,none
        c,60,none,none
        """
      When the command "osteon screen ward.csv --out run --engine single --as-of 2026-11-24" is run
      Then it prints "2 used, 1 quarantined"
      And it exits with code 3

  Rule: A run goes on where it was interrupted, and is never mixed with another

    Scenario: What is finished is not done again
      Given a registry "registry" of 60 made-up patients
      And that "osteon screen registry --out run --engine single --partition-patients 20 --partition 0/2 --as-of 2026-11-24 --hide-below 0" has been run
      And that "osteon screen registry --out run --engine single --partition-patients 20 --as-of 2026-11-24 --hide-below 0" has been run
      When the command "osteon screen registry --out at-once --engine single --as-of 2026-11-24 --hide-below 0" is run
      Then "run" and "at-once" say the same of every rule

    Scenario: Another day is another run
      Given a registry "registry" of 20 made-up patients
      And that "osteon screen registry --out run --engine single --as-of 2026-11-24" has been run
      When the command "osteon screen registry --out run --engine single --as-of 2026-11-25" is run
      Then it complains "holds another run: day 2026-11-24 there, 2026-11-25 here"
      And it exits with code 2

  Rule: The numbers claim no more than is known

    Scenario: A small number is not shown
      Given a file "ward.csv" that holds:
        """
        id,age,medications,supplements
        a,70,warfarin,MK-7 100 mcg/day
        c,60,none,none
        """
      When the command "osteon screen ward.csv --out run --engine single --as-of 2026-11-24" is run
      Then it prints "not shown"
      And it prints "Numbers of fewer than 10 patients are not shown"

  Rule: One patient of a registry is explained like any other

    Scenario: Why a rule is raised
      Given a file "ward.csv" that holds:
        """
        id,age,medications,supplements
        a,70,warfarin,MK-7 100 mcg/day
        """
      When the command "osteon screen ward.csv --explain a --rule vka-vitamin-k-supplement --as-of 2026-11-24" is run
      Then it prints "RAISED"
      And it prints "warfarin"

  Rule: What a change of the rules costs is known before it is made

    Scenario: Nothing changes between a pack and itself
      Given a registry "registry" of 20 made-up patients
      And a copy of the shipped pack in "new"
      When the command "osteon burden new new registry --out cost --engine single --as-of 2026-11-24" is run
      Then it prints "The flags of 0 of"
      And it exits with code 0
