Feature: One question at a time
  Whoever sits beside the patient has little time and no list of a hundred
  questions. The one that settles most comes first, each answer is weighed before
  the next question, and nobody has to know: "don't know" is an answer, and "stop"
  ends it. The report that follows is that of the record as it then is.
  Evidence: A023 P03

  Background:
    Given a file "patient.yaml" that holds:
      """
      age: 70
      sex: male
      medications: [warfarin]
      supplements: none
      conditions: none
      surgeries: none
      allergies: none
      complete: yes
      tests: []
      diet: { vitamin_k_consistent: yes }
      """

  Rule: An answer is weighed before the next question is asked

    Scenario: The answer raises a flag
      When the command "osteon ask patient.yaml --interactive --as-of 2026-11-24" is run and answered with:
        """
        2 servings/week
        """
      Then it prints "How many servings of natto do you eat a week?"
      And it prints "+ CRITICAL Natto on a vitamin K antagonist"
      And it prints "1 question was answered; nothing that matters is left to ask."
      And it exits with code 0

    Scenario: The answer rules a flag out
      When the command "osteon ask patient.yaml --interactive --as-of 2026-11-24" is run and answered with:
        """
        none
        """
      Then it prints "nothing that matters is left to ask"
      And it exits with code 0

  Rule: Nobody has to know, and nobody has to go on

    Scenario: Nobody knows
      When the command "osteon ask patient.yaml --interactive --as-of 2026-11-24" is run and answered with:
        """
        don't know
        """
      Then it prints "1 question was answered"
      And it exits with code 0

    Scenario: Enough
      When the command "osteon ask patient.yaml --interactive --as-of 2026-11-24" is run and answered with:
        """
        stop
        """
      Then it prints "0 questions were answered; others are open."
      And it prints "ask before any vitamin K"
      And it exits with code 0

    Scenario: An answer that nobody understands
      When the command "osteon ask patient.yaml --interactive --as-of 2026-11-24" is run and answered with:
        """
        a little
        2 servings/week
        """
      Then it prints "Please answer again"
      And it prints "+ CRITICAL Natto on a vitamin K antagonist"
