Feature: What if the record said otherwise
  A flag raises the question what it hangs on. Whoever asks supposes another
  record and sees which flags go, which come and why, or asks what would clear
  a flag at all. The answer is a comparison and never an order: what a patient
  takes is for the patient and the people who treat them to decide.
  Evidence: A023 P11

  Rule: A supposition is compared with the record as it is

    Scenario: A vitamin K2 product that is not taken
      When the command "osteon what-if --medication warfarin --supplement 'MK-7 100 mcg/day' --nothing-else --set vitamin_k2=none --as-of 2026-11-24" is run
      Then it prints "MK-7 100 mcg/day: left out"
      And it prints "A vitamin K product on a vitamin K antagonist"
      And it prints "ask before any vitamin K"
      And it prints "It is not advice"
      And it exits with code 0

    Scenario: One ingredient of a product that holds two
      Given a file "drops.yaml" that holds:
        """
        medications: [warfarin]
        supplements:
          - name: D3 and K2 drops
            ingredients:
              - { name: vitamin D3, amount: 1000 IU }
              - { name: MK-7, amount: 90 mcg }
        """
      When the command "osteon what-if drops.yaml --set vitamin_k2=none --as-of 2026-11-24" is run
      Then it prints "D3 and K2 drops: vitamin K2 left out, the rest stays"
      And it exits with code 0

    Scenario Outline: What may be supposed
      When the command "osteon what-if --medication warfarin --d3 '5000 IU/day' --nothing-else --set '<supposed>' --as-of 2026-11-24 --format json" is run
      Then it prints JSON
      And it prints "<rule>"
      And it exits with code 0

      Examples: A dose, a fact, a condition, a person
        | supposed                   | rule                               |
        | vitamin_d=2000 IU/day      | vitamin-d-above-ul                 |
        | takes.vitamin_k2=yes       | vka-vitamin-k-supplement           |
        | osteoporosis=yes           | osteoporosis-no-recognised-therapy |
        | age=12                     | under-18-out-of-scope              |

    Scenario: A name that means nothing
      When the command "osteon what-if --medication warfarin --set warferin=none --as-of 2026-11-24" is run
      Then it complains "did you mean warfarin?"
      And it exits with code 2

  Rule: What would clear a flag is only what is open to change

    Scenario: The largest amount that clears it
      When the command "osteon what-if --d3 '6000 IU/day' --nothing-else --clear vitamin-d-above-ul --as-of 2026-11-24" is run
      Then it prints "vitamin D: at most 4,000 IU/day"
      And it prints "would clear the flag"
      And it prints "is not advice"

    Scenario: Where the limit itself is too much
      When the command "osteon what-if --d3 '12000 IU/day' --nothing-else --clear vitamin-d-very-high --as-of 2026-11-24" is run
      Then it prints "vitamin D: less than 10,000 IU/day"

    Scenario: What else a change would raise
      When the command "osteon what-if --medication warfarin --supplement 'MK-7 100 mcg/day' --nothing-else --clear vka-vitamin-k-supplement --as-of 2026-11-24" is run
      Then it prints "would raise:"
      And it prints "Vitamin K intake changed lately on a vitamin K antagonist"

    Scenario Outline: Neither a medicine, nor a diagnosis, nor a person
      When the command "osteon what-if <patient> --nothing-else --clear <rule> --as-of 2026-11-24" is run
      Then it prints "Nothing that is open to change clears this flag"
      And it exits with code 0

      Examples: What nobody proposes to change
        | patient                                        | rule                               |
        | --medication warfarin                          | vka-consult-prescriber             |
        | --condition osteoporosis                       | osteoporosis-no-recognised-therapy |
        | --age 12                                       | under-18-out-of-scope              |
        | --medication warfarin --pregnant --sex female  | pregnancy-vka                      |
        | --medication 'vitamin D3 6000 IU/day'          | vitamin-d-above-ul                 |
