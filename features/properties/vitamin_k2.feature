Feature: When vitamin K2 is never mentioned as an option
  Two flags say that vitamin K2 is an option. They are never raised for somebody
  in whom anything speaks against it, and not for somebody of whom that is not
  known. Each scenario is proved for every patient there can be, not tried on a few.
  Evidence: A053 A106 A118 P14 P26

  Rule: A vitamin K antagonist, or a blood thinner that may be one

    Scenario Outline: Nobody on a vitamin K antagonist is told of vitamin K2
      Given any patient
      And of whom it is so or not known that the patient takes a vitamin K antagonist
      When the rules are held against every patient
      Then for nobody is the flag "<flag>" raised

      Examples: The flags that speak of vitamin K2
        | flag                    |
        | d3-high-dose-without-k2 |
        | k2-pairing-optional     |

    Scenario Outline: Nobody with a blood thinner that has no name is told of vitamin K2
      Given any patient
      And of whom it is so that the patient takes a blood thinner that is not named
      And of whom it is so that the patient takes no anticoagulant known by name
      When the rules are held against every patient
      Then for nobody is the flag "<flag>" raised or undecided

      Examples: The flags that speak of vitamin K2
        | flag                    |
        | d3-high-dose-without-k2 |
        | k2-pairing-optional     |

  Rule: Pregnancy, bleeding, allergy, age, and medicines that nobody told

    Scenario Outline: Vitamin K2 is no option for somebody who perhaps <what>
      Given any patient
      And of whom it is so or not known that the patient <what>
      When the rules are held against every patient
      Then for nobody is the flag "d3-high-dose-without-k2" raised
      And for nobody is the flag "k2-pairing-optional" raised

      Examples: What speaks against it
        | what                            |
        | has a bleeding disorder         |
        | has reacted to vitamin K before |
        | is allergic to soy or natto     |
        | has or had high blood calcium   |
        | has advanced kidney disease     |

    Scenario Outline: Vitamin K2 is no option where <number> is <relation> <limit>
      Given any patient
      And in whom <number> is <relation> <limit>
      When the rules are held against every patient
      Then for nobody is the flag "d3-high-dose-without-k2" raised or undecided
      And for nobody is the flag "k2-pairing-optional" raised or undecided

      Examples: What speaks against it, as a number
        | number                            | relation  | limit         |
        | the age                           | less than | 18 years      |
        | the time since the last operation | at most   | 28 days       |
        | the time until the next operation | at most   | 14 days       |
        | the total daily vitamin D         | at least  | 10,000 IU/day |

    Scenario: Vitamin K2 is no option where nobody told the medicines
      Given any patient
      And of whom it is so that the patient has not told the list of medicines
      When the rules are held against every patient
      Then for nobody is the flag "d3-high-dose-without-k2" raised or undecided
      And for nobody is the flag "k2-pairing-optional" raised or undecided
