Feature: Warfarin and vitamin K
  Warfarin and its relatives work by holding back vitamin K. A supplement, a
  helping of natto or a changed diet can undo the medicine, and stopping such a
  thing can let it act too strongly. Both ways the clinic that watches the INR
  has to know first, and nobody should stop anything abruptly.
  Evidence: A023 A032 A040 A070 A086 A108 A115 P01 P02 P04 P05 P06 P08 P52

  Background:
    Given a patient whose medicines and supplements are all listed
    And whose history holds nothing else of note
    And who is a 60-year-old man
    And whose vitamin K from food is steady

  @rule_vka_vitamin_k_supplement
  Rule: Any vitamin K product with a vitamin K antagonist is a reason to call the clinic

    Scenario: One microgram of MK-7 is planned
      Given who takes warfarin
      And who plans to take 1 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly:
        | flag                     | severity |
        | vka-vitamin-k-supplement | critical |
      And the flag "vka-vitamin-k-supplement" is raised
      And its severity is critical
      And the clinician is told "INR"
      And the patient is told "stop"
      And it cites "P02"

    Scenario Outline: No form and no dose of vitamin K is too small
      Given who takes warfarin
      And who plans to take <dose> of <nutrient>
      When the profile is evaluated
      Then the flags are exactly vka-vitamin-k-supplement (critical)

      Examples: Every form
        | dose       | nutrient   |
        | 1 mcg/day  | MK-7       |
        | 100 mcg    | MK-7       |
        | 45 mg/day  | MK-4       |
        | 100 mcg    | vitamin K2 |
        | 25 mcg/day | vitamin K1 |
        | 5 mg       | menadione  |

    Scenario Outline: Every vitamin K antagonist counts, by name or by brand
      Given who takes <medicine>
      And who plans to take 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly vka-vitamin-k-supplement (critical)

      Examples: The class
        | medicine        |
        | warfarin        |
        | warfarin sodium |
        | Coumadin        |
        | Jantoven        |
        | acenocoumarol   |
        | Sintrom         |
        | phenprocoumon   |
        | Marcumar        |
        | fluindione      |
        | Previscan       |
        | phenindione     |

    Scenario: The multivitamin holds 25 micrograms of vitamin K1
      Given who takes warfarin
      And who takes a product labelled "Daily multivitamin" with:
        | substance  | amount     |
        | vitamin K1 | 25 mcg/day |
        | vitamin D3 | 400 IU/day |
      When the profile is evaluated
      Then the flag "vka-vitamin-k-supplement" is raised
      And the clinician is told "Daily multivitamin"

    Scenario: A vitamin K2 product of unstated amount still counts
      Given who takes warfarin
      And who plans to take vitamin K2
      When the profile is evaluated
      Then the flags are exactly:
        | flag                     | severity |
        | vka-vitamin-k-supplement | critical |

    Scenario: Warfarin is only planned
      Given who plans to take warfarin
      And who plans to take 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flags are exactly:
        | flag                     | severity |
        | vka-vitamin-k-supplement | critical |

    Scenario Outline: Warfarin acts for a week after the last tablet
      Given who stopped warfarin <last tablet> ago
      And who plans to take 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "vka-vitamin-k-supplement" is <outcome>

      Examples: Around seven days
        | last tablet | outcome    |
        | 6 days      | raised     |
        | 7 days      | raised     |
        | 8 days      | not raised |

    Scenario: A vitamin D product that lists everything holds no vitamin K
      Given who takes warfarin
      And who takes 1000 IU/day of vitamin D3
      When the profile is evaluated
      Then the flags are exactly:
        | flag                   | severity |
        | vka-consult-prescriber | warning  |

    Scenario: Nobody wrote down which supplements the patient takes
      Given who takes warfarin
      And whose list of supplements is left blank
      When the profile is evaluated
      Then the flag "vka-vitamin-k-supplement" is undecided
      And we are asked about vitamin K intake
      And the flags are exactly:
        | flag                   | severity |
        | vka-consult-prescriber | warning  |

    Scenario: It is not known whether the patient takes warfarin
      Given who may take warfarin
      And who takes 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "vka-vitamin-k-supplement" is undecided
      And we are asked about vitamin K antagonists

  @rule_vka_consult_prescriber
  Rule: Whoever takes a vitamin K antagonist asks before starting any vitamin K

    Scenario: Warfarin and no supplement at all
      Given who takes warfarin
      When the profile is evaluated
      Then the flags are exactly:
        | flag                   | severity |
        | vka-consult-prescriber | warning  |
      And the flag "vka-consult-prescriber" is raised
      And the patient is told "ask before you take"
      And it cites "P01"

    Scenario: Warfarin was entered by mistake
      Given whose warfarin was entered in error
      When the profile is evaluated
      Then no flag is raised

    Scenario Outline: The advice holds for a week after the last tablet
      Given who stopped warfarin <last tablet> ago
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around seven days
        | last tablet | flags                            |
        | 6 days      | vka-consult-prescriber (warning) |
        | 7 days      | vka-consult-prescriber (warning) |
        | 8 days      | none                             |

    Scenario: Nobody knows when the last tablet was taken
      Given who stopped warfarin, nobody knows when
      When the profile is evaluated
      Then the flag "vka-consult-prescriber" is undecided
      And no flag is raised

    Scenario: Nobody wrote down which medicines the patient takes
      Given whose list of medicines is left blank
      When the profile is evaluated
      Then the flag "vka-consult-prescriber" is undecided
      And we are asked about vitamin K antagonists

    Scenario: The stronger warning about a product takes its place
      Given who takes warfarin
      And who plans to take 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "vka-consult-prescriber" is withheld
      And it gives way to "vka-vitamin-k-supplement"

    Scenario: The stronger warning about a recent change takes its place
      Given who takes warfarin
      And who stopped MK-7 10 days ago
      When the profile is evaluated
      Then the flag "vka-consult-prescriber" is withheld
      And it gives way to "vka-vitamin-k-change"

    Scenario: The stronger warning about natto takes its place
      Given who takes warfarin
      And who eats 1 serving of natto a week
      When the profile is evaluated
      Then the flag "vka-consult-prescriber" is withheld
      And it gives way to "vka-natto"

  @rule_vka_vitamin_k_change
  Rule: A vitamin K product started, stopped or re-dosed within four weeks calls for an INR

    Scenario Outline: The change stays news for 28 days
      Given who takes warfarin
      And who stopped MK-7 <when> ago
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around 28 days
        | when    | flags                            |
        | 0 days  | vka-vitamin-k-change (critical)  |
        | 27 days | vka-vitamin-k-change (critical)  |
        | 28 days | vka-vitamin-k-change (critical)  |
        | 29 days | vka-consult-prescriber (warning) |

    Scenario Outline: Starting and re-dosing count like stopping
      Given who takes warfarin
      And who <change> MK-7 <when> ago
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: The product is still taken
        | change              | when    | flags                                                               |
        | started             | 3 days  | vka-vitamin-k-supplement (critical), vka-vitamin-k-change (critical) |
        | started             | 28 days | vka-vitamin-k-supplement (critical), vka-vitamin-k-change (critical) |
        | started             | 29 days | vka-vitamin-k-supplement (critical)                                 |
        | changed the dose of | 28 days | vka-vitamin-k-supplement (critical), vka-vitamin-k-change (critical) |
        | changed the dose of | 29 days | vka-vitamin-k-supplement (critical)                                 |

    Scenario: A start that is only planned is not a change yet
      Given who takes warfarin
      And who plans to take 100 mcg/day of MK-7
      When the profile is evaluated
      Then the flag "vka-vitamin-k-change" is not raised
      And the flag "vka-vitamin-k-supplement" is raised

    Scenario: The clinician hears how long ago it was
      Given who takes warfarin
      And who stopped MK-7 12 days ago
      When the profile is evaluated
      Then the flag "vka-vitamin-k-change" is raised
      And its severity is critical
      And the clinician is told "12 days"
      And the advice is to "INR"
      And it cites "P06"

    Scenario: Nobody knows when the product was stopped
      Given who takes warfarin
      And who stopped MK-7, nobody knows when
      When the profile is evaluated
      Then the flag "vka-vitamin-k-change" is undecided
      And we are asked about changes in vitamin K intake

    Scenario: Without a vitamin K antagonist a change is nobody's concern
      Given who stopped MK-7 3 days ago
      When the profile is evaluated
      Then no flag is raised

  @rule_vka_natto
  Rule: Natto is a large dose of vitamin K2 for whoever takes a vitamin K antagonist

    Scenario: One serving a week in an otherwise steady diet
      Given who takes warfarin
      And who eats 1 serving of natto a week
      When the profile is evaluated
      Then the flags are exactly:
        | flag      | severity |
        | vka-natto | critical |
      And the flag "vka-natto" is raised
      And the patient is told "natto"
      And it cites "P04"

    Scenario Outline: Any natto at all counts
      Given who takes warfarin
      And who eats <servings> of natto a week
      When the profile is evaluated
      Then the flag "vka-natto" is <outcome>

      Examples: Around none
        | servings   | outcome    |
        | 0 servings | not raised |
        | 1 serving  | raised     |
        | 7 servings | raised     |

    Scenario Outline: Natto on the list of products counts like natto at the table
      Given who takes warfarin
      And who <use> natto
      When the profile is evaluated
      Then the flag "vka-natto" is raised

      Examples: Eaten or planned
        | use           |
        | takes         |
        | plans to take |

    Scenario: Whoever never eats natto is not asked again because a list is missing
      Given who takes warfarin
      And who never eats natto
      And whose list of supplements is left blank
      When the profile is evaluated
      Then the flag "vka-natto" is not raised

    Scenario: Cheese is not natto
      Given who takes warfarin
      And who eats cheese
      And who never eats natto
      When the profile is evaluated
      Then the flag "vka-natto" is not raised
      And the flags are exactly:
        | flag                   | severity |
        | vka-consult-prescriber | warning  |

    Scenario: Apixaban does not mind natto
      Given who takes apixaban
      And who eats 3 servings of natto a week
      When the profile is evaluated
      Then the flag "vka-natto" is not raised

    Scenario: Nobody asked about natto
      Given who takes warfarin
      When the profile is evaluated
      Then the flag "vka-natto" is undecided
      And we are asked about natto

  @rule_vka_unlabelled_product
  Rule: A product whose label nobody has seen may hide vitamin K

    Scenario Outline: Such products often contain vitamin K
      Given who takes warfarin
      And who takes "<product>", whose label we have not seen
      When the profile is evaluated
      Then the flags are exactly vka-unlabelled-product (warning), vka-consult-prescriber (warning)
      And the flag "vka-vitamin-k-supplement" is undecided

      Examples: The usual suspects
        | product          |
        | greens powder    |
        | multivitamin     |
        | bone formula     |
        | calcium chew     |
        | prenatal vitamin |
        | meal replacement |

    Scenario: A planned product counts as well
      Given who takes warfarin
      And who plans to take "greens powder", whose label we have not seen
      When the profile is evaluated
      Then the flag "vka-unlabelled-product" is raised
      And its severity is warning
      And the clinician is told "greens powder"
      And the patient is told "label"
      And it cites "P05"

    Scenario: A label that lists vitamin D3 only is a known label
      Given who takes warfarin
      And who takes a product labelled "D3 drops" with:
        | substance  | amount      |
        | vitamin D3 | 1000 IU/day |
      When the profile is evaluated
      Then the flag "vka-unlabelled-product" is not raised

    Scenario: Without a vitamin K antagonist the label can wait
      Given who takes "greens powder", whose label we have not seen
      When the profile is evaluated
      Then the flag "vka-unlabelled-product" is not raised

    Scenario: Whether there is such a product is not known
      Given who takes warfarin
      And whose list of supplements is left blank
      When the profile is evaluated
      Then the flag "vka-unlabelled-product" is undecided

  @rule_vka_consistent_dietary_k
  Rule: Vitamin K from food should stay about the same

    Scenario: The diet is steady
      Given who takes warfarin
      When the profile is evaluated
      Then the flag "vka-consistent-dietary-k" is not raised

    Scenario: The diet varies
      Given who takes warfarin
      And whose vitamin K from food varies
      When the profile is evaluated
      Then the flags are exactly:
        | flag                     | severity |
        | vka-consult-prescriber   | warning  |
        | vka-consistent-dietary-k | info     |

    Scenario: Nobody asked about the diet, so the advice is given anyway
      Given who takes warfarin
      And whose vitamin K from food was not asked about
      When the profile is evaluated
      Then the flags are exactly:
        | flag                     | severity |
        | vka-consult-prescriber   | warning  |
        | vka-consistent-dietary-k | info     |
      And the flag "vka-consistent-dietary-k" is raised
      And the patient is told "vegetables"
      And it cites "A040"

    Scenario Outline: One talk lasts a year
      Given who takes warfarin
      And whose vitamin K from food varies
      And who was counselled on steady vitamin K <when> ago
      When the profile is evaluated
      Then the flag "vka-consistent-dietary-k" is <outcome>

      Examples: Around 365 days
        | when     | outcome  |
        | 364 days | withheld |
        | 365 days | withheld |
        | 366 days | raised   |

    Scenario: Whoever was told within the year is not told again
      Given who takes warfarin
      And whose vitamin K from food varies
      And who was counselled on steady vitamin K 30 days ago
      When the profile is evaluated
      Then the flag "vka-consistent-dietary-k" is withheld
      And it is withheld because "given within the year"

    Scenario: A direct anticoagulant needs no steady diet
      Given who takes apixaban
      And whose vitamin K from food varies
      When the profile is evaluated
      Then no flag is raised

    Scenario: Whether a vitamin K antagonist is taken is not known
      Given who may take warfarin
      And whose vitamin K from food varies
      When the profile is evaluated
      Then the flag "vka-consistent-dietary-k" is undecided
      And we are asked about vitamin K antagonists

  @rule_vka_inr_out_of_range
  Rule: A recent INR below target or above 4.5 is a reason to call the clinic today

    Scenario Outline: Without a stated target the range begins at 2.0
      Given who takes warfarin
      And whose INR 3 days ago was <inr>
      When the profile is evaluated
      Then the flags are exactly <flags>

      Examples: Around the lower end
        | inr | flags                                                               |
        | 1.9 | vka-inr-out-of-range (critical), vka-consult-prescriber (warning) |
        | 2.0 | vka-consult-prescriber (warning)                                    |
        | 2.1 | vka-consult-prescriber (warning)                                    |

      Examples: Around the upper end
        | inr | flags                                                               |
        | 4.4 | vka-consult-prescriber (warning)                                    |
        | 4.5 | vka-consult-prescriber (warning)                                    |
        | 4.6 | vka-inr-out-of-range (critical), vka-consult-prescriber (warning) |

    Scenario Outline: A stated target moves the lower end
      Given who takes warfarin
      And whose INR 3 days ago was <inr>, with a target from 2.5 to 3.5
      When the profile is evaluated
      Then the flag "vka-inr-out-of-range" is <outcome>

      Examples: A mechanical mitral valve
        | inr | outcome    |
        | 2.4 | raised     |
        | 2.5 | not raised |
        | 2.6 | not raised |

    Scenario Outline: A result is recent for two weeks
      Given who takes warfarin
      And whose INR <when> ago was 1.5
      When the profile is evaluated
      Then the flag "vka-inr-out-of-range" is <outcome>

      Examples: Around 14 days
        | when    | outcome    |
        | 13 days | raised     |
        | 14 days | raised     |
        | 15 days | not raised |

    Scenario: The clinician hears the value and no dosing advice
      Given who takes warfarin
      And whose INR 2 days ago was 5.2
      When the profile is evaluated
      Then the flag "vka-inr-out-of-range" is raised
      And the clinician is told "5.2"
      And the patient is told "today"
      And it cites "P01"

    Scenario: There is no INR on record
      Given who takes warfarin
      When the profile is evaluated
      Then the flag "vka-inr-out-of-range" is undecided
      And we are asked about the INR

    Scenario: Without a vitamin K antagonist an INR raises nothing here
      Given whose INR 3 days ago was 5.2
      When the profile is evaluated
      Then no flag is raised
