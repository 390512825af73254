Feature: Other blood thinners, and clots in the past
  Aspirin and heparin are called blood thinners too, but vitamin K does not
  matter to them. Whoever had a clot once and takes no blood thinner now should
  have that confirmed: it is either meant or a gap in the list. Nobody is told
  to start or stop anything.
  Evidence: A023 P22

  Background:
    Given a patient whose medicines and supplements are all listed
    And whose history holds nothing else of note
    And who is a 66-year-old man
    And whose vitamin K from food is steady

  @rule_other_antithrombotic_clarify
  Rule: Vitamin K is not known to disturb an antiplatelet medicine or a heparin

    Scenario Outline: Every medicine of the two groups, by name or by brand
      Given who takes <medicine>
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly other-antithrombotic-clarify (info)

      Examples: Antiplatelets
        | medicine     |
        | aspirin      |
        | baby aspirin |
        | clopidogrel  |
        | Plavix       |
        | prasugrel    |
        | ticagrelor   |

      Examples: Heparins and fondaparinux
        | medicine     |
        | heparin      |
        | enoxaparin   |
        | Clexane      |
        | dalteparin   |
        | fondaparinux |

    Scenario: The patient hears that it is another mechanism
      Given who takes aspirin
      And who plans to take 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "other-antithrombotic-clarify" is raised
      And its severity is info
      And the patient is told "does not work through vitamin K"
      And it cites "A023"

    Scenario: Aspirin does not make warfarin harmless
      Given who takes aspirin
      And who takes warfarin
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly:
        | flag                     | severity |
        | vka-vitamin-k-supplement | critical |
      And the flag "other-antithrombotic-clarify" is withheld
      And it is withheld because "vitamin K antagonist"

    Scenario Outline: Nor does heparin while warfarin still acts
      Given who takes heparin
      And who stopped warfarin <last tablet> ago
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around seven days
        | last tablet | flags                               |
        | 6 days      | vka-vitamin-k-supplement (critical) |
        | 7 days      | vka-vitamin-k-supplement (critical) |
        | 8 days      | other-antithrombotic-clarify (info) |

    Scenario: Beside a direct oral anticoagulant the other rule speaks
      Given who takes aspirin
      And who takes apixaban
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly:
        | flag                                | severity |
        | doac-vitamin-k-no-known-interaction | info     |
      And the flag "other-antithrombotic-clarify" is withheld
      And it is withheld because "direct oral anticoagulant is taken as well"

    Scenario: An anticoagulant without a name goes first
      Given who takes aspirin
      And whose list of conditions carries the ICD-10-CM code "Z79.01"
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly:
        | flag                       | severity |
        | anticoagulant-type-unknown | critical |
      And the flag "other-antithrombotic-clarify" is withheld
      And it gives way to "anticoagulant-type-unknown"

    Scenario: Aspirin alone is no concern of ours
      Given who takes aspirin
      When the profile is evaluated
      Then no flag is raised
      And the flag "other-antithrombotic-clarify" is not raised

    Scenario: The label of the greens powder is not known
      Given who takes aspirin
      And who takes "greens powder", whose label we have not seen
      When the profile is evaluated
      Then the flag "other-antithrombotic-clarify" is undecided
      And we are asked about vitamin K intake

    Scenario: A blood thinner that nobody has named may be warfarin
      Given who takes aspirin
      And who takes a blood thinner
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "other-antithrombotic-clarify" is undecided
      And it is undecided for want of vitamin K antagonists

  @rule_thrombosis_history_vitamin_k
  Rule: After a clot, without an anticoagulant, somebody confirms that this is meant

    Scenario Outline: Clots in the past, and tendencies to clot
      Given who has a history of <condition>
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly thrombosis-history-vitamin-k (info)

      Examples: What counts
        | condition                |
        | deep vein thrombosis     |
        | pulmonary embolism       |
        | blood clots              |
        | factor V Leiden          |
        | antiphospholipid syndrome |

    Scenario: The patient hears whom to ask
      Given who has a history of DVT
      And who plans to take 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "thrombosis-history-vitamin-k" is raised
      And its severity is info
      And the patient is told "check with your doctor"
      And it cites "P22"

    Scenario Outline: Only what nobody thins is asked about
      Given who has a history of DVT
      And who takes <medicine>
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: With and without an anticoagulant
        | medicine   | flags                                                                      |
        | apixaban   | doac-vitamin-k-no-known-interaction (info)                                  |
        | enoxaparin | other-antithrombotic-clarify (info)                                         |
        | warfarin   | vka-vitamin-k-supplement (critical)                                         |
        | metformin  | thrombosis-history-vitamin-k (info)                                         |
        | aspirin    | other-antithrombotic-clarify (info), thrombosis-history-vitamin-k (info)    |

    Scenario Outline: A vitamin K antagonist that was stopped still counts for seven days
      Given who has a history of DVT
      And who stopped warfarin <last tablet> ago
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "thrombosis-history-vitamin-k" is <outcome>

      Examples: Around seven days
        | last tablet | outcome    |
        | 7 days      | not raised |
        | 8 days      | raised     |

    Scenario Outline: How sure the clot is decides
      Given who <state> DVT
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "thrombosis-history-vitamin-k" is <outcome>

      Examples: From certain to somebody else's
        | state                   | outcome    |
        | has                     | raised     |
        | has a history of        | raised     |
        | may have                | undecided  |
        | does not have           | not raised |
        | has a family history of | not raised |

    Scenario: Nobody asked about medicines
      Given who has a history of DVT
      And whose list of medicines is left blank
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "thrombosis-history-vitamin-k" is undecided
      And the flags are exactly anticoagulant-status-unknown (warning)

    Scenario: Without a vitamin K product there is nothing to say
      Given who has a history of DVT
      When the profile is evaluated
      Then no flag is raised
      And the flag "thrombosis-history-vitamin-k" is not raised
