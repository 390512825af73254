Feature: Vitamins that are not absorbed, or used up
  Vitamins D and K dissolve in fat. A medicine or a condition that keeps fat out of
  the body keeps them out as well, and some medicines use vitamin D up. Whoever
  takes warfarin feels a change in vitamin K at once. Nobody is told to stop
  anything: times of day and blood tests are what helps.
  Evidence: P41 P48 P49

  Background:
    Given a patient whose medicines and supplements are all listed
    And whose history holds nothing else of note
    And who is a 45-year-old man
    And whose vitamin K from food is steady

  @rule_fat_absorption_drug_separation
  Rule: What keeps fat from being absorbed is taken at another time than vitamins D and K

    Scenario Outline: Every medicine, with either vitamin
      Given who takes <medicine>
      And who takes 100 mcg/day of MK-7
      And who takes 1000 IU/day of vitamin D3
      When the profile is evaluated
      Then the flags are exactly fat-absorption-drug-separation (warning)

      Examples: By name or by brand
        | medicine       |
        | orlistat       |
        | Xenical        |
        | cholestyramine |
        | colestipol     |
        | colesevelam    |
        | Welchol        |
        | mineral oil    |

    Scenario Outline: One of the vitamins is enough
      Given who takes orlistat
      And who <use> <dose> of <nutrient>
      When the profile is evaluated
      Then the flag "fat-absorption-drug-separation" is <outcome>

      Examples: Vitamins D and K, and what is neither
        | use           | dose        | nutrient   | outcome    |
        | takes         | 400 IU/day  | vitamin D3 | raised     |
        | plans to take | 100 mcg/day | MK-7       | raised     |
        | takes         | 25 mcg/day  | vitamin K1 | raised     |
        | takes         | 500 mg/day  | calcium    | not raised |

    Scenario: The patient hears about the time of day
      Given who takes orlistat
      And who takes 1000 IU/day of vitamin D3
      When the profile is evaluated
      Then the flag "fat-absorption-drug-separation" is raised
      And its severity is warning
      And the patient is told "bedtime"
      And the clinician is told "two hours"
      And it cites "P41"

    Scenario: On warfarin no vitamin is needed for a warning
      Given who takes colesevelam
      And who takes warfarin
      When the profile is evaluated
      Then the flags are exactly:
        | flag                           | severity |
        | vka-consult-prescriber         | warning  |
        | fat-absorption-drug-separation | warning  |
      And the flag "fat-absorption-drug-separation" is raised
      And the patient is told "tell your clinic"
      And the advice is to "check the INR"

    Scenario Outline: Warfarin that was stopped counts for seven days
      Given who takes colesevelam
      And who stopped warfarin <last tablet> ago
      When the profile is evaluated
      Then the flag "fat-absorption-drug-separation" is <outcome>

      Examples: Around seven days
        | last tablet | outcome    |
        | 7 days      | raised     |
        | 8 days      | not raised |

    Scenario: Orlistat alone is no concern of ours
      Given who takes orlistat
      When the profile is evaluated
      Then no flag is raised
      And the flag "fat-absorption-drug-separation" is not raised

    Scenario: Nobody knows what else is taken
      Given whose list of supplements is asked for and not known
      And who takes orlistat
      When the profile is evaluated
      Then the flag "fat-absorption-drug-separation" is undecided
      And it is undecided for want of vitamin K intake

  @rule_enzyme_inducer_vitamin_d
  Rule: With a medicine that uses up vitamin D, the level is worth a test

    Scenario Outline: Five medicines, and one that is not among them
      Given who takes <medicine>
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: By name or by brand
        | medicine      | flags                           |
        | phenytoin     | enzyme-inducer-vitamin-d (info) |
        | Dilantin      | enzyme-inducer-vitamin-d (info) |
        | carbamazepine | enzyme-inducer-vitamin-d (info) |
        | phenobarbital | enzyme-inducer-vitamin-d (info) |
        | primidone     | enzyme-inducer-vitamin-d (info) |
        | rifampicin    | enzyme-inducer-vitamin-d (info) |
        | levetiracetam | none                            |

    Scenario: The patient hears about a blood test, and not to stop
      Given who takes carbamazepine
      When the profile is evaluated
      Then the flag "enzyme-inducer-vitamin-d" is raised
      And its severity is info
      And the patient is told "blood test"
      And the patient is told "Keep taking it"
      And the clinician is told "54 %"
      And it cites "P48"

    Scenario: Levetiracetam does not use up vitamin D
      Given who takes levetiracetam
      When the profile is evaluated
      Then the flag "enzyme-inducer-vitamin-d" is not raised

    Scenario: Nobody asked about medicines
      Given whose list of medicines is left blank
      When the profile is evaluated
      Then the flag "enzyme-inducer-vitamin-d" is undecided

  @rule_malabsorption_fat_soluble
  Rule: Where fat is poorly absorbed, usual doses of vitamins D and K may fail

    Scenario Outline: Conditions that count, and some that do not
      Given who has <condition>
      And who takes 1000 IU/day of vitamin D3
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Bowel, bile and pancreas
        | condition                | flags                                  |
        | gastric bypass           | malabsorption-fat-soluble (warning)    |
        | coeliac disease          | malabsorption-fat-soluble (warning)    |
        | cystic fibrosis          | malabsorption-fat-soluble (warning)    |
        | Crohn's disease          | malabsorption-fat-soluble (warning)    |
        | short bowel syndrome     | malabsorption-fat-soluble (warning)    |
        | cholestasis              | malabsorption-fat-soluble (warning)    |
        | pancreatic insufficiency | malabsorption-fat-soluble (warning)    |
        | chronic pancreatitis     | malabsorption-fat-soluble (warning)    |
        | irritable bowel syndrome | none                                   |
        | ulcerative colitis       | none                                   |

    Scenario: The patient hears whom to ask
      Given who has gastric bypass
      And who takes 1000 IU/day of vitamin D3
      When the profile is evaluated
      Then the flag "malabsorption-fat-soluble" is raised
      And its severity is warning
      And the patient is told "specialist"
      And the advice is to "25-hydroxyvitamin D"

    Scenario: On warfarin a condition alone is enough for a warning
      Given who has cystic fibrosis
      And who takes warfarin
      When the profile is evaluated
      Then the flags are exactly:
        | flag                      | severity |
        | vka-consult-prescriber    | warning  |
        | malabsorption-fat-soluble | warning  |

    Scenario Outline: So it is while stopped warfarin still acts
      Given who has cystic fibrosis
      And who stopped warfarin <last tablet> ago
      When the profile is evaluated
      Then the flag "malabsorption-fat-soluble" is <outcome>

      Examples: Around seven days
        | last tablet | outcome    |
        | 7 days      | raised     |
        | 8 days      | not raised |

    Scenario Outline: A vague word is asked about
      Given who has <condition>
      And who takes 1000 IU/day of vitamin D3
      When the profile is evaluated
      Then the flag "malabsorption-fat-soluble" is undecided

      Examples: It may be one that counts, or not
        | condition                  |
        | inflammatory bowel disease |
        | pancreatitis               |

    Scenario Outline: How sure the condition is decides
      Given who <state> coeliac disease
      And who takes 1000 IU/day of vitamin D3
      When the profile is evaluated
      Then the flag "malabsorption-fat-soluble" is <outcome>

      Examples: From certain to somebody else's
        | state                   | outcome    |
        | has                     | raised     |
        | has a history of        | raised     |
        | may have                | undecided  |
        | does not have           | not raised |
        | has a family history of | not raised |

    Scenario: Nothing is taken that would have to be absorbed
      Given who has coeliac disease
      When the profile is evaluated
      Then no flag is raised
      And the flag "malabsorption-fat-soluble" is not raised
