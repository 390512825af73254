Feature: Antibiotics
  On a vitamin K antagonist any antibiotic can move the INR, and the clinic wants to
  know on the first day. Without one, only a long course is worth a word: bacteria in
  the gut make some vitamin K, and how much their loss matters is uncertain.
  Evidence: A042 P49 P52

  Background:
    Given a patient whose medicines and supplements are all listed
    And whose history holds nothing else of note
    And who is a 60-year-old man
    And whose vitamin K from food is steady

  @rule_antibiotic_vka
  Rule: On a vitamin K antagonist the clinic hears of every antibiotic

    Scenario Outline: From the first day, taken or planned
      Given who takes warfarin
      And who <use> <antibiotic>, for 1 day in all
      When the profile is evaluated
      Then the flags are exactly antibiotic-vka (warning), vka-consult-prescriber (warning)

      Examples: Antibiotics
        | use           | antibiotic            |
        | takes         | amoxicillin           |
        | plans to take | cephalexin            |
        | takes         | Bactrim               |
        | takes         | metronidazole         |
        | takes         | moxifloxacin infusion |
        | takes         | an antibiotic         |

    Scenario: The patient hears to call, and to keep taking both
      Given who takes acenocoumarol
      And who takes amoxicillin
      When the profile is evaluated
      Then the flag "antibiotic-vka" is raised
      And its severity is warning
      And the patient is told "tell your clinic"
      And the patient is told "Keep taking both as agreed"
      And the advice is to "INR in three to five days"
      And it cites "P52"

    Scenario Outline: Warfarin that was stopped still acts for a week
      Given who stopped warfarin <days> ago
      And who takes amoxicillin
      When the profile is evaluated
      Then the flag "antibiotic-vka" is <outcome>

      Examples: Around seven days
        | days   | outcome    |
        | 6 days | raised     |
        | 7 days | raised     |
        | 8 days | not raised |

    Scenario Outline: No antibiotic that reaches the blood, or no antagonist
      Given who takes <one>
      And who takes <other>
      When the profile is evaluated
      Then the flag "antibiotic-vka" is not raised

      Examples: Nothing to call about
        | one      | other                   |
        | warfarin | ciprofloxacin eye drops |
        | apixaban | amoxicillin             |

    Scenario: Nobody knows whether warfarin is taken
      Given who may take warfarin
      And who takes amoxicillin
      When the profile is evaluated
      Then the flag "antibiotic-vka" is undecided

  @rule_antibiotic_vitamin_k_flora
  Rule: A course of more than ten days is worth a word

    Scenario Outline: The length decides
      Given who takes cephalexin, for <days> in all
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around ten days
        | days    | flags                             |
        | 9 days  | none                              |
        | 10 days | none                              |
        | 11 days | antibiotic-vitamin-k-flora (info) |

    Scenario: The patient hears what to look for
      Given who plans to take doxycycline, for 14 days in all
      When the profile is evaluated
      Then the flag "antibiotic-vitamin-k-flora" is raised
      And its severity is info
      And the patient is told "bleed or bruise"
      And it cites "P49"

    Scenario: On warfarin the other rule speaks
      Given who takes warfarin
      And who takes cephalexin, for 11 days in all
      When the profile is evaluated
      Then the flags are exactly:
        | flag                   | severity |
        | antibiotic-vka         | warning  |
        | vka-consult-prescriber | warning  |
      And the flag "antibiotic-vitamin-k-flora" is withheld
      And it is withheld because "from its first day"

    Scenario: Nobody knows for how long
      Given who takes amoxicillin
      When the profile is evaluated
      Then the flag "antibiotic-vitamin-k-flora" is undecided
      And no flag is raised
