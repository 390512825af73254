@suggested @needs-review
Feature: Rows that nobody has confirmed yet
  Each row was made from the rules, to tell them apart from a rule with a mistake in it.
  It says what the rules do today. Whether they should is a question for a clinician:
  until somebody has answered it, no row of this file counts as a specification.
  Evidence: A004 A013 A015 A017 A021 A023 A025 A031 A032 A034 A035 A036 A037 A038 A039 A040 A042 A046 A047 A048 A049 A050 A053 A054 A055 A057 A059 A062 A063 A065 A066 A067 A070 A071 A076 A077 A079 A083 A085 A086 A093 A100 A101 A103 A104 A105 A106 A108 A109 A110 A111 A112 A115 A117 A118 A119 A122 A124 P01 P02 P03 P04 P05 P06 P07 P08 P09 P10 P11 P13 P14 P15 P16 P17 P21 P22 P23 P24 P25 P26 P27 P29 P30 P31 P34 P35 P36 P37 P38 P39 P40 P41 P42 P43 P44 P45 P46 P47 P48 P49 P50 P51 P52 P54 active-vitamin-d-labels bariatric-fat-soluble-vitamins bc-warfarin-pregnancy garcia-2006 iom-2011-vitamin-d malabsorption-vitamin-d osteon-editorial-bolus osteon-editorial-diuretic-digoxin osteon-editorial-mk4-once osteon-editorial-unsure-data osteon-memory-acid-and-carbonate osteon-memory-antithrombotics osteon-memory-bisphosphonate-interval osteon-memory-calcium-dysregulation osteon-memory-calcium-limit osteon-memory-calcium-low osteon-memory-chelation-interval osteon-memory-course-recheck osteon-memory-denosumab-gap osteon-memory-kidney-minerals osteon-memory-sequestrant-interval osteon-memory-steroid-equivalents osteon-memory-vitamin-d-levels two-anticoagulants uktis-warfarin us-adequate-intake-vitamin-k vitamin-d-toxic-level

  Rule: A medicine that uses up vitamin D (enzyme-inducer-vitamin-d)

    # the rule `enzyme-inducer-vitamin-d` gives the advice of another.
    Scenario: enzyme-inducer-vitamin-d, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes carbamazepine
      When the profile is evaluated
      Then the flag "enzyme-inducer-vitamin-d" is raised
      And its severity is info
      And the advice is to "Check 25-hydroxyvitamin D."

  Rule: A medicine that keeps vitamins D and K from being absorbed (fat-absorption-drug-separation)

    # in the rule `fat-absorption-drug-separation`, "takes a medicine that keeps fat from being absorbed" counts as no where it is not known.
    Scenario: fat-absorption-drug-separation, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may take mineral oil
      And who stopped acenocoumarol 5 days ago
      When the profile is evaluated
      Then the flag "fat-absorption-drug-separation" is undecided

    # in the rule `fat-absorption-drug-separation`, "takes a product with vitamin K" counts as no where it is not known.
    Scenario: fat-absorption-drug-separation, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes mineral oil
      And who may take vitamin K
      When the profile is evaluated
      Then the flag "fat-absorption-drug-separation" is undecided

    # in the rule `fat-absorption-drug-separation`, "takes vitamin D" counts as no where it is not known.
    Scenario: fat-absorption-drug-separation, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes mineral oil
      And who may take vitamin D
      When the profile is evaluated
      Then the flag "fat-absorption-drug-separation" is undecided

    # in the rule `fat-absorption-drug-separation`, "is under the effect of a vitamin K antagonist" counts as yes where it is not known.
    Scenario: fat-absorption-drug-separation, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes mineral oil
      And who stopped acenocoumarol, nobody knows when
      When the profile is evaluated
      Then the flag "fat-absorption-drug-separation" is undecided

    # in the rule `fat-absorption-drug-separation`, "takes a vitamin K antagonist" matters while it is not known.
    Scenario: fat-absorption-drug-separation, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes mineral oil
      And who may take acenocoumarol
      When the profile is evaluated
      Then the flag "fat-absorption-drug-separation" is undecided

    # in the rule `fat-absorption-drug-separation`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides just below the limit.
    Scenario: fat-absorption-drug-separation, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes mineral oil
      And who stopped acenocoumarol 6 days ago
      When the profile is evaluated
      Then the flag "fat-absorption-drug-separation" is raised
      And its severity is warning

  Rule: A fat-soluble vitamin without fat (fat-soluble-with-fat-meal)

    # in the rule `fat-soluble-with-fat-meal`, "takes a product with vitamin K" is left out.
    Scenario: fat-soluble-with-fat-meal, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes 100 IU/day of vitamin D, without fat
      And who stopped acenocoumarol, nobody knows when
      When the profile is evaluated
      Then the flag "fat-soluble-with-fat-meal" is raised
      And its severity is info

    # the rule `fat-soluble-with-fat-meal` gives the advice of another.
    Scenario: fat-soluble-with-fat-meal, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes 100 IU/day of vitamin D, without fat
      When the profile is evaluated
      Then the flag "fat-soluble-with-fat-meal" is raised
      And its severity is info
      And the advice is to "Suggest taking it with the main meal."

    # in the rule `fat-soluble-with-fat-meal`, "it is known whether the patient takes vitamin D" decides, answered yes.
    Scenario: fat-soluble-with-fat-meal, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes vitamin D
      When the profile is evaluated
      Then the flag "fat-soluble-with-fat-meal" is not raised

    # in the rule `fat-soluble-with-fat-meal`, "it is known whether the patient takes vitamin D" decides, answered no.
    Scenario: fat-soluble-with-fat-meal, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may take vitamin D
      When the profile is evaluated
      Then the flag "fat-soluble-with-fat-meal" is undecided

    # in the rule `fat-soluble-with-fat-meal`, "it is known whether the patient takes vitamin K2" decides, answered no.
    Scenario: fat-soluble-with-fat-meal, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may take vitamin K2
      When the profile is evaluated
      Then the flag "fat-soluble-with-fat-meal" is undecided

    # in the rule `fat-soluble-with-fat-meal`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides, answered yes.
    Scenario: fat-soluble-with-fat-meal, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes vitamin K
      And who stopped acenocoumarol 5 days ago
      When the profile is evaluated
      Then the flag "fat-soluble-with-fat-meal" is not raised

    # in the rule `fat-soluble-with-fat-meal`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides exactly at the limit.
    Scenario: fat-soluble-with-fat-meal, question 7
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes vitamin K
      And who stopped acenocoumarol 7 days ago
      When the profile is evaluated
      Then the flag "fat-soluble-with-fat-meal" is not raised

    # in the rule `fat-soluble-with-fat-meal`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides just below the limit.
    Scenario: fat-soluble-with-fat-meal, question 8
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes vitamin K
      And who stopped acenocoumarol 6 days ago
      When the profile is evaluated
      Then the flag "fat-soluble-with-fat-meal" is not raised

    # in the rule `fat-soluble-with-fat-meal`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides just above the limit.
    Scenario: fat-soluble-with-fat-meal, question 9
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes argatroban
      And who takes vitamin K
      And who stopped acenocoumarol 8 days ago
      When the profile is evaluated
      Then the flag "fat-soluble-with-fat-meal" is undecided

    # in the rule `fat-soluble-with-fat-meal`, "takes a blood thinner that is not named" decides, answered yes.
    Scenario: fat-soluble-with-fat-meal, question 10
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes blood thinner
      And who takes vitamin K
      When the profile is evaluated
      Then the flag "fat-soluble-with-fat-meal" is not raised

    # in the rule `fat-soluble-with-fat-meal`, "it is known whether the patient has long-term use of an anticoagulant on the problem list" decides, answered yes.
    Scenario: fat-soluble-with-fat-meal, question 11
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has long-term use of an anticoagulant on the problem list
      And who takes vitamin K
      When the profile is evaluated
      Then the flag "fat-soluble-with-fat-meal" is not raised

    # in the rule `fat-soluble-with-fat-meal`, "it is known whether the patient takes an anticoagulant known by name" decides, answered yes.
    Scenario: fat-soluble-with-fat-meal, question 12
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has long-term use of an anticoagulant on the problem list
      And who takes argatroban
      And who takes 100 mcg/day of vitamin K2, without fat
      When the profile is evaluated
      Then the flag "fat-soluble-with-fat-meal" is raised
      And its severity is info

  Rule: Vitamins D and K where fat is poorly absorbed (malabsorption-fat-soluble)

    # in the rule `malabsorption-fat-soluble`, "takes a product with vitamin K" is left out.
    Scenario: malabsorption-fat-soluble, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has fat malabsorption
      And who takes vitamin K
      When the profile is evaluated
      Then the flag "malabsorption-fat-soluble" is raised
      And its severity is warning

    # in the rule `malabsorption-fat-soluble`, "takes a product with vitamin K" counts as yes where it is not known.
    Scenario: malabsorption-fat-soluble, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has fat malabsorption
      And who may take vitamin K
      When the profile is evaluated
      Then the flag "malabsorption-fat-soluble" is undecided

    # in the rule `malabsorption-fat-soluble`, "takes vitamin D" counts as yes where it is not known.
    Scenario: malabsorption-fat-soluble, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has fat malabsorption
      And who may take vitamin D
      When the profile is evaluated
      Then the flag "malabsorption-fat-soluble" is undecided

    # in the rule `malabsorption-fat-soluble`, "is under the effect of a vitamin K antagonist" counts as yes where it is not known.
    Scenario: malabsorption-fat-soluble, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has fat malabsorption
      And who stopped acenocoumarol, nobody knows when
      When the profile is evaluated
      Then the flag "malabsorption-fat-soluble" is undecided

    # in the rule `malabsorption-fat-soluble`, "takes a vitamin K antagonist" matters while it is not known.
    Scenario: malabsorption-fat-soluble, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has fat malabsorption
      And who may take acenocoumarol
      When the profile is evaluated
      Then the flag "malabsorption-fat-soluble" is undecided

    # in the rule `malabsorption-fat-soluble`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides just below the limit.
    Scenario: malabsorption-fat-soluble, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has fat malabsorption
      And who stopped acenocoumarol 6 days ago
      When the profile is evaluated
      Then the flag "malabsorption-fat-soluble" is raised
      And its severity is warning

  Rule: A long course of an antibiotic (antibiotic-vitamin-k-flora)

    # the rule `antibiotic-vitamin-k-flora` gives the advice of another.
    Scenario: antibiotic-vitamin-k-flora, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes amoxicillin, for 11 days in all
      When the profile is evaluated
      Then the flag "antibiotic-vitamin-k-flora" is raised
      And its severity is info
      And the advice is to "Ask about bleeding and about eating."

    # in the rule `antibiotic-vitamin-k-flora`, "takes a vitamin K antagonist" matters while it is not known.
    Scenario: antibiotic-vitamin-k-flora, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes amoxicillin
      And who may take acenocoumarol
      When the profile is evaluated
      Then the flag "antibiotic-vitamin-k-flora" is undecided

    # in the rule `antibiotic-vitamin-k-flora`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides, answered yes.
    Scenario: antibiotic-vitamin-k-flora, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes amoxicillin
      And who stopped acenocoumarol 5 days ago
      When the profile is evaluated
      Then the flag "antibiotic-vitamin-k-flora" is not raised

    # in the rule `antibiotic-vitamin-k-flora`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides exactly at the limit.
    Scenario: antibiotic-vitamin-k-flora, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes amoxicillin
      And who stopped acenocoumarol 7 days ago
      When the profile is evaluated
      Then the flag "antibiotic-vitamin-k-flora" is not raised

    # in the rule `antibiotic-vitamin-k-flora`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides just below the limit.
    Scenario: antibiotic-vitamin-k-flora, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes amoxicillin
      And who stopped acenocoumarol 6 days ago
      When the profile is evaluated
      Then the flag "antibiotic-vitamin-k-flora" is not raised

    # in the rule `antibiotic-vitamin-k-flora`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides just above the limit.
    Scenario: antibiotic-vitamin-k-flora, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may take amoxicillin
      And who stopped acenocoumarol 8 days ago
      When the profile is evaluated
      Then the flag "antibiotic-vitamin-k-flora" is undecided

  Rule: An antibiotic on a vitamin K antagonist (antibiotic-vka)

    # in the rule `antibiotic-vka`, "takes an antibiotic" counts as yes where it is not known.
    Scenario: antibiotic-vka, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may take amoxicillin
      And who stopped acenocoumarol 5 days ago
      When the profile is evaluated
      Then the flag "antibiotic-vka" is undecided

  Rule: Vitamin K is a topic, and nobody asked about medicines (anticoagulant-status-unknown)

    # in the rule `anticoagulant-status-unknown`, "is somebody to whom some authors would suggest vitamin K2" counts as no where it is not known.
    Scenario: anticoagulant-status-unknown, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of medicines is not mentioned
      And who does not take vitamin K
      When the profile is evaluated
      Then the flag "anticoagulant-status-unknown" is undecided

    # the rule `anticoagulant-status-unknown` gives the advice of another.
    Scenario: anticoagulant-status-unknown, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of medicines is not mentioned
      And who takes 1000 mg/day of calcium
      And who does not take vitamin K
      When the profile is evaluated
      Then the flag "anticoagulant-status-unknown" is raised
      And its severity is warning
      And the advice is to "Ask for the complete medicine list."

    # in the rule `anticoagulant-status-unknown`, "takes vitamin D" decides, answered no.
    Scenario: anticoagulant-status-unknown, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of medicines is not mentioned
      And who does not take vitamin K
      And who does not take vitamin D
      When the profile is evaluated
      Then the flag "anticoagulant-status-unknown" is undecided

    # in the rule `anticoagulant-status-unknown`, "takes a bone formula" decides, answered yes.
    Scenario: anticoagulant-status-unknown, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of medicines is not mentioned
      And who takes bone health formula
      And who does not take vitamin K
      When the profile is evaluated
      Then the flag "anticoagulant-status-unknown" is raised
      And its severity is warning

    # in the rule `anticoagulant-status-unknown`, "takes a bone formula" decides, answered no.
    Scenario: anticoagulant-status-unknown, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of medicines is not mentioned
      And who does not take vitamin K2
      And who does not take bone health formula
      When the profile is evaluated
      Then the flag "anticoagulant-status-unknown" is undecided

  Rule: A blood thinner that nobody has named (anticoagulant-type-unknown)

    # in the rule `anticoagulant-type-unknown`, "takes a product with vitamin K" counts as no where it is not known.
    Scenario: anticoagulant-type-unknown, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has long-term use of an anticoagulant on the problem list
      And who may take vitamin K
      When the profile is evaluated
      Then the flag "anticoagulant-type-unknown" is undecided

    # in the rule `anticoagulant-type-unknown`, "is somebody to whom some authors would suggest vitamin K2" counts as no where it is not known.
    Scenario: anticoagulant-type-unknown, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has long-term use of an anticoagulant on the problem list
      And who takes calcium
      When the profile is evaluated
      Then the flag "anticoagulant-type-unknown" is undecided

    # the rule `anticoagulant-type-unknown` gives the advice of another.
    Scenario: anticoagulant-type-unknown, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has long-term use of an anticoagulant on the problem list
      And who takes 1000 mg/day of calcium
      When the profile is evaluated
      Then the flag "anticoagulant-type-unknown" is raised
      And its severity is critical
      And the advice is to "Find the name (the package, the pharmacy, the dispensing record)."

    # in the rule `anticoagulant-type-unknown`, "takes vitamin D" matters while it is not known.
    Scenario: anticoagulant-type-unknown, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has long-term use of an anticoagulant on the problem list
      And who may take vitamin D
      When the profile is evaluated
      Then the flag "anticoagulant-type-unknown" is undecided

    # in the rule `anticoagulant-type-unknown`, "the daily calcium from supplements is at least 1,000 mg/day" decides just above the limit.
    Scenario: anticoagulant-type-unknown, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has long-term use of an anticoagulant on the problem list
      And who takes 1000.5 mg/day of calcium
      When the profile is evaluated
      Then the flag "anticoagulant-type-unknown" is raised
      And its severity is critical

    # in the rule `anticoagulant-type-unknown`, "takes a bone formula" decides, answered yes.
    Scenario: anticoagulant-type-unknown, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has long-term use of an anticoagulant on the problem list
      And who takes bone health formula
      And who does not take vitamin K
      When the profile is evaluated
      Then the flag "anticoagulant-type-unknown" is raised
      And its severity is critical

    # in the rule `anticoagulant-type-unknown`, "takes a bone formula" matters while it is not known.
    Scenario: anticoagulant-type-unknown, question 7
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has long-term use of an anticoagulant on the problem list
      And who may take bone health formula
      And who does not take vitamin K
      When the profile is evaluated
      Then the flag "anticoagulant-type-unknown" is undecided

  Rule: Direct oral anticoagulant with St John's wort (doac-st-johns-wort)

    # in the rule `doac-st-johns-wort`, "takes a direct oral anticoagulant" counts as yes where it is not known.
    Scenario: doac-st-johns-wort, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes hypericum
      And who may take apixaban
      When the profile is evaluated
      Then the flag "doac-st-johns-wort" is undecided

    # the rule `doac-st-johns-wort` gives the advice of another.
    Scenario: doac-st-johns-wort, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes apixaban
      And who takes hypericum
      When the profile is evaluated
      Then the flag "doac-st-johns-wort" is raised
      And its severity is warning
      And the advice is to "Contact the prescriber about the herb, and agree how it is stopped."

    # in the rule `doac-st-johns-wort`, the row: takes no direct oral anticoagulant.
    Scenario: doac-st-johns-wort, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      When the profile is evaluated
      Then the flag "doac-st-johns-wort" is not raised

    # in the rule `doac-st-johns-wort`, the row: not known whether the patient takes a direct oral anticoagulant, takes no St John's wort.
    Scenario: doac-st-johns-wort, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may take apixaban
      When the profile is evaluated
      Then the flag "doac-st-johns-wort" is not raised

    # in the rule `doac-st-johns-wort`, the row: takes a direct oral anticoagulant, takes no St John's wort.
    Scenario: doac-st-johns-wort, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes apixaban
      When the profile is evaluated
      Then the flag "doac-st-johns-wort" is not raised

  Rule: Direct oral anticoagulant with vitamin K, no interaction known (doac-vitamin-k-no-known-interaction)

    # in the rule `doac-vitamin-k-no-known-interaction`, "takes a direct oral anticoagulant" counts as yes where it is not known.
    Scenario: doac-vitamin-k-no-known-interaction, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes vitamin K
      And who may take apixaban
      And who stopped acenocoumarol 5 days ago
      When the profile is evaluated
      Then the flag "doac-vitamin-k-no-known-interaction" is not raised

    # the rule `doac-vitamin-k-no-known-interaction` gives the advice of another.
    Scenario: doac-vitamin-k-no-known-interaction, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes apixaban
      And who takes vitamin K
      When the profile is evaluated
      Then the flag "doac-vitamin-k-no-known-interaction" is raised
      And its severity is info
      And the advice is to "Keep the supplement on the list that the prescriber sees."

    # in the rule `doac-vitamin-k-no-known-interaction`, "takes a vitamin K antagonist" matters while it is not known.
    Scenario: doac-vitamin-k-no-known-interaction, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes vitamin K
      And who may take acenocoumarol
      And who may take apixaban
      When the profile is evaluated
      Then the flag "doac-vitamin-k-no-known-interaction" is undecided

    # in the rule `doac-vitamin-k-no-known-interaction`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides exactly at the limit.
    Scenario: doac-vitamin-k-no-known-interaction, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes vitamin K
      And who may take apixaban
      And who stopped acenocoumarol 7 days ago
      When the profile is evaluated
      Then the flag "doac-vitamin-k-no-known-interaction" is not raised

    # in the rule `doac-vitamin-k-no-known-interaction`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides just below the limit.
    Scenario: doac-vitamin-k-no-known-interaction, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes vitamin K
      And who may take apixaban
      And who stopped acenocoumarol 6 days ago
      When the profile is evaluated
      Then the flag "doac-vitamin-k-no-known-interaction" is not raised

    # in the rule `doac-vitamin-k-no-known-interaction`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides just above the limit.
    Scenario: doac-vitamin-k-no-known-interaction, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes vitamin K
      And who may take apixaban
      And who stopped acenocoumarol 8 days ago
      When the profile is evaluated
      Then the flag "doac-vitamin-k-no-known-interaction" is undecided

    # in the rule `doac-vitamin-k-no-known-interaction`, "has a mechanical heart valve" matters while it is not known.
    Scenario: doac-vitamin-k-no-known-interaction, question 7
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may have mechanical valve
      And who takes vitamin K
      And who may take apixaban
      When the profile is evaluated
      Then the flag "doac-vitamin-k-no-known-interaction" is undecided

  Rule: A direct oral anticoagulant with a mechanical heart valve (mechanical-valve-doac)

    # in the rule `mechanical-valve-doac`, "takes a direct oral anticoagulant" counts as yes where it is not known.
    Scenario: mechanical-valve-doac, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has mechanical valve
      And who may take apixaban
      When the profile is evaluated
      Then the flag "mechanical-valve-doac" is undecided

    # the rule `mechanical-valve-doac` gives the advice of another.
    Scenario: mechanical-valve-doac, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has mechanical valve
      And who takes apixaban
      When the profile is evaluated
      Then the flag "mechanical-valve-doac" is raised
      And its severity is critical
      And the advice is to "Contact cardiology on the same day."

    # in the rule `mechanical-valve-doac`, the row: not known whether the patient takes a direct oral anticoagulant, has no mechanical heart valve.
    Scenario: mechanical-valve-doac, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may take apixaban
      When the profile is evaluated
      Then the flag "mechanical-valve-doac" is not raised

  Rule: An antiplatelet or a heparin with vitamin K (other-antithrombotic-clarify)

    # in the rule `other-antithrombotic-clarify`, "takes an antiplatelet medicine or a heparin" counts as yes where it is not known.
    Scenario: other-antithrombotic-clarify, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes vitamin K
      And who may take aspirin
      And who stopped acenocoumarol 5 days ago
      When the profile is evaluated
      Then the flag "other-antithrombotic-clarify" is not raised

    # the rule `other-antithrombotic-clarify` gives the advice of another.
    Scenario: other-antithrombotic-clarify, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes aspirin
      And who takes vitamin K
      When the profile is evaluated
      Then the flag "other-antithrombotic-clarify" is raised
      And its severity is info
      And the advice is to "Keep the supplement on the list that the prescriber sees."

    # in the rule `other-antithrombotic-clarify`, "the time since a vitamin K antagonist was stopped is at most 7 days" matters while it is not known.
    Scenario: other-antithrombotic-clarify, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes vitamin K
      And who may take aspirin
      And who stopped acenocoumarol, nobody knows when
      When the profile is evaluated
      Then the flag "other-antithrombotic-clarify" is undecided

  Rule: A past clot, a vitamin K product and no anticoagulant (thrombosis-history-vitamin-k)

    # in the rule `thrombosis-history-vitamin-k`, "takes a product with vitamin K" counts as yes where it is not known.
    Scenario: thrombosis-history-vitamin-k, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has clot history
      And who may take vitamin K
      When the profile is evaluated
      Then the flag "thrombosis-history-vitamin-k" is undecided

    # in the definition `anticoagulated`, "takes an anticoagulant known by name" counts as no where it is not known.
    Scenario: thrombosis-history-vitamin-k, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has clot history
      And who takes vitamin K
      And who may take argatroban
      When the profile is evaluated
      Then the flag "thrombosis-history-vitamin-k" is undecided

    # in the definition `anticoagulated`, "is under the effect of a vitamin K antagonist" counts as no where it is not known.
    Scenario: thrombosis-history-vitamin-k, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has clot history
      And who takes vitamin K
      And who stopped acenocoumarol, nobody knows when
      When the profile is evaluated
      Then the flag "thrombosis-history-vitamin-k" is undecided

    # in the definition `anticoagulated`, "takes a blood thinner that nobody has named" is left out.
    Scenario: thrombosis-history-vitamin-k, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has long-term use of an anticoagulant on the problem list
      And who has clot history
      And who takes vitamin K
      When the profile is evaluated
      Then the flag "thrombosis-history-vitamin-k" is not raised

    # the rule `thrombosis-history-vitamin-k` gives the advice of another.
    Scenario: thrombosis-history-vitamin-k, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has clot history
      And who takes vitamin K
      When the profile is evaluated
      Then the flag "thrombosis-history-vitamin-k" is raised
      And its severity is info
      And the advice is to "Confirm that an anticoagulant was ended on purpose, or was never intended."

    # in the rule `thrombosis-history-vitamin-k`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides just below the limit.
    Scenario: thrombosis-history-vitamin-k, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has clot history
      And who takes vitamin K
      And who stopped acenocoumarol 6 days ago
      When the profile is evaluated
      Then the flag "thrombosis-history-vitamin-k" is not raised

    # in the rule `thrombosis-history-vitamin-k`, "takes a blood thinner that is not named" decides, answered yes.
    Scenario: thrombosis-history-vitamin-k, question 7
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has clot history
      And who takes blood thinner
      And who takes vitamin K
      When the profile is evaluated
      Then the flag "thrombosis-history-vitamin-k" is not raised

    # in the rule `thrombosis-history-vitamin-k`, "it is known whether the patient has long-term use of an anticoagulant on the problem list" decides, answered no.
    Scenario: thrombosis-history-vitamin-k, question 8
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may have long-term use of an anticoagulant on the problem list
      And who has clot history
      And who takes vitamin K
      When the profile is evaluated
      Then the flag "thrombosis-history-vitamin-k" is raised
      And its severity is info

  Rule: Two kinds of oral anticoagulant at once (vka-doac-overlap)

    # the rule `vka-doac-overlap` gives the advice of another.
    Scenario: vka-doac-overlap, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes apixaban
      And who stopped acenocoumarol 5 days ago
      When the profile is evaluated
      Then the flag "vka-doac-overlap" is raised
      And its severity is critical
      And the advice is to "Confirm the intended anticoagulant with the prescriber on the same day."

    # in the rule `vka-doac-overlap`, "takes a vitamin K antagonist" matters while it is not known.
    Scenario: vka-doac-overlap, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes apixaban
      And who may take acenocoumarol
      When the profile is evaluated
      Then the flag "vka-doac-overlap" is undecided

  Rule: Calcium and vitamin D before a bisphosphonate or denosumab (antiresorptive-calcium-d-check)

    # in the rule `antiresorptive-calcium-d-check`, "gets a bisphosphonate or denosumab" counts as yes where it is not known.
    Scenario: antiresorptive-calcium-d-check, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may take denosumab
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is undecided

    # in the definition `calcium_and_vitamin_d_short`, "has a low vitamin D level" counts as no where it is not known.
    Scenario: antiresorptive-calcium-d-check, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose vitamin D3 level 40499 days ago was 0.01 ng/mL
      And whose vitamin D3 level 40499 days ago was 150001 ng/mL
      And whose serum calcium 3 days ago was 8.5 mg/dL
      And who takes denosumab
      And who takes calcium
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is undecided

    # in the definition `calcium_and_vitamin_d_short`, "the last blood calcium is less than 8.5 mg/dL" counts as no where it is not known.
    Scenario: antiresorptive-calcium-d-check, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose vitamin D3 level 40499 days ago was 20 ng/mL
      And whose serum calcium 3 days ago was 0.00425 mg/dL
      And whose serum calcium 3 days ago was 8501 mg/dL
      And who takes denosumab
      And who takes calcium
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is undecided

    # in the definition `calcium_and_vitamin_d_short`, "takes vitamin D" counts as no where it is not known.
    Scenario: antiresorptive-calcium-d-check, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes denosumab
      And who may take vitamin D2
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is undecided

    # in the definition `calcium_and_vitamin_d_short`, "takes calcium" counts as no where it is not known.
    Scenario: antiresorptive-calcium-d-check, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes denosumab
      And who may take calcium
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is undecided

    # in the definition `vitamin_d_too_low_for_bone`, "is not known to have had the vitamin D level measured and is not known to have had the level of vitamin D3 alone measured and the last vitamin D level (D2 and D3 together) is less than 20 ng/mL" is left out.
    Scenario: antiresorptive-calcium-d-check, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose serum calcium 3 days ago was 8501 mg/dL
      And who takes denosumab
      And who takes calcium
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is undecided

    # in the definition `vitamin_d_too_low_for_bone`, "is not known to have had the level of vitamin D3 alone measured" is left out.
    Scenario: antiresorptive-calcium-d-check, question 7
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose vitamin D3 level 40499 days ago was 20 ng/mL
      And whose serum calcium 3 days ago was 8.5 mg/dL
      And who takes denosumab
      And who takes calcium
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is not raised

    # in the definition `vitamin_d_too_low_for_bone`, "the last vitamin D level (D2 and D3 together) is less than 20 ng/mL" is turned round.
    Scenario: antiresorptive-calcium-d-check, question 8
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 49500 days ago was 55 ng/mL
      And whose total 25-hydroxyvitamin D 49500 days ago was 150001 ng/mL
      And whose vitamin D3 level 45001 days ago was 49.5 ng/mL
      And whose vitamin D3 level 45001 days ago was 150001 ng/mL
      And whose serum calcium 3 days ago was 8.55 mg/dL
      And who takes denosumab
      And who takes calcium
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is not raised

    # in the definition `vitamin_d_too_low_for_bone`, "the last vitamin D level (D2 and D3 together) is less than 20 ng/mL" is compared with <= instead of <.
    Scenario: antiresorptive-calcium-d-check, question 9
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 45002 days ago was 20 ng/mL
      And whose total 25-hydroxyvitamin D 45002 days ago was 150001 ng/mL
      And whose serum calcium 3 days ago was 8501 mg/dL
      And who takes vitamin D
      And who may take denosumab
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is not raised

    # in the definition `vitamin_d_too_low_for_bone`, "the last vitamin D level (D2 and D3 together) is less than 20 ng/mL" is compared with 19 ng/mL (one step off).
    Scenario: antiresorptive-calcium-d-check, question 10
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 45002 days ago was 19.5 ng/mL
      And whose total 25-hydroxyvitamin D 45002 days ago was 150001 ng/mL
      And whose serum calcium 3 days ago was 8501 mg/dL
      And who takes vitamin D
      And who may take denosumab
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is undecided

    # in the rule `antiresorptive-calcium-d-check`, "it is known what the last vitamin D level (D2 and D3 together) is" decides, answered yes.
    Scenario: antiresorptive-calcium-d-check, question 11
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 45002 days ago was 0.01 ng/mL
      And whose vitamin D3 level 40499 days ago was 20 ng/mL
      And whose serum calcium 3 days ago was 8.6 mg/dL
      And who takes denosumab
      And who takes calcium
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is raised
      And its severity is warning

    # in the rule `antiresorptive-calcium-d-check`, "it is known what the time since the last vitamin D level is" decides, answered yes.
    Scenario: antiresorptive-calcium-d-check, question 12
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 40499 days ago was 0.01 ng/mL
      And whose total 25-hydroxyvitamin D 40499 days ago was 0.26 ng/mL
      And whose vitamin D3 level 40499 days ago was 20 ng/mL
      And whose serum calcium 3 days ago was 8.5 mg/dL
      And who takes denosumab
      And who takes calcium
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is raised
      And its severity is warning

    # in the rule `antiresorptive-calcium-d-check`, "the time since the last vitamin D level is at most 45,000 days" decides exactly at the limit.
    Scenario: antiresorptive-calcium-d-check, question 13
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 45000 days ago was 0.01 ng/mL
      And whose total 25-hydroxyvitamin D 45000 days ago was 0.26 ng/mL
      And whose vitamin D3 level 40499 days ago was 20 ng/mL
      And whose serum calcium 3 days ago was 8500 mg/dL
      And who takes denosumab
      And who takes vitamin D
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is raised
      And its severity is warning

    # in the rule `antiresorptive-calcium-d-check`, "the time since the last vitamin D level is at most 45,000 days" decides just below the limit.
    Scenario: antiresorptive-calcium-d-check, question 14
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 44999 days ago was 1.15 ng/mL
      And whose total 25-hydroxyvitamin D 44999 days ago was 1.4 ng/mL
      And whose vitamin D3 level 40499 days ago was 20 ng/mL
      And whose serum calcium 3 days ago was 8.5 mg/dL
      And who takes denosumab
      And who takes calcium
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is raised
      And its severity is warning

    # in the rule `antiresorptive-calcium-d-check`, "the time since the last vitamin D level is at most 45,000 days" decides just above the limit.
    Scenario: antiresorptive-calcium-d-check, question 15
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 45001 days ago was 0.01 ng/mL
      And whose total 25-hydroxyvitamin D 45001 days ago was 150001 ng/mL
      And whose vitamin D3 level 40500 days ago was 21 ng/mL
      And whose serum calcium 3 days ago was 10.35 mg/dL
      And who takes calcium
      And who may take denosumab
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is not raised

    # in the rule `antiresorptive-calcium-d-check`, "it is known what the last level of vitamin D3 alone is" decides, answered yes.
    Scenario: antiresorptive-calcium-d-check, question 16
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 44999 days ago was 20 ng/mL
      And whose vitamin D3 level 45002 days ago was 0.01 ng/mL
      And whose serum calcium 3 days ago was 8.5 mg/dL
      And who takes denosumab
      And who takes calcium
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is raised
      And its severity is warning

    # in the rule `antiresorptive-calcium-d-check`, "it is known what the time since the last level of vitamin D3 alone is" decides, answered yes.
    Scenario: antiresorptive-calcium-d-check, question 17
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 40499 days ago was 56 ng/mL
      And whose vitamin D3 level 40499 days ago was 0.01 ng/mL
      And whose vitamin D3 level 40499 days ago was 0.26 ng/mL
      And whose serum calcium 3 days ago was 8.6 mg/dL
      And who takes denosumab
      And who takes calcium
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is raised
      And its severity is warning

    # in the rule `antiresorptive-calcium-d-check`, "the time since the last level of vitamin D3 alone is at most 45,000 days" decides exactly at the limit.
    Scenario: antiresorptive-calcium-d-check, question 18
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 40499 days ago was 56 ng/mL
      And whose vitamin D3 level 45000 days ago was 0.01 ng/mL
      And whose vitamin D3 level 45000 days ago was 0.26 ng/mL
      And whose serum calcium 3 days ago was 8.6 mg/dL
      And who takes denosumab
      And who takes calcium
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is raised
      And its severity is warning

    # in the rule `antiresorptive-calcium-d-check`, "the time since the last level of vitamin D3 alone is at most 45,000 days" decides just below the limit.
    Scenario: antiresorptive-calcium-d-check, question 19
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 40499 days ago was 56 ng/mL
      And whose vitamin D3 level 44999 days ago was 0.01 ng/mL
      And whose vitamin D3 level 44999 days ago was 0.26 ng/mL
      And whose serum calcium 3 days ago was 8.6 mg/dL
      And who takes denosumab
      And who takes calcium
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is raised
      And its severity is warning

    # in the rule `antiresorptive-calcium-d-check`, "the time since the last level of vitamin D3 alone is at most 45,000 days" decides just above the limit.
    Scenario: antiresorptive-calcium-d-check, question 20
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose vitamin D3 level 45001 days ago was 20.5 ng/mL
      And whose vitamin D3 level 45001 days ago was 150001 ng/mL
      And whose serum calcium 3 days ago was 8501 mg/dL
      And who takes denosumab
      And who takes calcium
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is undecided

    # in the rule `antiresorptive-calcium-d-check`, "the last level of vitamin D3 alone is less than 20 ng/mL" decides just below the limit.
    Scenario: antiresorptive-calcium-d-check, question 21
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose vitamin D3 level 40499 days ago was 19 ng/mL
      And whose serum calcium 3 days ago was 8.5 mg/dL
      And who takes denosumab
      And who takes calcium
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is raised
      And its severity is warning

    # in the rule `antiresorptive-calcium-d-check`, "takes vitamin D2" decides, answered yes.
    Scenario: antiresorptive-calcium-d-check, question 22
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 40499 days ago was 20 ng/mL
      And whose vitamin D3 level 40499 days ago was 0.01 ng/mL
      And whose serum calcium 3 days ago was 8.5 mg/dL
      And who takes denosumab
      And who takes vitamin D2
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is not raised

    # in the rule `antiresorptive-calcium-d-check`, "takes vitamin D2" matters while it is not known.
    Scenario: antiresorptive-calcium-d-check, question 23
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 40499 days ago was 20 ng/mL
      And whose vitamin D3 level 40499 days ago was 0.01 ng/mL
      And whose serum calcium 3 days ago was 8.5 mg/dL
      And who takes denosumab
      And who takes vitamin D
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is undecided

  Rule: What vitamin K2 is known to do for bone (bone-k2-evidence)

    # in the definition `k2_for_bone_situation`, "has osteoporosis" counts as yes where it is not known.
    Scenario: bone-k2-evidence, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may have osteoporosis
      And who takes vitamin K2
      When the profile is evaluated
      Then the flag "bone-k2-evidence" is undecided

    # in the definition `k2_for_bone_situation`, "has osteopenia" counts as yes where it is not known.
    Scenario: bone-k2-evidence, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may have osteopenia
      And who takes vitamin K2
      When the profile is evaluated
      Then the flag "bone-k2-evidence" is undecided

    # in the definition `k2_for_bone_situation`, "the sex is female" is left out.
    Scenario: bone-k2-evidence, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is past the menopause
      And who takes vitamin K2
      When the profile is evaluated
      Then the flag "bone-k2-evidence" is undecided

    # the rule `bone-k2-evidence` gives the advice of another.
    Scenario: bone-k2-evidence, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is past the menopause
      And who is a woman
      And who takes vitamin K2
      When the profile is evaluated
      Then the flag "bone-k2-evidence" is raised
      And its severity is info
      And the advice is to "Treat vitamin K2 as an addition, not as the treatment."

    # in the rule `bone-k2-evidence`, "takes a vitamin K antagonist" matters while it is not known.
    Scenario: bone-k2-evidence, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes vitamin K2
      And who may take acenocoumarol
      When the profile is evaluated
      Then the flag "bone-k2-evidence" is undecided

    # in the rule `bone-k2-evidence`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides just below the limit.
    Scenario: bone-k2-evidence, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes vitamin K2
      And who stopped acenocoumarol 6 days ago
      When the profile is evaluated
      Then the flag "bone-k2-evidence" is not raised

  Rule: Denosumab in advanced kidney disease (denosumab-advanced-ckd)

    # in the rule `denosumab-advanced-ckd`, "gets denosumab" counts as yes where it is not known.
    Scenario: denosumab-advanced-ckd, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose GFR 3 days ago was 26 mL/min/1.73m2
      And who may take denosumab
      When the profile is evaluated
      Then the flag "denosumab-advanced-ckd" is undecided

    # in the rule `denosumab-advanced-ckd`, "has advanced kidney disease" counts as no where it is not known.
    Scenario: denosumab-advanced-ckd, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may have advanced kidney disease
      And whose GFR 3 days ago was 30 mL/min/1.73m2
      And who takes denosumab
      When the profile is evaluated
      Then the flag "denosumab-advanced-ckd" is undecided

    # the rule `denosumab-advanced-ckd` gives the advice of another.
    Scenario: denosumab-advanced-ckd, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose GFR 3 days ago was 26 mL/min/1.73m2
      And who takes denosumab
      When the profile is evaluated
      Then the flag "denosumab-advanced-ckd" is raised
      And its severity is critical
      And the advice is to "Have the kidney or bone specialist decide before the next injection."

    # in the rule `denosumab-advanced-ckd`, the row: not known whether the patient gets denosumab, has no advanced kidney disease, the last eGFR: from 30 mL/min/1.73m2.
    Scenario: denosumab-advanced-ckd, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose GFR 3 days ago was 30 mL/min/1.73m2
      And who may take denosumab
      When the profile is evaluated
      Then the flag "denosumab-advanced-ckd" is not raised

    # in the rule `denosumab-advanced-ckd`, the row: not known whether the patient gets denosumab, has advanced kidney disease, or that is not known.
    Scenario: denosumab-advanced-ckd, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has advanced kidney disease
      And who may take denosumab
      When the profile is evaluated
      Then the flag "denosumab-advanced-ckd" is undecided

    # in the rule `denosumab-advanced-ckd`, the row: gets denosumab, not known whether the patient has advanced kidney disease, the last eGFR: below 30 mL/min/1.73m2.
    Scenario: denosumab-advanced-ckd, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may have advanced kidney disease
      And whose GFR 3 days ago was 26 mL/min/1.73m2
      And who takes denosumab
      When the profile is evaluated
      Then the flag "denosumab-advanced-ckd" is raised
      And its severity is critical

  Rule: Bones under a long course of a glucocorticoid (glucocorticoid-bone-health)

    # in the rule `glucocorticoid-bone-health`, "the daily glucocorticoid, as prednisone is at least 2.5 mg/day" counts as yes where it is not known.
    Scenario: glucocorticoid-bone-health, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes deflazacort, for 92 days in all
      When the profile is evaluated
      Then the flag "glucocorticoid-bone-health" is undecided

    # the rule `glucocorticoid-bone-health` gives the advice of another.
    Scenario: glucocorticoid-bone-health, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes 3 mg/day of deflazacort, for 91 days in all
      When the profile is evaluated
      Then the flag "glucocorticoid-bone-health" is raised
      And its severity is warning
      And the advice is to "Assess the fracture risk, with a bone density scan."

    # in the rule `glucocorticoid-bone-health`, the row: the daily glucocorticoid, as prednisone: below 2.5 mg/day.
    Scenario: glucocorticoid-bone-health, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      When the profile is evaluated
      Then the flag "glucocorticoid-bone-health" is not raised

    # in the rule `glucocorticoid-bone-health`, the row: the daily glucocorticoid, as prednisone: not known whether below 2.5 mg/day or from 2.5 mg/day, how long a glucocorticoid is taken, so far or as planned: up to 90 days.
    Scenario: glucocorticoid-bone-health, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes deflazacort, for 90 days in all
      When the profile is evaluated
      Then the flag "glucocorticoid-bone-health" is not raised

    # in the rule `glucocorticoid-bone-health`, the row: the daily glucocorticoid, as prednisone: from 2.5 mg/day, how long a glucocorticoid is taken, so far or as planned: up to 90 days.
    Scenario: glucocorticoid-bone-health, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes 3 mg/day of deflazacort, for 80 days in all
      When the profile is evaluated
      Then the flag "glucocorticoid-bone-health" is not raised

  Rule: Osteoporosis without a recognised treatment on the list (osteoporosis-no-recognised-therapy)

    # the rule `osteoporosis-no-recognised-therapy` gives the advice of another.
    Scenario: osteoporosis-no-recognised-therapy, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has osteoporosis
      When the profile is evaluated
      Then the flag "osteoporosis-no-recognised-therapy" is raised
      And its severity is warning
      And the advice is to "Complete the list (infusions, injections, hospital prescriptions)."

    # in the rule `osteoporosis-no-recognised-therapy`, the row: not known whether the patient has osteoporosis, takes a medicine for osteoporosis.
    Scenario: osteoporosis-no-recognised-therapy, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may have osteoporosis
      And who takes abaloparatide
      When the profile is evaluated
      Then the flag "osteoporosis-no-recognised-therapy" is not raised

  Rule: Calcium above the upper level (calcium-above-ul)

    # in the rule `calcium-above-ul`, "takes calcium" counts as no where it is not known.
    Scenario: calcium-above-ul, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may take calcium
      When the profile is evaluated
      Then the flag "calcium-above-ul" is undecided

    # in the definition `calcium_above_upper_level`, "the daily calcium from diet and supplements is more than 2,500 mg/day" counts as no where it is not known.
    Scenario: calcium-above-ul, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is 9 years old
      And who takes calcium
      When the profile is evaluated
      Then the flag "calcium-above-ul" is undecided

    # the rule `calcium-above-ul` gives the advice of another.
    Scenario: calcium-above-ul, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes 2000.5 mg/day of calcium
      When the profile is evaluated
      Then the flag "calcium-above-ul" is raised
      And its severity is warning
      And the advice is to "Estimate the calcium in the diet, and reduce the supplement accordingly."

    # in the rule `calcium-above-ul`, "the age is less than 51 years" decides just above the limit.
    Scenario: calcium-above-ul, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is 52 years old
      And who takes 2000.5 mg/day of calcium
      When the profile is evaluated
      Then the flag "calcium-above-ul" is raised
      And its severity is warning

  Rule: How calcium is taken (calcium-administration)

    # in the rule `calcium-administration`, "takes more calcium at once than is well taken up" counts as no where it is not known.
    Scenario: calcium-administration, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes calcium citrate
      When the profile is evaluated
      Then the flag "calcium-administration" is undecided

    # in the rule `calcium-administration`, "takes calcium carbonate without food" counts as no where it is not known.
    Scenario: calcium-administration, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes 0.25 mg/day of calcium carbonate
      When the profile is evaluated
      Then the flag "calcium-administration" is undecided

    # in the rule `calcium-administration`, "takes calcium carbonate while the stomach acid is suppressed" counts as no where it is not known.
    Scenario: calcium-administration, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes 0.25 mg/day of calcium carbonate, with food
      And who may take cimetidine
      When the profile is evaluated
      Then the flag "calcium-administration" is undecided

    # in the definition `carbonate_without_acid`, "takes calcium carbonate" counts as no where it is not known.
    Scenario: calcium-administration, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes cimetidine
      And who takes 1.5 mg/day of calcium, with food
      When the profile is evaluated
      Then the flag "calcium-administration" is undecided

  Rule: A condition that disturbs the calcium balance (calcium-dysregulation-vitamin-d)

    # in the rule `calcium-dysregulation-vitamin-d`, "takes vitamin D, calcium or an active form of vitamin D" counts as yes where it is not known.
    Scenario: calcium-dysregulation-vitamin-d, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has calcium dysregulation
      And who may take alfacalcidol
      When the profile is evaluated
      Then the flag "calcium-dysregulation-vitamin-d" is undecided

    # in the definition `calcium_raising_product`, "takes vitamin D" counts as no where it is not known.
    Scenario: calcium-dysregulation-vitamin-d, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has calcium dysregulation
      And who may take vitamin D
      When the profile is evaluated
      Then the flag "calcium-dysregulation-vitamin-d" is undecided

    # in the definition `calcium_raising_product`, "takes calcium" counts as no where it is not known.
    Scenario: calcium-dysregulation-vitamin-d, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has calcium dysregulation
      And who may take calcium
      When the profile is evaluated
      Then the flag "calcium-dysregulation-vitamin-d" is undecided

    # in the rule `calcium-dysregulation-vitamin-d`, "takes an active form of vitamin D" decides, answered yes.
    Scenario: calcium-dysregulation-vitamin-d, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has calcium dysregulation
      And who takes alfacalcidol
      When the profile is evaluated
      Then the flag "calcium-dysregulation-vitamin-d" is raised
      And its severity is warning

  Rule: A large calcium supplement (calcium-supplement-high)

    # the rule `calcium-supplement-high` gives the advice of another.
    Scenario: calcium-supplement-high, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes 1500 mg/day of calcium
      When the profile is evaluated
      Then the flag "calcium-supplement-high" is raised
      And its severity is warning
      And the advice is to "Estimate the calcium in the diet, and consider a smaller supplement."

    # in the rule `calcium-supplement-high`, the row: the daily calcium from supplements: below 1,500 mg/day.
    Scenario: calcium-supplement-high, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      When the profile is evaluated
      Then the flag "calcium-supplement-high" is not raised

  Rule: High blood calcium with vitamin D or calcium (hypercalcaemia-stop-and-review)

    # in the rule `hypercalcaemia-stop-and-review`, "takes vitamin D, calcium or an active form of vitamin D" counts as yes where it is not known.
    Scenario: hypercalcaemia-stop-and-review, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose serum calcium 40499 days ago was 0.00425 mg/dL, with a target from 0.001063 mg/dL to 0.002125 mg/dL
      And who may take alfacalcidol
      When the profile is evaluated
      Then the flag "hypercalcaemia-stop-and-review" is undecided

    # in the definition `blood_calcium_is_high`, "is known to have a blood calcium above the limit" counts as yes where it is not known.
    Scenario: hypercalcaemia-stop-and-review, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose serum calcium 40501 days ago was 8.4 mg/dL
      And whose serum calcium 40501 days ago was 8501 mg/dL
      And who takes calcium
      When the profile is evaluated
      Then the flag "hypercalcaemia-stop-and-review" is undecided

    # in the definition `blood_calcium_measured`, "it is known what the last blood calcium is" is left out.
    Scenario: hypercalcaemia-stop-and-review, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose serum calcium 45001 days ago was 9.35 mg/dL, with a target from 8.85 mg/dL to 8.85 mg/dL
      And who takes vitamin D
      When the profile is evaluated
      Then the flag "hypercalcaemia-stop-and-review" is raised
      And its severity is critical

    # in the definition `blood_calcium_measured`, "the time since the last blood calcium is at most 45,000 days" is compared with < instead of <=.
    Scenario: hypercalcaemia-stop-and-review, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose serum calcium 45000 days ago was 0.00425 mg/dL
      And whose serum calcium 45000 days ago was 8501 mg/dL
      And who takes alfacalcidol
      When the profile is evaluated
      Then the flag "hypercalcaemia-stop-and-review" is undecided

    # in the definition `blood_calcium_measured`, "the time since the last blood calcium is at most 45,000 days" is compared with 45,001 days (one step off).
    Scenario: hypercalcaemia-stop-and-review, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose serum calcium 45001 days ago was 0.00425 mg/dL
      And whose serum calcium 45001 days ago was 8501 mg/dL
      And who may take calcium
      When the profile is evaluated
      Then the flag "hypercalcaemia-stop-and-review" is not raised

    # in the rule `hypercalcaemia-stop-and-review`, "the time since the last blood calcium is at most 45,000 days" decides just below the limit.
    Scenario: hypercalcaemia-stop-and-review, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose serum calcium 44999 days ago was 0.00425 mg/dL
      And whose serum calcium 44999 days ago was 8501 mg/dL
      And who takes alfacalcidol
      When the profile is evaluated
      Then the flag "hypercalcaemia-stop-and-review" is undecided

    # in the rule `hypercalcaemia-stop-and-review`, "takes vitamin D" matters while it is not known.
    Scenario: hypercalcaemia-stop-and-review, question 7
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose serum calcium 40499 days ago was 0.00425 mg/dL, with a target from 0.001063 mg/dL to 0.002125 mg/dL
      And who may take vitamin D
      When the profile is evaluated
      Then the flag "hypercalcaemia-stop-and-review" is undecided

    # in the rule `hypercalcaemia-stop-and-review`, "takes calcium" matters while it is not known.
    Scenario: hypercalcaemia-stop-and-review, question 8
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose serum calcium 40499 days ago was 0.00425 mg/dL, with a target from 0.001063 mg/dL to 0.002125 mg/dL
      And who may take calcium
      When the profile is evaluated
      Then the flag "hypercalcaemia-stop-and-review" is undecided

  Rule: Vitamin K2 and calcium in arteries or heart valves (calcification-no-reversal)

    # the rule `calcification-no-reversal` gives the advice of another.
    Scenario: calcification-no-reversal, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has calcification of arteries or heart valves
      And who takes vitamin K2
      When the profile is evaluated
      Then the flag "calcification-no-reversal" is raised
      And its severity is info
      And the advice is to "Look at lipids, blood pressure and smoking."

    # in the rule `calcification-no-reversal`, "takes a vitamin K antagonist" matters while it is not known.
    Scenario: calcification-no-reversal, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may have calcification of arteries or heart valves
      And who takes vitamin K2
      And who may take acenocoumarol
      When the profile is evaluated
      Then the flag "calcification-no-reversal" is undecided

    # in the rule `calcification-no-reversal`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides just below the limit.
    Scenario: calcification-no-reversal, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may have calcification of arteries or heart valves
      And who takes vitamin K2
      And who stopped acenocoumarol 6 days ago
      When the profile is evaluated
      Then the flag "calcification-no-reversal" is not raised

  Rule: Digoxin with calcium or vitamin D (digoxin-calcium-vitamin-d)

    # in the rule `digoxin-calcium-vitamin-d`, "takes digoxin" counts as no where it is not known.
    Scenario: digoxin-calcium-vitamin-d, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of supplements is not mentioned
      And who may take digoxin
      When the profile is evaluated
      Then the flag "digoxin-calcium-vitamin-d" is undecided

    # in the rule `digoxin-calcium-vitamin-d`, "takes calcium" counts as yes where it is not known.
    Scenario: digoxin-calcium-vitamin-d, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes digoxin
      And who may take calcium
      When the profile is evaluated
      Then the flag "digoxin-calcium-vitamin-d" is undecided

  Rule: A thiazide with calcium or vitamin D (thiazide-calcium-vitamin-d)

    # in the rule `thiazide-calcium-vitamin-d`, "takes a thiazide or a similar water tablet" counts as no where it is not known.
    Scenario: thiazide-calcium-vitamin-d, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of supplements is not mentioned
      And who may take amiloride hydrochlorothiazide
      When the profile is evaluated
      Then the flag "thiazide-calcium-vitamin-d" is undecided

    # in the rule `thiazide-calcium-vitamin-d`, "the total daily vitamin D is more than 2,000 IU/day" counts as yes where it is not known.
    Scenario: thiazide-calcium-vitamin-d, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of supplements is not mentioned
      And who takes amiloride hydrochlorothiazide
      When the profile is evaluated
      Then the flag "thiazide-calcium-vitamin-d" is undecided

    # in the rule `thiazide-calcium-vitamin-d`, "the total daily vitamin D is more than 2,000 IU/day" counts as no where it is not known.
    Scenario: thiazide-calcium-vitamin-d, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes vitamin D
      And who may take amiloride hydrochlorothiazide
      When the profile is evaluated
      Then the flag "thiazide-calcium-vitamin-d" is undecided

    # the rule `thiazide-calcium-vitamin-d` gives the advice of another.
    Scenario: thiazide-calcium-vitamin-d, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes amiloride hydrochlorothiazide
      And who takes 2000.5 IU/day of vitamin D
      When the profile is evaluated
      Then the flag "thiazide-calcium-vitamin-d" is raised
      And its severity is warning
      And the advice is to "Check the blood calcium, and again after a change of dose."

    # in the rule `thiazide-calcium-vitamin-d`, the row: takes no thiazide or similar water tablet.
    Scenario: thiazide-calcium-vitamin-d, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      When the profile is evaluated
      Then the flag "thiazide-calcium-vitamin-d" is not raised

    # in the rule `thiazide-calcium-vitamin-d`, the row: not known whether the patient takes a thiazide or a similar water tablet, the daily calcium from supplements: below 500 mg/day, the total daily vitamin D: up to 2,000 IU/day.
    Scenario: thiazide-calcium-vitamin-d, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may take amiloride hydrochlorothiazide
      When the profile is evaluated
      Then the flag "thiazide-calcium-vitamin-d" is not raised

    # in the rule `thiazide-calcium-vitamin-d`, the row: not known whether the patient takes a thiazide or a similar water tablet, the daily calcium from supplements: below 500 mg/day, the total daily vitamin D: above 2,000 IU/day.
    Scenario: thiazide-calcium-vitamin-d, question 7
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes 2000.5 IU/day of vitamin D
      And who may take amiloride hydrochlorothiazide
      When the profile is evaluated
      Then the flag "thiazide-calcium-vitamin-d" is undecided

    # in the rule `thiazide-calcium-vitamin-d`, the row: not known whether the patient takes a thiazide or a similar water tablet, the daily calcium from supplements: from 500 mg/day.
    Scenario: thiazide-calcium-vitamin-d, question 8
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes 500 mg/day of calcium
      And who may take amiloride hydrochlorothiazide
      When the profile is evaluated
      Then the flag "thiazide-calcium-vitamin-d" is undecided

    # in the rule `thiazide-calcium-vitamin-d`, the row: takes a thiazide or a similar water tablet, the daily calcium from supplements: below 500 mg/day, the total daily vitamin D: up to 2,000 IU/day.
    Scenario: thiazide-calcium-vitamin-d, question 9
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes amiloride hydrochlorothiazide
      When the profile is evaluated
      Then the flag "thiazide-calcium-vitamin-d" is not raised

    # in the rule `thiazide-calcium-vitamin-d`, the row: takes a thiazide or a similar water tablet, the daily calcium from supplements: below 500 mg/day, the total daily vitamin D: not known whether up to 2,000 IU/day or above 2,000 IU/day.
    Scenario: thiazide-calcium-vitamin-d, question 10
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes amiloride hydrochlorothiazide
      And who takes vitamin D
      When the profile is evaluated
      Then the flag "thiazide-calcium-vitamin-d" is undecided

    # in the rule `thiazide-calcium-vitamin-d`, the row: takes a thiazide or a similar water tablet, the daily calcium from supplements: not known whether below 500 mg/day or from 500 mg/day, the total daily vitamin D: above 2,000 IU/day.
    Scenario: thiazide-calcium-vitamin-d, question 11
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of medicines and supplements may be incomplete
      And who takes amiloride hydrochlorothiazide
      And who takes 2000.5 IU/day of vitamin D
      When the profile is evaluated
      Then the flag "thiazide-calcium-vitamin-d" is raised
      And its severity is warning

  Rule: Advanced kidney disease with minerals or vitamin D (ckd-advanced-minerals)

    # in the rule `ckd-advanced-minerals`, "takes vitamin D, calcium or an active form of vitamin D" counts as no where it is not known.
    Scenario: ckd-advanced-minerals, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose GFR 40499 days ago was 26 mL/min/1.73m2
      And who may take alfacalcidol
      When the profile is evaluated
      Then the flag "ckd-advanced-minerals" is undecided

    # in the rule `ckd-advanced-minerals`, "takes magnesium" counts as no where it is not known.
    Scenario: ckd-advanced-minerals, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose GFR 40499 days ago was 26 mL/min/1.73m2
      And who may take magnesium
      When the profile is evaluated
      Then the flag "ckd-advanced-minerals" is undecided

    # in the rule `ckd-advanced-minerals`, "takes phosphorus" counts as no where it is not known.
    Scenario: ckd-advanced-minerals, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose GFR 40499 days ago was 26 mL/min/1.73m2
      And who may take phosphorus
      When the profile is evaluated
      Then the flag "ckd-advanced-minerals" is undecided

    # in the definition `kidney_severely_reduced`, "is known to have an eGFR of advanced kidney disease" counts as yes where it is not known.
    Scenario: ckd-advanced-minerals, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose GFR 40499 days ago was 26 mL/min/1.73m2
      And whose GFR 40499 days ago was 67 mL/min/1.73m2
      And who takes phosphorus
      When the profile is evaluated
      Then the flag "ckd-advanced-minerals" is undecided

    # in the rule `ckd-advanced-minerals`, "it is known what the last eGFR is" decides, answered yes.
    Scenario: ckd-advanced-minerals, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose GFR 49500 days ago was 28 mL/min/1.73m2
      And who may take phosphorus
      When the profile is evaluated
      Then the flag "ckd-advanced-minerals" is undecided

    # in the rule `ckd-advanced-minerals`, "the time since the last eGFR is at most 45,000 days" decides, answered no.
    Scenario: ckd-advanced-minerals, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose GFR 49500 days ago was 28 mL/min/1.73m2
      And whose GFR 49500 days ago was 28.25 mL/min/1.73m2
      And who takes phosphorus
      When the profile is evaluated
      Then the flag "ckd-advanced-minerals" is not raised

    # in the rule `ckd-advanced-minerals`, "the time since the last eGFR is at most 45,000 days" decides exactly at the limit.
    Scenario: ckd-advanced-minerals, question 7
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose GFR 45000 days ago was 26 mL/min/1.73m2
      And whose GFR 45000 days ago was 27 mL/min/1.73m2
      And who takes phosphorus
      When the profile is evaluated
      Then the flag "ckd-advanced-minerals" is raised
      And its severity is critical

    # in the rule `ckd-advanced-minerals`, "the time since the last eGFR is at most 45,000 days" decides just below the limit.
    Scenario: ckd-advanced-minerals, question 8
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose GFR 44999 days ago was 26 mL/min/1.73m2
      And whose GFR 44999 days ago was 27 mL/min/1.73m2
      And who takes phosphorus
      When the profile is evaluated
      Then the flag "ckd-advanced-minerals" is raised
      And its severity is critical

    # in the rule `ckd-advanced-minerals`, "the time since the last eGFR is at most 45,000 days" decides just above the limit.
    Scenario: ckd-advanced-minerals, question 9
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose GFR 45001 days ago was 29 mL/min/1.73m2
      And whose GFR 45001 days ago was 67 mL/min/1.73m2
      And who takes vitamin D
      When the profile is evaluated
      Then the flag "ckd-advanced-minerals" is not raised

  Rule: Chronic kidney disease of stage 3 with calcium or much vitamin D (ckd-calcium-vitamin-d)

    # in the rule `ckd-calcium-vitamin-d`, "takes calcium or more vitamin D than the upper level" counts as yes where it is not known.
    Scenario: ckd-calcium-vitamin-d, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose GFR 40499 days ago was 30 mL/min/1.73m2
      And whose list of supplements is not mentioned
      When the profile is evaluated
      Then the flag "ckd-calcium-vitamin-d" is undecided

    # in the rule `ckd-calcium-vitamin-d`, "takes an active form of vitamin D" counts as yes where it is not known.
    Scenario: ckd-calcium-vitamin-d, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose GFR 45001 days ago was 33 mL/min/1.73m2
      And who may take alfacalcidol
      When the profile is evaluated
      Then the flag "ckd-calcium-vitamin-d" is undecided

    # in the definition `egfr_measured`, "it is known what the time since the last eGFR is and the time since the last eGFR is at most 45,000 days" is left out.
    Scenario: ckd-calcium-vitamin-d, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose GFR 44999 days ago was 30 mL/min/1.73m2
      And whose GFR 44999 days ago was 30.5 mL/min/1.73m2
      And who takes 160001 IU/day of vitamin D
      When the profile is evaluated
      Then the flag "ckd-calcium-vitamin-d" is raised
      And its severity is warning

    # in the definition `egfr_measured`, "the time since the last eGFR is at most 45,000 days" is compared with < instead of <=.
    Scenario: ckd-calcium-vitamin-d, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose GFR 45000 days ago was 30 mL/min/1.73m2
      And whose GFR 45000 days ago was 30.5 mL/min/1.73m2
      And who takes 4000.5 IU/day of vitamin D
      When the profile is evaluated
      Then the flag "ckd-calcium-vitamin-d" is raised
      And its severity is warning

    # in the definition `egfr_measured`, "the time since the last eGFR is at most 45,000 days" is compared with 45,001 days (one step off).
    Scenario: ckd-calcium-vitamin-d, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may have chronic kidney disease stage 3
      And whose GFR 45001 days ago was 30 mL/min/1.73m2
      And whose GFR 45001 days ago was 54 mL/min/1.73m2
      And who takes 4501 IU/day of vitamin D
      When the profile is evaluated
      Then the flag "ckd-calcium-vitamin-d" is undecided

    # in the definition `kidney_moderately_reduced`, "the last eGFR is less than 60 mL/min/1.73m2" counts as yes where it is not known.
    Scenario: ckd-calcium-vitamin-d, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose GFR 40499 days ago was 30 mL/min/1.73m2
      And whose GFR 40499 days ago was 67 mL/min/1.73m2
      And who takes 4000.5 IU/day of vitamin D
      When the profile is evaluated
      Then the flag "ckd-calcium-vitamin-d" is undecided

    # in the definition `kidney_moderately_reduced`, "the last eGFR is at least 30 mL/min/1.73m2" counts as yes where it is not known.
    Scenario: ckd-calcium-vitamin-d, question 7
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose GFR 40499 days ago was 26 mL/min/1.73m2
      And whose GFR 40499 days ago was 30 mL/min/1.73m2
      And who takes 4000.5 IU/day of vitamin D
      When the profile is evaluated
      Then the flag "ckd-calcium-vitamin-d" is undecided

    # in the rule `ckd-calcium-vitamin-d`, "the total daily vitamin D is more than 4,000 IU/day" decides just below the limit.
    Scenario: ckd-calcium-vitamin-d, question 8
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose GFR 40499 days ago was 30 mL/min/1.73m2
      And who takes 3999 IU/day of vitamin D
      When the profile is evaluated
      Then the flag "ckd-calcium-vitamin-d" is not raised

  Rule: Kidney stones with calcium or much vitamin D (kidney-stone-calcium)

    # in the rule `kidney-stone-calcium`, "takes calcium or more vitamin D than the upper level" counts as yes where it is not known.
    Scenario: kidney-stone-calcium, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has kidney stones
      And whose list of supplements is not mentioned
      When the profile is evaluated
      Then the flag "kidney-stone-calcium" is undecided

    # in the definition `calcium_or_much_vitamin_d`, "takes calcium" counts as no where it is not known.
    Scenario: kidney-stone-calcium, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has kidney stones
      And who may take calcium
      When the profile is evaluated
      Then the flag "kidney-stone-calcium" is undecided

    # in the definition `calcium_or_much_vitamin_d`, "the total daily vitamin D is more than 4,000 IU/day" counts as no where it is not known.
    Scenario: kidney-stone-calcium, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has kidney stones
      And who takes vitamin D
      When the profile is evaluated
      Then the flag "kidney-stone-calcium" is undecided

  Rule: Vitamin K2 supplement while breastfeeding (breastfeeding-k2)

    # in the rule `breastfeeding-k2`, "takes vitamin K2" counts as yes where it is not known.
    Scenario: breastfeeding-k2, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is breastfeeding
      And who may take vitamin K2
      When the profile is evaluated
      Then the flag "breastfeeding-k2" is undecided

    # in the definition `breastfeeding_out_of_question`, "is past the menopause" is turned round.
    Scenario: breastfeeding-k2, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is past the menopause
      And who takes vitamin K2
      When the profile is evaluated
      Then the flag "breastfeeding-k2" is not raised

    # in the definition `breastfeeding_out_of_question`, "the age is less than 12 years" counts as yes where it is not known.
    Scenario: breastfeeding-k2, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes vitamin K2
      When the profile is evaluated
      Then the flag "breastfeeding-k2" is undecided

    # in the definition `is_breastfeeding`, "is breastfeeding" counts as yes where it is not known.
    Scenario: breastfeeding-k2, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is not past the menopause
      And who is 12 years old
      And who takes vitamin K2
      When the profile is evaluated
      Then the flag "breastfeeding-k2" is undecided

    # the rule `breastfeeding-k2` gives the advice of another.
    Scenario: breastfeeding-k2, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is breastfeeding
      And who takes vitamin K2
      When the profile is evaluated
      Then the flag "breastfeeding-k2" is raised
      And its severity is info
      And the advice is to "Check that the newborn had vitamin K and gets vitamin D as advised locally."

    # in the rule `breastfeeding-k2`, "the age is less than 12 years" decides just above the limit.
    Scenario: breastfeeding-k2, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is 13 years old
      And who may take vitamin K2
      When the profile is evaluated
      Then the flag "breastfeeding-k2" is undecided

    # in the rule `breastfeeding-k2`, "the age is more than 55 years" decides just below the limit.
    Scenario: breastfeeding-k2, question 7
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is 54 years old
      And who takes vitamin K2
      When the profile is evaluated
      Then the flag "breastfeeding-k2" is undecided

  Rule: Vitamin K2 supplement in pregnancy (pregnancy-k2-food-first)

    # in the definition `pregnancy_out_of_question`, "the age is less than 12 years" counts as yes where it is not known.
    Scenario: pregnancy-k2-food-first, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes vitamin K2
      When the profile is evaluated
      Then the flag "pregnancy-k2-food-first" is undecided

    # the rule `pregnancy-k2-food-first` gives the advice of another.
    Scenario: pregnancy-k2-food-first, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is pregnant
      And who takes vitamin K2
      When the profile is evaluated
      Then the flag "pregnancy-k2-food-first" is raised
      And its severity is warning
      And the advice is to "Discuss the supplement with the obstetric team."

    # in the rule `pregnancy-k2-food-first`, "is past the menopause" decides, answered yes.
    Scenario: pregnancy-k2-food-first, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is past the menopause
      And who takes vitamin K2
      When the profile is evaluated
      Then the flag "pregnancy-k2-food-first" is not raised

    # in the rule `pregnancy-k2-food-first`, "the age is less than 12 years" decides just above the limit.
    Scenario: pregnancy-k2-food-first, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is 13 years old
      And who may take vitamin K2
      When the profile is evaluated
      Then the flag "pregnancy-k2-food-first" is undecided

    # in the rule `pregnancy-k2-food-first`, "the age is more than 55 years" decides just below the limit.
    Scenario: pregnancy-k2-food-first, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is 54 years old
      And who takes vitamin K2
      When the profile is evaluated
      Then the flag "pregnancy-k2-food-first" is undecided

  Rule: A pregnancy nobody has asked about (pregnancy-status-unknown)

    # in the rule `pregnancy-status-unknown`, "takes vitamin K2" counts as yes where it is not known.
    Scenario: pregnancy-status-unknown, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is a woman
      And who is 12 years old
      And who may take vitamin K2
      When the profile is evaluated
      Then the flag "pregnancy-status-unknown" is undecided

    # in the rule `pregnancy-status-unknown`, "the total daily vitamin D is more than 4,000 IU/day" counts as yes where it is not known.
    Scenario: pregnancy-status-unknown, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is a woman
      And who is 12 years old
      And whose list of supplements is not mentioned
      When the profile is evaluated
      Then the flag "pregnancy-status-unknown" is undecided

    # in the rule `pregnancy-status-unknown`, "the total daily vitamin D is more than 4,000 IU/day" counts as no where it is not known.
    Scenario: pregnancy-status-unknown, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes vitamin D
      When the profile is evaluated
      Then the flag "pregnancy-status-unknown" is undecided

    # the rule `pregnancy-status-unknown` gives the advice of another.
    Scenario: pregnancy-status-unknown, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is a woman
      And who is 12 years old
      And who takes 4000.5 IU/day of vitamin D
      When the profile is evaluated
      Then the flag "pregnancy-status-unknown" is raised
      And its severity is info
      And the advice is to "Ask about a pregnancy."

  Rule: A vitamin K antagonist in pregnancy (pregnancy-vka)

    # the rule `pregnancy-vka` gives the advice of another.
    Scenario: pregnancy-vka, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is pregnant
      And who stopped acenocoumarol 5 days ago
      When the profile is evaluated
      Then the flag "pregnancy-vka" is raised
      And its severity is critical
      And the advice is to "Contact obstetrics and haematology (or cardiology) on the same day."

    # in the rule `pregnancy-vka`, "the age is less than 12 years" matters while it is not known.
    Scenario: pregnancy-vka, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who stopped acenocoumarol 5 days ago
      When the profile is evaluated
      Then the flag "pregnancy-vka" is undecided

    # in the rule `pregnancy-vka`, "the age is less than 12 years" decides just above the limit.
    Scenario: pregnancy-vka, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is 13 years old
      And who stopped acenocoumarol 6 days ago
      When the profile is evaluated
      Then the flag "pregnancy-vka" is undecided

    # in the rule `pregnancy-vka`, "the age is more than 55 years" decides just below the limit.
    Scenario: pregnancy-vka, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is 54 years old
      And who stopped acenocoumarol 5 days ago
      When the profile is evaluated
      Then the flag "pregnancy-vka" is undecided

    # in the rule `pregnancy-vka`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides exactly at the limit.
    Scenario: pregnancy-vka, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is pregnant
      And who stopped acenocoumarol 7 days ago
      When the profile is evaluated
      Then the flag "pregnancy-vka" is raised
      And its severity is critical

    # in the rule `pregnancy-vka`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides just above the limit.
    Scenario: pregnancy-vka, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may be pregnant
      And who stopped acenocoumarol 8 days ago
      When the profile is evaluated
      Then the flag "pregnancy-vka" is not raised

  Rule: A child, outside the scope (under-18-out-of-scope)

    # the rule `under-18-out-of-scope` gives the advice of another.
    Scenario: under-18-out-of-scope, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is 9 years old
      When the profile is evaluated
      Then the flag "under-18-out-of-scope" is raised
      And its severity is warning
      And the advice is to "Refer questions about doses to a paediatric clinician."

  Rule: A record that contradicts itself (profile-contradiction)

    # the rule `profile-contradiction` gives the advice of another.
    Scenario: profile-contradiction, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is a man
      And who is pregnant
      When the profile is evaluated
      Then the flag "profile-contradiction" is raised
      And its severity is warning
      And the advice is to "Settle the contradiction and evaluate again."

  Rule: A vitamin K product with a bleeding disorder (bleeding-disorder-vitamin-k)

    # in the rule `bleeding-disorder-vitamin-k`, "takes a product with vitamin K" counts as yes where it is not known.
    Scenario: bleeding-disorder-vitamin-k, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has bleeding disorders
      And who may take vitamin K
      When the profile is evaluated
      Then the flag "bleeding-disorder-vitamin-k" is undecided

    # the rule `bleeding-disorder-vitamin-k` gives the advice of another.
    Scenario: bleeding-disorder-vitamin-k, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has bleeding disorders
      And who takes vitamin K
      When the profile is evaluated
      Then the flag "bleeding-disorder-vitamin-k" is raised
      And its severity is warning
      And the advice is to "Discuss the product with haematology."

    # in the rule `bleeding-disorder-vitamin-k`, the row: takes no product with vitamin K.
    Scenario: bleeding-disorder-vitamin-k, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      When the profile is evaluated
      Then the flag "bleeding-disorder-vitamin-k" is not raised

    # in the rule `bleeding-disorder-vitamin-k`, the row: not known whether the patient takes a product with vitamin K, has no bleeding disorder.
    Scenario: bleeding-disorder-vitamin-k, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may take vitamin K
      When the profile is evaluated
      Then the flag "bleeding-disorder-vitamin-k" is not raised

  Rule: A vitamin K product around an operation (perisurgical-vitamin-k)

    # in the rule `perisurgical-vitamin-k`, "takes a product with vitamin K" counts as yes where it is not known.
    Scenario: perisurgical-vitamin-k, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose next surgery is in 11 days
      And who may take vitamin K
      When the profile is evaluated
      Then the flag "perisurgical-vitamin-k" is undecided

    # the rule `perisurgical-vitamin-k` gives the advice of another.
    Scenario: perisurgical-vitamin-k, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose next surgery is in 11 days
      And who takes vitamin K
      When the profile is evaluated
      Then the flag "perisurgical-vitamin-k" is raised
      And its severity is warning
      And the advice is to "Tell the surgical team."

    # in the rule `perisurgical-vitamin-k`, the row: takes no product with vitamin K.
    Scenario: perisurgical-vitamin-k, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      When the profile is evaluated
      Then the flag "perisurgical-vitamin-k" is not raised

    # in the rule `perisurgical-vitamin-k`, the row: not known whether the patient takes a product with vitamin K, the time since the last operation: any.
    Scenario: perisurgical-vitamin-k, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose last surgery was 24 days ago
      And who may take vitamin K
      When the profile is evaluated
      Then the flag "perisurgical-vitamin-k" is undecided

    # in the rule `perisurgical-vitamin-k`, the row: not known whether the patient takes a product with vitamin K, the time since the last operation: above 28 days, the time until the next operation: above 14 days.
    Scenario: perisurgical-vitamin-k, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may take vitamin K
      When the profile is evaluated
      Then the flag "perisurgical-vitamin-k" is not raised

    # in the rule `perisurgical-vitamin-k`, the row: takes a product with vitamin K, the time since the last operation: up to 28 days.
    Scenario: perisurgical-vitamin-k, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose last surgery was 24 days ago
      And who takes vitamin K
      When the profile is evaluated
      Then the flag "perisurgical-vitamin-k" is raised
      And its severity is warning

    # in the rule `perisurgical-vitamin-k`, the row: takes a product with vitamin K, the time since the last operation: above 28 days, the time until the next operation: above 14 days.
    Scenario: perisurgical-vitamin-k, question 7
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes vitamin K
      When the profile is evaluated
      Then the flag "perisurgical-vitamin-k" is not raised

  Rule: An antimicrobial that calcium binds (chelating-antimicrobial-calcium-timing)

    # in the rule `chelating-antimicrobial-calcium-timing`, "takes calcium" is left out.
    Scenario: chelating-antimicrobial-calcium-timing, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes dolutegravir
      When the profile is evaluated
      Then the flag "chelating-antimicrobial-calcium-timing" is not raised

    # in the rule `chelating-antimicrobial-calcium-timing`, "takes calcium" counts as yes where it is not known.
    Scenario: chelating-antimicrobial-calcium-timing, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes dolutegravir
      And who may take calcium
      When the profile is evaluated
      Then the flag "chelating-antimicrobial-calcium-timing" is undecided

    # in the definition `antimicrobial_near_calcium`, "takes a quinolone antibiotic" counts as no where it is not known.
    Scenario: chelating-antimicrobial-calcium-timing, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose doxycycline and calcium are 360.5 minutes apart
      And who may take calcium
      And who may take ciprofloxacin
      When the profile is evaluated
      Then the flag "chelating-antimicrobial-calcium-timing" is undecided

    # in the definition `antimicrobial_near_calcium`, "takes a tetracycline antibiotic" counts as no where it is not known.
    Scenario: chelating-antimicrobial-calcium-timing, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes calcium
      And who may take doxycycline
      When the profile is evaluated
      Then the flag "chelating-antimicrobial-calcium-timing" is undecided

    # in the definition `antimicrobial_near_calcium`, "takes dolutegravir" counts as no where it is not known.
    Scenario: chelating-antimicrobial-calcium-timing, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes calcium
      And who may take dolutegravir
      When the profile is evaluated
      Then the flag "chelating-antimicrobial-calcium-timing" is undecided

    # in the definition `dolutegravir_kept_apart`, "is confirmed to take dolutegravir far enough from calcium" is left out.
    Scenario: chelating-antimicrobial-calcium-timing, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose dolutegravir and calcium are taken too close together
      And who takes calcium
      And who takes dolutegravir
      When the profile is evaluated
      Then the flag "chelating-antimicrobial-calcium-timing" is raised
      And its severity is warning

    # in the definition `tetracycline_kept_apart`, "it is known whether the patient is confirmed to take the tetracycline far enough from calcium" is left out.
    Scenario: chelating-antimicrobial-calcium-timing, question 7
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes calcium
      And who takes doxycycline
      When the profile is evaluated
      Then the flag "chelating-antimicrobial-calcium-timing" is raised
      And its severity is warning

    # the rule `chelating-antimicrobial-calcium-timing` gives the advice of another.
    Scenario: chelating-antimicrobial-calcium-timing, question 8
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes calcium
      And who takes dolutegravir
      When the profile is evaluated
      Then the flag "chelating-antimicrobial-calcium-timing" is raised
      And its severity is warning
      And the advice is to "Separate them, or pause the calcium during a short course."

    # in the rule `chelating-antimicrobial-calcium-timing`, "the time between the tetracycline and calcium is at least 360 minutes" decides just above the limit.
    Scenario: chelating-antimicrobial-calcium-timing, question 9
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose doxycycline and calcium are 360.5 minutes apart
      And who takes calcium
      And who takes doxycycline
      When the profile is evaluated
      Then the flag "chelating-antimicrobial-calcium-timing" is not raised

    # in the rule `chelating-antimicrobial-calcium-timing`, "the time between dolutegravir and calcium is at least 360 minutes" decides just above the limit.
    Scenario: chelating-antimicrobial-calcium-timing, question 10
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose dolutegravir and calcium are 360.5 minutes apart
      And who takes calcium
      And who takes dolutegravir
      When the profile is evaluated
      Then the flag "chelating-antimicrobial-calcium-timing" is not raised

  Rule: Levothyroxine and calcium (levothyroxine-calcium-timing)

    # in the rule `levothyroxine-calcium-timing`, "takes levothyroxine" counts as no where it is not known.
    Scenario: levothyroxine-calcium-timing, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes calcium
      And who may take levothyroxine
      When the profile is evaluated
      Then the flag "levothyroxine-calcium-timing" is undecided

    # the rule `levothyroxine-calcium-timing` gives the advice of another.
    Scenario: levothyroxine-calcium-timing, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes calcium
      And who takes levothyroxine
      When the profile is evaluated
      Then the flag "levothyroxine-calcium-timing" is raised
      And its severity is warning
      And the advice is to "Plan the times of day; check the TSH if they were taken together."

  Rule: A bisphosphonate tablet and calcium (oral-bisphosphonate-calcium-timing)

    # in the rule `oral-bisphosphonate-calcium-timing`, "takes a bisphosphonate by mouth that is not known to be far enough from calcium" counts as no where it is not known.
    Scenario: oral-bisphosphonate-calcium-timing, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes calcium
      And who may take ibandronate
      When the profile is evaluated
      Then the flag "oral-bisphosphonate-calcium-timing" is undecided

    # in the definition `alendronate_kept_apart`, "it is not known what the time between alendronate and calcium is and it is known whether the patient is confirmed to take alendronate far enough from calcium and is confirmed to take alendronate far enough from calcium" is left out.
    Scenario: oral-bisphosphonate-calcium-timing, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose alendronate and calcium are taken far enough apart
      And who takes alendronate
      And who takes calcium
      When the profile is evaluated
      Then the flag "oral-bisphosphonate-calcium-timing" is not raised

    # in the definition `alendronate_kept_apart`, "is confirmed to take alendronate far enough from calcium" is left out.
    Scenario: oral-bisphosphonate-calcium-timing, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose alendronate and calcium are taken too close together
      And who takes alendronate
      And who takes calcium
      When the profile is evaluated
      Then the flag "oral-bisphosphonate-calcium-timing" is raised
      And its severity is warning

    # in the definition `ibandronate_kept_apart`, "it is known what the time between ibandronate and calcium is" is left out.
    Scenario: oral-bisphosphonate-calcium-timing, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes calcium
      And who takes ibandronate
      When the profile is evaluated
      Then the flag "oral-bisphosphonate-calcium-timing" is raised
      And its severity is warning

    # in the definition `ibandronate_kept_apart`, "it is not known what the time between ibandronate and calcium is and it is known whether the patient is confirmed to take ibandronate far enough from calcium and is confirmed to take ibandronate far enough from calcium" is left out.
    Scenario: oral-bisphosphonate-calcium-timing, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose ibandronate and calcium are taken far enough apart
      And who takes calcium
      And who takes ibandronate
      When the profile is evaluated
      Then the flag "oral-bisphosphonate-calcium-timing" is not raised

    # in the definition `ibandronate_kept_apart`, "is confirmed to take ibandronate far enough from calcium" is left out.
    Scenario: oral-bisphosphonate-calcium-timing, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose ibandronate and calcium are taken too close together
      And who takes calcium
      And who takes ibandronate
      When the profile is evaluated
      Then the flag "oral-bisphosphonate-calcium-timing" is raised
      And its severity is warning

    # in the definition `oral_bisphosphonate_near_calcium`, "takes alendronate" counts as no where it is not known.
    Scenario: oral-bisphosphonate-calcium-timing, question 7
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose risedronate and calcium are 30.5 minutes apart
      And who may take calcium
      And who may take alendronate
      When the profile is evaluated
      Then the flag "oral-bisphosphonate-calcium-timing" is undecided

    # in the definition `oral_bisphosphonate_near_calcium`, "takes risedronate" counts as no where it is not known.
    Scenario: oral-bisphosphonate-calcium-timing, question 8
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes calcium
      And who may take risedronate
      When the profile is evaluated
      Then the flag "oral-bisphosphonate-calcium-timing" is undecided

    # in the definition `risedronate_kept_apart`, "it is known what the time between risedronate and calcium is" is left out.
    Scenario: oral-bisphosphonate-calcium-timing, question 9
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes calcium
      And who takes risedronate
      When the profile is evaluated
      Then the flag "oral-bisphosphonate-calcium-timing" is raised
      And its severity is warning

    # in the definition `risedronate_kept_apart`, "it is not known what the time between risedronate and calcium is and it is known whether the patient is confirmed to take risedronate far enough from calcium and is confirmed to take risedronate far enough from calcium" is left out.
    Scenario: oral-bisphosphonate-calcium-timing, question 10
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose risedronate and calcium are taken far enough apart
      And who takes calcium
      And who takes risedronate
      When the profile is evaluated
      Then the flag "oral-bisphosphonate-calcium-timing" is not raised

    # in the definition `risedronate_kept_apart`, "is confirmed to take risedronate far enough from calcium" is left out.
    Scenario: oral-bisphosphonate-calcium-timing, question 11
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose risedronate and calcium are taken too close together
      And who takes calcium
      And who takes risedronate
      When the profile is evaluated
      Then the flag "oral-bisphosphonate-calcium-timing" is raised
      And its severity is warning

    # the rule `oral-bisphosphonate-calcium-timing` gives the advice of another.
    Scenario: oral-bisphosphonate-calcium-timing, question 12
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes calcium
      And who takes ibandronate
      When the profile is evaluated
      Then the flag "oral-bisphosphonate-calcium-timing" is raised
      And its severity is warning
      And the advice is to "Explain the order and the time between them."

  Rule: An amount that is probably a slip of the unit (dose-unit-mismatch)

    # the rule `dose-unit-mismatch` gives the advice of another.
    Scenario: dose-unit-mismatch, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes 45 mg/day of vitamin D
      When the profile is evaluated
      Then the flag "dose-unit-mismatch" is raised
      And its severity is critical
      And the advice is to "Read the label and correct the amount or the unit."

  Rule: An active form of vitamin D with vitamin D or calcium (active-vitamin-d-analogue)

    # in the rule `active-vitamin-d-analogue`, "takes an active form of vitamin D" counts as no where it is not known.
    Scenario: active-vitamin-d-analogue, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes calcium
      And who may take alfacalcidol
      When the profile is evaluated
      Then the flag "active-vitamin-d-analogue" is undecided

    # in the rule `active-vitamin-d-analogue`, "takes vitamin D" counts as no where it is not known.
    Scenario: active-vitamin-d-analogue, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes alfacalcidol
      And who may take vitamin D
      When the profile is evaluated
      Then the flag "active-vitamin-d-analogue" is undecided

    # in the rule `active-vitamin-d-analogue`, "takes calcium" counts as no where it is not known.
    Scenario: active-vitamin-d-analogue, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes alfacalcidol
      And who may take calcium
      When the profile is evaluated
      Then the flag "active-vitamin-d-analogue" is undecided

    # the rule `active-vitamin-d-analogue` gives the advice of another.
    Scenario: active-vitamin-d-analogue, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes alfacalcidol
      And who takes calcium
      When the profile is evaluated
      Then the flag "active-vitamin-d-analogue" is raised
      And its severity is warning
      And the advice is to "Check calcium, phosphate and creatinine."

  Rule: High-dose vitamin D without vitamin K2 (d3-high-dose-without-k2)

    # in the definition `minerals_need_a_specialist`, "has advanced kidney disease" counts as no where it is not known.
    Scenario: d3-high-dose-without-k2, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may have advanced kidney disease
      And who is not pregnant
      And who is 45 years old
      And whose serum calcium 45001 days ago was 10.35 mg/dL, with a target from 8500.5 mg/dL to 8501.5 mg/dL
      And who takes 9000 IU/day of vitamin D
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is undecided

    # in the definition `minerals_need_a_specialist`, "is known to have a blood calcium above the limit" counts as no where it is not known.
    Scenario: d3-high-dose-without-k2, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is not pregnant
      And who is 19 years old
      And whose serum calcium 40501 days ago was 0.00425 mg/dL
      And whose serum calcium 40501 days ago was 8501 mg/dL
      And who takes 9000 IU/day of vitamin D
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is undecided

    # in the definition `minerals_need_a_specialist`, "is known to have an eGFR of advanced kidney disease" counts as no where it is not known.
    Scenario: d3-high-dose-without-k2, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is not pregnant
      And who is 18 years old
      And whose GFR 40499 days ago was 26 mL/min/1.73m2
      And whose GFR 40499 days ago was 67 mL/min/1.73m2
      And who takes 5000.5 IU/day of vitamin D
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is undecided

    # the rule `d3-high-dose-without-k2` gives the advice of another.
    Scenario: d3-high-dose-without-k2, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is not pregnant
      And who is 50 years old
      And who takes argatroban
      And who takes 9999 IU/day of vitamin D
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is raised
      And its severity is info
      And the advice is to "Ask why this dose is taken and for how long."

    # in the rule `d3-high-dose-without-k2`, "the total daily vitamin D is at least 5,000 IU/day" matters while it is not known.
    Scenario: d3-high-dose-without-k2, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes vitamin D
      And who stopped acenocoumarol 5 days ago
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is not raised

    # in the rule `d3-high-dose-without-k2`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides just below the limit.
    Scenario: d3-high-dose-without-k2, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of supplements is not mentioned
      And who stopped acenocoumarol 6 days ago
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is not raised

    # in the rule `d3-high-dose-without-k2`, "it is known whether the patient has long-term use of an anticoagulant on the problem list" decides, answered yes.
    Scenario: d3-high-dose-without-k2, question 7
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has long-term use of an anticoagulant on the problem list
      And whose serum calcium 45000 days ago was 8.0250 mg/dL
      And who takes vitamin D
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is not raised

    # in the rule `d3-high-dose-without-k2`, "it is known whether the patient takes an anticoagulant known by name" decides, answered yes.
    Scenario: d3-high-dose-without-k2, question 8
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is not pregnant
      And who is 51 years old
      And who takes argatroban
      And who takes blood thinner
      And who takes 9000 IU/day of vitamin D
      And who does not take VKA
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is raised
      And its severity is info

    # in the rule `d3-high-dose-without-k2`, "is past the menopause" decides, answered yes.
    Scenario: d3-high-dose-without-k2, question 9
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is past the menopause
      And who is 19 years old
      And whose serum calcium 49500 days ago was 10.35 mg/dL
      And who takes 5001 IU/day of vitamin D
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is raised
      And its severity is info

    # in the rule `d3-high-dose-without-k2`, "is past the menopause" decides, answered no.
    Scenario: d3-high-dose-without-k2, question 10
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is not past the menopause
      And who is 19 years old
      And whose serum calcium 49500 days ago was 10.35 mg/dL
      And who takes 5001 IU/day of vitamin D
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is undecided

    # in the rule `d3-high-dose-without-k2`, "the age is more than 55 years" decides, answered yes.
    Scenario: d3-high-dose-without-k2, question 11
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is 61 years old
      And whose serum calcium 45001 days ago was 8.4 mg/dL
      And who takes argatroban
      And who takes 5000 IU/day of vitamin D
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is raised
      And its severity is info

    # in the rule `d3-high-dose-without-k2`, "the age is more than 55 years" decides exactly at the limit.
    Scenario: d3-high-dose-without-k2, question 12
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is 55 years old
      And whose serum calcium 45002 days ago was 9.35 mg/dL
      And who takes 5500 IU/day of vitamin D
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is undecided

    # in the rule `d3-high-dose-without-k2`, "the age is more than 55 years" decides just below the limit.
    Scenario: d3-high-dose-without-k2, question 13
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is 54 years old
      And who takes 5001 IU/day of vitamin D
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is undecided

    # in the rule `d3-high-dose-without-k2`, "the age is more than 55 years" decides just above the limit.
    Scenario: d3-high-dose-without-k2, question 14
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is 56 years old
      And who takes 9999.5 IU/day of vitamin D
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is raised
      And its severity is info

    # in the rule `d3-high-dose-without-k2`, "the time since the last operation is at most 28 days" matters while it is not known.
    Scenario: d3-high-dose-without-k2, question 15
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of surgeries is not mentioned
      And whose list of supplements is not mentioned
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is undecided

    # in the rule `d3-high-dose-without-k2`, "the time since the last operation is at most 28 days" decides just below the limit.
    Scenario: d3-high-dose-without-k2, question 16
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose last surgery was 27 days ago
      And whose list of supplements is not mentioned
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is not raised

    # in the rule `d3-high-dose-without-k2`, "the time until the next operation is at most 14 days" decides just below the limit.
    Scenario: d3-high-dose-without-k2, question 17
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose next surgery is in 13 days
      And whose list of supplements is not mentioned
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is not raised

    # in the rule `d3-high-dose-without-k2`, "has reacted to vitamin K before" matters while it is not known.
    Scenario: d3-high-dose-without-k2, question 18
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of allergies is not mentioned
      And whose list of supplements is not mentioned
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is undecided

    # in the rule `d3-high-dose-without-k2`, "has or had high blood calcium" matters while it is not known.
    Scenario: d3-high-dose-without-k2, question 19
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may have high blood calcium
      And whose list of supplements is not mentioned
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is undecided

    # in the rule `d3-high-dose-without-k2`, "has a condition that disturbs the calcium balance" matters while it is not known.
    Scenario: d3-high-dose-without-k2, question 20
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may have calcium dysregulation
      And whose list of supplements is not mentioned
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is undecided

    # in the rule `d3-high-dose-without-k2`, "it is known what the last eGFR is" decides, answered yes.
    Scenario: d3-high-dose-without-k2, question 21
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose serum calcium 40499 days ago was 0.00425 mg/dL
      And whose GFR 45001 days ago was 26 mL/min/1.73m2
      And whose list of supplements is not mentioned
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is not raised

    # in the rule `d3-high-dose-without-k2`, "the time since the last eGFR is at most 45,000 days" decides exactly at the limit.
    Scenario: d3-high-dose-without-k2, question 22
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose GFR 45000 days ago was 28 mL/min/1.73m2
      And whose GFR 45000 days ago was 28.25 mL/min/1.73m2
      And whose list of supplements is not mentioned
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is not raised

    # in the rule `d3-high-dose-without-k2`, "the time since the last eGFR is at most 45,000 days" decides just below the limit.
    Scenario: d3-high-dose-without-k2, question 23
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose GFR 44999 days ago was 28 mL/min/1.73m2
      And whose GFR 44999 days ago was 28.25 mL/min/1.73m2
      And who takes vitamin D
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is not raised

    # in the rule `d3-high-dose-without-k2`, "the last eGFR is less than 30 mL/min/1.73m2" decides just above the limit.
    Scenario: d3-high-dose-without-k2, question 24
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose GFR 40499 days ago was 30.5 mL/min/1.73m2
      And whose list of supplements is not mentioned
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is undecided

    # in the rule `d3-high-dose-without-k2`, "the total daily vitamin D is less than 10,000 IU/day" decides just above the limit.
    Scenario: d3-high-dose-without-k2, question 25
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes 10000.5 IU/day of vitamin D
      And who may take vitamin K2
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is not raised

  Rule: Vitamin K2 beside vitamin D or calcium is optional (k2-pairing-optional)

    # the rule `k2-pairing-optional` gives the advice of another.
    Scenario: k2-pairing-optional, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is past the menopause
      And who is 49 years old
      And who takes 1500000 mg/day of calcium
      And who takes argatroban
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is raised
      And its severity is info
      And the advice is to "Nothing is needed; answer questions if they come."

    # in the rule `k2-pairing-optional`, "takes vitamin D" matters while it is not known.
    Scenario: k2-pairing-optional, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may take vitamin D
      And who stopped acenocoumarol 5 days ago
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is not raised

    # in the rule `k2-pairing-optional`, "takes a bone formula" matters while it is not known.
    Scenario: k2-pairing-optional, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose next surgery is in 12 days
      And who may take bone health formula
      And who does not take vitamin K2
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is not raised

    # in the rule `k2-pairing-optional`, "has told the list of medicines" decides, answered no.
    Scenario: k2-pairing-optional, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of medicines is not mentioned
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is not raised

    # in the rule `k2-pairing-optional`, "takes a vitamin K antagonist" matters while it is not known.
    Scenario: k2-pairing-optional, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of supplements is not mentioned
      And who may take acenocoumarol
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is undecided

    # in the rule `k2-pairing-optional`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides just below the limit.
    Scenario: k2-pairing-optional, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of supplements is not mentioned
      And who stopped acenocoumarol 6 days ago
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is not raised

    # in the rule `k2-pairing-optional`, "has long-term use of an anticoagulant on the problem list" decides, answered yes.
    Scenario: k2-pairing-optional, question 7
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has long-term use of an anticoagulant on the problem list
      And whose list of supplements is not mentioned
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is not raised

    # in the rule `k2-pairing-optional`, "it is known whether the patient takes an anticoagulant known by name" decides, answered yes.
    Scenario: k2-pairing-optional, question 8
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is not pregnant
      And who is 46 years old
      And whose serum calcium 49500 days ago was 8.45 mg/dL, with a target from 8500.5 mg/dL to 8501.5 mg/dL
      And who takes argatroban
      And who takes blood thinner
      And who takes 5001 IU/day of vitamin D
      And who does not take VKA
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is withheld

    # in the rule `k2-pairing-optional`, "it is known what the pregnancy status is" decides, answered yes.
    Scenario: k2-pairing-optional, question 9
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is pregnant
      And whose list of supplements is not mentioned
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is not raised

    # in the rule `k2-pairing-optional`, "is past the menopause" decides, answered no.
    Scenario: k2-pairing-optional, question 10
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is not past the menopause
      And who is 54 years old
      And whose serum calcium 44999 days ago was 7.65 mg/dL, with a target from 8500.5 mg/dL to 8501.5 mg/dL
      And who takes argatroban
      And who takes 5500 IU/day of vitamin D
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is undecided

    # in the rule `k2-pairing-optional`, "the age is more than 55 years" decides exactly at the limit.
    Scenario: k2-pairing-optional, question 11
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is 55 years old
      And who takes 1500.5 mg/day of calcium
      And who takes argatroban
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is undecided

    # in the rule `k2-pairing-optional`, "the age is more than 55 years" decides just above the limit.
    Scenario: k2-pairing-optional, question 12
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is 56 years old
      And who takes 1000 mg/day of calcium
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is raised
      And its severity is info

    # in the rule `k2-pairing-optional`, "the time since the last operation is at most 28 days" matters while it is not known.
    Scenario: k2-pairing-optional, question 13
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of surgeries is not mentioned
      And whose list of supplements is not mentioned
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is undecided

    # in the rule `k2-pairing-optional`, "the time since the last operation is at most 28 days" decides just below the limit.
    Scenario: k2-pairing-optional, question 14
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose last surgery was 27 days ago
      And whose list of supplements is not mentioned
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is not raised

    # in the rule `k2-pairing-optional`, "the time until the next operation is at most 14 days" decides just below the limit.
    Scenario: k2-pairing-optional, question 15
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose next surgery is in 13 days
      And whose list of supplements is not mentioned
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is not raised

    # in the rule `k2-pairing-optional`, "the age is at least 18 years" decides just above the limit.
    Scenario: k2-pairing-optional, question 16
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is past the menopause
      And who is 19 years old
      And who takes 5002 IU/day of vitamin D
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is withheld

    # in the rule `k2-pairing-optional`, "has reacted to vitamin K before" matters while it is not known.
    Scenario: k2-pairing-optional, question 17
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of allergies is not mentioned
      And whose list of supplements is not mentioned
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is undecided

    # in the rule `k2-pairing-optional`, "has advanced kidney disease" matters while it is not known.
    Scenario: k2-pairing-optional, question 18
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may have advanced kidney disease
      And whose list of supplements is not mentioned
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is undecided

    # in the rule `k2-pairing-optional`, "it is known what the time since the last blood calcium is" decides, answered yes.
    Scenario: k2-pairing-optional, question 19
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose serum calcium 40499 days ago was 8500 mg/dL
      And whose serum calcium 40499 days ago was 8501 mg/dL
      And whose list of supplements is not mentioned
      And who takes argatroban
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is not raised

    # in the rule `k2-pairing-optional`, "it is known what the last eGFR is" decides, answered yes.
    Scenario: k2-pairing-optional, question 20
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose GFR 49500 days ago was 26 mL/min/1.73m2
      And whose list of supplements is not mentioned
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is not raised

    # in the rule `k2-pairing-optional`, "it is known what the time since the last eGFR is" decides, answered yes.
    Scenario: k2-pairing-optional, question 21
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose GFR 40499 days ago was 26 mL/min/1.73m2
      And whose GFR 40499 days ago was 29.5 mL/min/1.73m2
      And whose list of supplements is not mentioned
      And who takes argatroban
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is not raised

    # in the rule `k2-pairing-optional`, "the time since the last eGFR is at most 45,000 days" decides exactly at the limit.
    Scenario: k2-pairing-optional, question 22
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose GFR 45000 days ago was 26 mL/min/1.73m2
      And whose GFR 45000 days ago was 27 mL/min/1.73m2
      And who takes argatroban
      And who may take vitamin D
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is not raised

    # in the rule `k2-pairing-optional`, "the time since the last eGFR is at most 45,000 days" decides just below the limit.
    Scenario: k2-pairing-optional, question 23
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose GFR 44999 days ago was 26 mL/min/1.73m2
      And whose GFR 44999 days ago was 27 mL/min/1.73m2
      And who takes argatroban
      And who may take vitamin D
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is not raised

    # in the rule `k2-pairing-optional`, "the last eGFR is less than 30 mL/min/1.73m2" decides just above the limit.
    Scenario: k2-pairing-optional, question 24
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose GFR 40499 days ago was 30.5 mL/min/1.73m2
      And whose list of supplements is not mentioned
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is undecided

    # in the rule `k2-pairing-optional`, "the total daily vitamin D is less than 10,000 IU/day" decides just below the limit.
    Scenario: k2-pairing-optional, question 25
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes 9999.5 IU/day of vitamin D
      And who may take vitamin K2
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is undecided

    # in the rule `k2-pairing-optional`, "the total daily vitamin D is less than 10,000 IU/day" decides just above the limit.
    Scenario: k2-pairing-optional, question 26
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is 56 years old
      And who takes 10001 IU/day of vitamin D
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is withheld

  Rule: Vitamin D above the upper level (vitamin-d-above-ul)

    # the rule `vitamin-d-above-ul` gives the advice of another.
    Scenario: vitamin-d-above-ul, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes 4000.5 IU/day of vitamin D
      When the profile is evaluated
      Then the flag "vitamin-d-above-ul" is raised
      And its severity is warning
      And the advice is to "Find the reason for the dose and set an end date."

    # in the rule `vitamin-d-above-ul`, the row: is on no prescribed short course of vitamin D, or that is not known, the total daily vitamin D: up to 4,000 IU/day.
    Scenario: vitamin-d-above-ul, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      When the profile is evaluated
      Then the flag "vitamin-d-above-ul" is not raised

  Rule: A very large single dose of vitamin D (vitamin-d-bolus)

    # the rule `vitamin-d-bolus` gives the advice of another.
    Scenario: vitamin-d-bolus, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes 60000 IU/day of vitamin D
      When the profile is evaluated
      Then the flag "vitamin-d-bolus" is raised
      And its severity is warning
      And the advice is to "Ask who recommended the large dose, and offer a daily dose instead."

  Rule: A high vitamin D level (vitamin-d-level-high)

    # in the definition `vitamin_d3_measured`, "it is known what the last level of vitamin D3 alone is or (it is known what the time since the last level of vitamin D3 alone is and the time since the last level of vitamin D3 alone is at most 45,000 days)" is read with and instead of or.
    Scenario: vitamin-d-level-high, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose vitamin D3 level 49500 days ago was 149.5 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-high" is raised
      And its severity is warning

    # in the definition `vitamin_d3_measured`, "it is known what the time since the last level of vitamin D3 alone is and the time since the last level of vitamin D3 alone is at most 45,000 days" is left out.
    Scenario: vitamin-d-level-high, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose vitamin D3 level 40499 days ago was 50.5 ng/mL
      And whose vitamin D3 level 40499 days ago was 150001 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-high" is raised
      And its severity is warning

    # in the definition `vitamin_d3_measured`, "the time since the last level of vitamin D3 alone is at most 45,000 days" is compared with < instead of <=.
    Scenario: vitamin-d-level-high, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose vitamin D3 level 45000 days ago was 50.5 ng/mL
      And whose vitamin D3 level 45000 days ago was 150001 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-high" is raised
      And its severity is warning

    # in the definition `vitamin_d3_measured`, "the time since the last level of vitamin D3 alone is at most 45,000 days" is compared with 45,001 days (one step off).
    Scenario: vitamin-d-level-high, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose vitamin D3 level 45001 days ago was 50.5 ng/mL
      And whose vitamin D3 level 45001 days ago was 150001 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-high" is not raised

    # in the definition `vitamin_d_is_high`, "the last vitamin D level (D2 and D3 together) is more than 50 ng/mL" counts as yes where it is not known.
    Scenario: vitamin-d-level-high, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 40499 days ago was 0.01 ng/mL
      And whose total 25-hydroxyvitamin D 40499 days ago was 150001 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-high" is undecided

    # in the definition `vitamin_d_is_high`, "the last level of vitamin D3 alone is more than 50 ng/mL" is compared with >= instead of >.
    Scenario: vitamin-d-level-high, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose vitamin D3 level 40499 days ago was 50 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-high" is not raised

    # in the definition `vitamin_d_is_high`, "the last level of vitamin D3 alone is more than 50 ng/mL" counts as yes where it is not known.
    Scenario: vitamin-d-level-high, question 7
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose vitamin D3 level 40499 days ago was 0.01 ng/mL
      And whose vitamin D3 level 40499 days ago was 150001 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-high" is undecided

    # in the definition `vitamin_d_is_high`, "takes vitamin D2" counts as yes where it is not known.
    Scenario: vitamin-d-level-high, question 8
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 45002 days ago was 55 ng/mL
      And whose total 25-hydroxyvitamin D 45002 days ago was 150001 ng/mL
      And whose vitamin D3 level 45000 days ago was 0.035 ng/mL
      And who may take vitamin D2
      When the profile is evaluated
      Then the flag "vitamin-d-level-high" is undecided

    # in the definition `vitamin_d_is_high`, "the last vitamin D level (D2 and D3 together) is more than 50 ng/mL" is compared with >= instead of >.
    Scenario: vitamin-d-level-high, question 9
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 40499 days ago was 50 ng/mL
      And whose vitamin D3 level 40499 days ago was 0.01 ng/mL
      And who takes vitamin D2
      When the profile is evaluated
      Then the flag "vitamin-d-level-high" is not raised

    # in the definition `vitamin_d_is_high`, "the last vitamin D level (D2 and D3 together) is more than 50 ng/mL" is compared with 51 ng/mL (one step off).
    Scenario: vitamin-d-level-high, question 10
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 45001 days ago was 50.5 ng/mL
      And whose total 25-hydroxyvitamin D 45001 days ago was 150001 ng/mL
      And whose vitamin D3 level 44999 days ago was 0.15 ng/mL
      And who takes vitamin D2
      When the profile is evaluated
      Then the flag "vitamin-d-level-high" is raised
      And its severity is warning

    # in the definition `vitamin_d_measured`, "it is known what the last vitamin D level (D2 and D3 together) is" is left out.
    Scenario: vitamin-d-level-high, question 11
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 45001 days ago was 151 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-high" is withheld

    # in the definition `vitamin_d_measured`, "the time since the last vitamin D level is at most 45,000 days" is compared with < instead of <=.
    Scenario: vitamin-d-level-high, question 12
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 45000 days ago was 50.5 ng/mL
      And whose total 25-hydroxyvitamin D 45000 days ago was 150001 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-high" is raised
      And its severity is warning

    # in the definition `vitamin_d_measured`, "the time since the last vitamin D level is at most 45,000 days" is compared with 45,001 days (one step off).
    Scenario: vitamin-d-level-high, question 13
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 45001 days ago was 166 ng/mL
      And whose total 25-hydroxyvitamin D 45001 days ago was 150001 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-high" is not raised

    # in the rule `vitamin-d-level-high`, "it is known what the time since the last vitamin D level is" decides, answered no.
    Scenario: vitamin-d-level-high, question 14
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      When the profile is evaluated
      Then the flag "vitamin-d-level-high" is not raised

    # in the rule `vitamin-d-level-high`, "the time since the last vitamin D level is at most 45,000 days" decides just below the limit.
    Scenario: vitamin-d-level-high, question 15
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 44999 days ago was 50.5 ng/mL
      And whose total 25-hydroxyvitamin D 44999 days ago was 150001 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-high" is raised
      And its severity is warning

    # in the rule `vitamin-d-level-high`, "the time since the last level of vitamin D3 alone is at most 45,000 days" decides just below the limit.
    Scenario: vitamin-d-level-high, question 16
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose vitamin D3 level 44999 days ago was 50.5 ng/mL
      And whose vitamin D3 level 44999 days ago was 150001 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-high" is raised
      And its severity is warning

    # in the rule `vitamin-d-level-high`, "the last level of vitamin D3 alone is more than 50 ng/mL" decides just below the limit.
    Scenario: vitamin-d-level-high, question 17
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose vitamin D3 level 40499 days ago was 49 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-high" is not raised

    # in the rule `vitamin-d-level-high`, "the last level of vitamin D3 alone is more than 50 ng/mL" decides just above the limit.
    Scenario: vitamin-d-level-high, question 18
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose vitamin D3 level 40499 days ago was 50.5 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-high" is raised
      And its severity is warning

  Rule: A low vitamin D level (vitamin-d-level-low)

    # in the definition `vitamin_d_is_low`, "the last vitamin D level (D2 and D3 together) is less than 20 ng/mL" counts as yes where it is not known.
    Scenario: vitamin-d-level-low, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 40499 days ago was 0.01 ng/mL
      And whose total 25-hydroxyvitamin D 40499 days ago was 150001 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-low" is undecided

    # in the definition `vitamin_d_is_low`, "the last level of vitamin D3 alone is less than 20 ng/mL" is compared with 19 ng/mL (one step off).
    Scenario: vitamin-d-level-low, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose vitamin D3 level 40499 days ago was 19 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-low" is raised
      And its severity is warning

    # in the definition `vitamin_d_is_low`, "takes vitamin D2" counts as yes where it is not known.
    Scenario: vitamin-d-level-low, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 40499 days ago was 20 ng/mL
      And whose vitamin D3 level 40499 days ago was 0.01 ng/mL
      And who may take vitamin D2
      When the profile is evaluated
      Then the flag "vitamin-d-level-low" is undecided

    # in the definition `vitamin_d_is_low`, "the last vitamin D level (D2 and D3 together) is less than 20 ng/mL" is compared with 19 ng/mL (one step off).
    Scenario: vitamin-d-level-low, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 49500 days ago was 19.5 ng/mL
      And whose total 25-hydroxyvitamin D 49500 days ago was 150001 ng/mL
      And whose vitamin D3 level 40501 days ago was 0.02 ng/mL
      And who takes vitamin D2
      When the profile is evaluated
      Then the flag "vitamin-d-level-low" is undecided

    # the rule `vitamin-d-level-low` gives the advice of another.
    Scenario: vitamin-d-level-low, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose vitamin D3 level 40499 days ago was 0.01 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-low" is raised
      And its severity is warning
      And the advice is to "Decide on treatment, and on a second measurement after about three months."

    # in the rule `vitamin-d-level-low`, "it is known what the last vitamin D level (D2 and D3 together) is" decides, answered yes.
    Scenario: vitamin-d-level-low, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 45001 days ago was 0.035 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-low" is raised
      And its severity is warning

    # in the rule `vitamin-d-level-low`, "the time since the last vitamin D level is at most 45,000 days" decides, answered no.
    Scenario: vitamin-d-level-low, question 7
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 49500 days ago was 0.02 ng/mL
      And whose total 25-hydroxyvitamin D 49500 days ago was 150001 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-low" is not raised

    # in the rule `vitamin-d-level-low`, "the time since the last vitamin D level is at most 45,000 days" decides exactly at the limit.
    Scenario: vitamin-d-level-low, question 8
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 45000 days ago was 0.01 ng/mL
      And whose total 25-hydroxyvitamin D 45000 days ago was 0.26 ng/mL
      And whose vitamin D3 level 40499 days ago was 0.01 ng/mL
      And whose vitamin D3 level 40499 days ago was 21 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-low" is raised
      And its severity is warning

    # in the rule `vitamin-d-level-low`, "the time since the last vitamin D level is at most 45,000 days" decides just below the limit.
    Scenario: vitamin-d-level-low, question 9
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 44999 days ago was 18.5 ng/mL
      And whose total 25-hydroxyvitamin D 44999 days ago was 18.75 ng/mL
      And whose vitamin D3 level 40501 days ago was 0.1 ng/mL
      And whose vitamin D3 level 40501 days ago was 150001 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-low" is raised
      And its severity is warning

    # in the rule `vitamin-d-level-low`, "the time since the last vitamin D level is at most 45,000 days" decides just above the limit.
    Scenario: vitamin-d-level-low, question 10
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 45001 days ago was 0.01 ng/mL
      And whose total 25-hydroxyvitamin D 45001 days ago was 150001 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-low" is not raised

    # in the rule `vitamin-d-level-low`, "it is known what the last level of vitamin D3 alone is" decides, answered yes.
    Scenario: vitamin-d-level-low, question 11
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose vitamin D3 level 45001 days ago was 1.15 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-low" is raised
      And its severity is warning

    # in the rule `vitamin-d-level-low`, "it is known what the time since the last level of vitamin D3 alone is" decides, answered yes.
    Scenario: vitamin-d-level-low, question 12
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 40499 days ago was 0.01 ng/mL
      And whose total 25-hydroxyvitamin D 40499 days ago was 150001 ng/mL
      And whose vitamin D3 level 44999 days ago was 18.5 ng/mL
      And whose vitamin D3 level 44999 days ago was 18.75 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-low" is raised
      And its severity is warning

    # in the rule `vitamin-d-level-low`, "the time since the last level of vitamin D3 alone is at most 45,000 days" decides exactly at the limit.
    Scenario: vitamin-d-level-low, question 13
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 40499 days ago was 0.01 ng/mL
      And whose total 25-hydroxyvitamin D 40499 days ago was 150001 ng/mL
      And whose vitamin D3 level 45000 days ago was 18.5 ng/mL
      And whose vitamin D3 level 45000 days ago was 18.75 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-low" is raised
      And its severity is warning

    # in the rule `vitamin-d-level-low`, "the time since the last level of vitamin D3 alone is at most 45,000 days" decides just above the limit.
    Scenario: vitamin-d-level-low, question 14
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 40499 days ago was 0.01 ng/mL
      And whose total 25-hydroxyvitamin D 40499 days ago was 150001 ng/mL
      And whose vitamin D3 level 45001 days ago was 18.5 ng/mL
      And whose vitamin D3 level 45001 days ago was 18.75 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-low" is undecided

    # in the rule `vitamin-d-level-low`, "the last level of vitamin D3 alone is less than 20 ng/mL" decides, answered no.
    Scenario: vitamin-d-level-low, question 15
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose vitamin D3 level 40499 days ago was 20 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-low" is not raised

    # in the rule `vitamin-d-level-low`, "the last level of vitamin D3 alone is less than 20 ng/mL" matters while it is not known.
    Scenario: vitamin-d-level-low, question 16
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose vitamin D3 level 40499 days ago was 0.01 ng/mL
      And whose vitamin D3 level 40499 days ago was 150001 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-low" is undecided

    # in the rule `vitamin-d-level-low`, "the last level of vitamin D3 alone is less than 20 ng/mL" decides just above the limit.
    Scenario: vitamin-d-level-low, question 17
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose vitamin D3 level 40499 days ago was 20.5 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-low" is not raised

  Rule: A vitamin D level at which poisoning is seen (vitamin-d-level-very-high)

    # in the definition `vitamin_d_is_very_high`, "is known to have had the vitamin D level measured" is left out.
    Scenario: vitamin-d-level-very-high, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      When the profile is evaluated
      Then the flag "vitamin-d-level-very-high" is not raised

    # in the definition `vitamin_d_is_very_high`, "the last vitamin D level (D2 and D3 together) is more than 150 ng/mL" counts as yes where it is not known.
    Scenario: vitamin-d-level-very-high, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 40499 days ago was 0.01 ng/mL
      And whose total 25-hydroxyvitamin D 40499 days ago was 150001 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-very-high" is undecided

    # in the definition `vitamin_d_is_very_high`, "the last level of vitamin D3 alone is more than 150 ng/mL" is compared with >= instead of >.
    Scenario: vitamin-d-level-very-high, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose vitamin D3 level 40499 days ago was 150 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-very-high" is not raised

    # in the definition `vitamin_d_is_very_high`, "the last level of vitamin D3 alone is more than 150 ng/mL" is compared with 151 ng/mL (one step off).
    Scenario: vitamin-d-level-very-high, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose vitamin D3 level 40499 days ago was 150.5 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-very-high" is raised
      And its severity is critical

    # in the definition `vitamin_d_is_very_high`, "the last level of vitamin D3 alone is more than 150 ng/mL" counts as yes where it is not known.
    Scenario: vitamin-d-level-very-high, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose vitamin D3 level 40499 days ago was 0.01 ng/mL
      And whose vitamin D3 level 40499 days ago was 150001 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-very-high" is undecided

    # in the definition `vitamin_d_is_very_high`, "takes vitamin D2" counts as yes where it is not known.
    Scenario: vitamin-d-level-very-high, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 45002 days ago was 20001 ng/mL
      And whose total 25-hydroxyvitamin D 45002 days ago was 150001 ng/mL
      And whose vitamin D3 level 40501 days ago was 150 ng/mL
      And who may take vitamin D2
      When the profile is evaluated
      Then the flag "vitamin-d-level-very-high" is undecided

    # in the definition `vitamin_d_is_very_high`, "the last vitamin D level (D2 and D3 together) is more than 150 ng/mL" is compared with >= instead of >.
    Scenario: vitamin-d-level-very-high, question 7
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 40499 days ago was 150 ng/mL
      And whose vitamin D3 level 40499 days ago was 0.01 ng/mL
      And who takes vitamin D2
      When the profile is evaluated
      Then the flag "vitamin-d-level-very-high" is not raised

    # in the definition `vitamin_d_is_very_high`, "the last vitamin D level (D2 and D3 together) is more than 150 ng/mL" is compared with 151 ng/mL (one step off).
    Scenario: vitamin-d-level-very-high, question 8
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 49500 days ago was 150.5 ng/mL
      And whose total 25-hydroxyvitamin D 49500 days ago was 150001 ng/mL
      And whose vitamin D3 level 40499 days ago was 0.01 ng/mL
      And who takes vitamin D2
      When the profile is evaluated
      Then the flag "vitamin-d-level-very-high" is raised
      And its severity is critical

    # in the rule `vitamin-d-level-very-high`, "it is known what the last vitamin D level (D2 and D3 together) is" decides, answered yes.
    Scenario: vitamin-d-level-very-high, question 9
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 45002 days ago was 152 ng/mL
      And whose vitamin D3 level 45001 days ago was 50.5 ng/mL
      And whose vitamin D3 level 45001 days ago was 150001 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-very-high" is raised
      And its severity is critical

    # in the rule `vitamin-d-level-very-high`, "the time since the last vitamin D level is at most 45,000 days" decides exactly at the limit.
    Scenario: vitamin-d-level-very-high, question 10
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 45000 days ago was 150.5 ng/mL
      And whose total 25-hydroxyvitamin D 45000 days ago was 150001 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-very-high" is raised
      And its severity is critical

    # in the rule `vitamin-d-level-very-high`, "the time since the last vitamin D level is at most 45,000 days" decides just below the limit.
    Scenario: vitamin-d-level-very-high, question 11
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 44999 days ago was 150.5 ng/mL
      And whose total 25-hydroxyvitamin D 44999 days ago was 150001 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-very-high" is raised
      And its severity is critical

    # in the rule `vitamin-d-level-very-high`, "the time since the last vitamin D level is at most 45,000 days" decides just above the limit.
    Scenario: vitamin-d-level-very-high, question 12
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 45001 days ago was 166 ng/mL
      And whose total 25-hydroxyvitamin D 45001 days ago was 150001 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-very-high" is not raised

    # in the rule `vitamin-d-level-very-high`, "it is known what the last level of vitamin D3 alone is" decides, answered yes.
    Scenario: vitamin-d-level-very-high, question 13
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose vitamin D3 level 45001 days ago was 150000 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-very-high" is raised
      And its severity is critical

    # in the rule `vitamin-d-level-very-high`, "the time since the last level of vitamin D3 alone is at most 45,000 days" decides exactly at the limit.
    Scenario: vitamin-d-level-very-high, question 14
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose vitamin D3 level 45000 days ago was 150.5 ng/mL
      And whose vitamin D3 level 45000 days ago was 150001 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-very-high" is raised
      And its severity is critical

    # in the rule `vitamin-d-level-very-high`, "the time since the last level of vitamin D3 alone is at most 45,000 days" decides just below the limit.
    Scenario: vitamin-d-level-very-high, question 15
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose vitamin D3 level 44999 days ago was 150.5 ng/mL
      And whose vitamin D3 level 44999 days ago was 150001 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-very-high" is raised
      And its severity is critical

    # in the rule `vitamin-d-level-very-high`, "the time since the last level of vitamin D3 alone is at most 45,000 days" decides just above the limit.
    Scenario: vitamin-d-level-very-high, question 16
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 40501 days ago was 18 ng/mL
      And whose total 25-hydroxyvitamin D 40501 days ago was 150001 ng/mL
      And whose vitamin D3 level 45001 days ago was 20001 ng/mL
      And whose vitamin D3 level 45001 days ago was 150001 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-very-high" is undecided

    # in the rule `vitamin-d-level-very-high`, "the last level of vitamin D3 alone is more than 150 ng/mL" decides just below the limit.
    Scenario: vitamin-d-level-very-high, question 17
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose vitamin D3 level 40499 days ago was 149 ng/mL
      When the profile is evaluated
      Then the flag "vitamin-d-level-very-high" is not raised

  Rule: Several products with vitamin D (vitamin-d-multiple-sources)

    # the rule `vitamin-d-multiple-sources` gives the advice of another.
    Scenario: vitamin-d-multiple-sources, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes 100 IU/day of vitamin D
      And who takes vitamin D
      When the profile is evaluated
      Then the flag "vitamin-d-multiple-sources" is raised
      And its severity is info
      And the advice is to "Add up the vitamin D of all products."

  Rule: Vitamin D at a dose with observed harm (vitamin-d-very-high)

    # the rule `vitamin-d-very-high` gives the advice of another.
    Scenario: vitamin-d-very-high, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes 10000 IU/day of vitamin D
      When the profile is evaluated
      Then the flag "vitamin-d-very-high" is raised
      And its severity is critical
      And the advice is to "Check the amount and its unit on the label."

    # in the rule `vitamin-d-very-high`, the row: the total daily vitamin D: below 10,000 IU/day.
    Scenario: vitamin-d-very-high, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      When the profile is evaluated
      Then the flag "vitamin-d-very-high" is not raised

  Rule: An allergy that may concern the vitamin K product (k2-allergy-or-prior-reaction)

    # in the rule `k2-allergy-or-prior-reaction`, "has reacted to vitamin K and takes a product with it" counts as no where it is not known.
    Scenario: k2-allergy-or-prior-reaction, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of allergies is not mentioned
      And who never eats natto
      And who takes vitamin K1
      When the profile is evaluated
      Then the flag "k2-allergy-or-prior-reaction" is undecided

    # in the definition `soy_allergy_meets_mk7`, "takes MK-7 that is not stated to be synthetic" counts as yes where it is not known.
    Scenario: k2-allergy-or-prior-reaction, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is allergic to soy
      And whose list of supplements is not mentioned
      When the profile is evaluated
      Then the flag "k2-allergy-or-prior-reaction" is undecided

    # in the definition `soy_allergy_meets_mk7`, "takes MK-7 that is not stated to be synthetic" counts as no where it is not known.
    Scenario: k2-allergy-or-prior-reaction, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is allergic to soy
      And who never eats natto
      And whose list of supplements is not mentioned
      When the profile is evaluated
      Then the flag "k2-allergy-or-prior-reaction" is undecided

    # in the definition `vitamin_k_reaction_repeats`, "takes a product with vitamin K" is left out.
    Scenario: k2-allergy-or-prior-reaction, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is allergic to vitamin K
      When the profile is evaluated
      Then the flag "k2-allergy-or-prior-reaction" is not raised

    # in the definition `vitamin_k_reaction_repeats`, "takes a product with vitamin K" counts as yes where it is not known.
    Scenario: k2-allergy-or-prior-reaction, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is allergic to vitamin K
      And who may take vitamin K
      When the profile is evaluated
      Then the flag "k2-allergy-or-prior-reaction" is undecided


  Rule: An untested vitamin K2 product (k2-product-quality)

    # in the definition `vka_or_unnamed_thinner`, "is under the effect of a vitamin K antagonist" counts as no where it is not known.
    Scenario: k2-product-quality, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes 100 mcg/day of vitamin K2, not tested independently
      And who stopped acenocoumarol, nobody knows when
      When the profile is evaluated
      Then the flag "k2-product-quality" is undecided

    # in the definition `vka_or_unnamed_thinner`, "takes a blood thinner that nobody has named" is left out.
    Scenario: k2-product-quality, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has long-term use of an anticoagulant on the problem list
      And who takes 100 mcg/day of vitamin K2, not tested independently
      When the profile is evaluated
      Then the flag "k2-product-quality" is withheld

    # the rule `k2-product-quality` gives the advice of another.
    Scenario: k2-product-quality, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes 100 mcg/day of vitamin K2, not tested independently
      When the profile is evaluated
      Then the flag "k2-product-quality" is raised
      And its severity is info
      And the advice is to "Prefer a product that an independent laboratory has tested."

    # in the rule `k2-product-quality`, "it is known whether the patient takes vitamin K2" decides, answered no.
    Scenario: k2-product-quality, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may take vitamin K2
      When the profile is evaluated
      Then the flag "k2-product-quality" is undecided

    # in the rule `k2-product-quality`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides, answered yes.
    Scenario: k2-product-quality, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may take vitamin K2
      And who stopped acenocoumarol 5 days ago
      When the profile is evaluated
      Then the flag "k2-product-quality" is not raised

    # in the rule `k2-product-quality`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides exactly at the limit.
    Scenario: k2-product-quality, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may take vitamin K2
      And who stopped acenocoumarol 7 days ago
      When the profile is evaluated
      Then the flag "k2-product-quality" is not raised

    # in the rule `k2-product-quality`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides just below the limit.
    Scenario: k2-product-quality, question 7
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may take vitamin K2
      And who stopped acenocoumarol 6 days ago
      When the profile is evaluated
      Then the flag "k2-product-quality" is not raised

    # in the rule `k2-product-quality`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides just above the limit.
    Scenario: k2-product-quality, question 8
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes argatroban
      And who may take vitamin K2
      And who stopped acenocoumarol 8 days ago
      When the profile is evaluated
      Then the flag "k2-product-quality" is undecided

    # in the rule `k2-product-quality`, "takes a blood thinner that is not named" decides, answered yes.
    Scenario: k2-product-quality, question 9
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes blood thinner
      And who may take vitamin K2
      When the profile is evaluated
      Then the flag "k2-product-quality" is not raised

    # in the rule `k2-product-quality`, "it is known whether the patient takes an anticoagulant known by name" decides, answered yes.
    Scenario: k2-product-quality, question 10
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has long-term use of an anticoagulant on the problem list
      And who takes argatroban
      And who takes 100 mcg/day of vitamin K2, not tested independently
      When the profile is evaluated
      Then the flag "k2-product-quality" is raised
      And its severity is info

  Rule: Much MK-4 at once (mk4-once-daily-high-dose)

    # in the rule `mk4-once-daily-high-dose`, "the total daily MK-4 is at least 1,000 mcg/day" counts as yes where it is not known.
    Scenario: mk4-once-daily-high-dose, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes 25 mcg once daily of vitamin K2 as MK-4
      And who takes vitamin K2 as MK-4
      And who stopped acenocoumarol 6 days ago
      When the profile is evaluated
      Then the flag "mk4-once-daily-high-dose" is not raised

    # the rule `mk4-once-daily-high-dose` gives the advice of another.
    Scenario: mk4-once-daily-high-dose, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes 7000 mcg weekly of vitamin K2 as MK-4
      When the profile is evaluated
      Then the flag "mk4-once-daily-high-dose" is raised
      And its severity is info
      And the advice is to "Ask why this dose is taken, and whether it can be divided."

    # in the rule `mk4-once-daily-high-dose`, "takes a vitamin K antagonist" matters while it is not known.
    Scenario: mk4-once-daily-high-dose, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of supplements is not mentioned
      And who may take acenocoumarol
      When the profile is evaluated
      Then the flag "mk4-once-daily-high-dose" is undecided

    # in the rule `mk4-once-daily-high-dose`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides exactly at the limit.
    Scenario: mk4-once-daily-high-dose, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of supplements is not mentioned
      And who stopped acenocoumarol 7 days ago
      When the profile is evaluated
      Then the flag "mk4-once-daily-high-dose" is not raised

    # in the rule `mk4-once-daily-high-dose`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides just above the limit.
    Scenario: mk4-once-daily-high-dose, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes vitamin K2 as MK-4
      And who stopped acenocoumarol 8 days ago
      When the profile is evaluated
      Then the flag "mk4-once-daily-high-dose" is undecided

    # in the rule `mk4-once-daily-high-dose`, "takes a blood thinner that is not named" decides, answered yes.
    Scenario: mk4-once-daily-high-dose, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of supplements is not mentioned
      And who takes blood thinner
      When the profile is evaluated
      Then the flag "mk4-once-daily-high-dose" is not raised

    # in the rule `mk4-once-daily-high-dose`, "it is known whether the patient has long-term use of an anticoagulant on the problem list" decides, answered yes.
    Scenario: mk4-once-daily-high-dose, question 7
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has long-term use of an anticoagulant on the problem list
      And whose list of supplements is not mentioned
      When the profile is evaluated
      Then the flag "mk4-once-daily-high-dose" is not raised

    # in the rule `mk4-once-daily-high-dose`, "it is known whether the patient takes an anticoagulant known by name" decides, answered yes.
    Scenario: mk4-once-daily-high-dose, question 8
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has long-term use of an anticoagulant on the problem list
      And who takes 7000 mcg weekly of vitamin K2 as MK-4
      And who takes argatroban
      When the profile is evaluated
      Then the flag "mk4-once-daily-high-dose" is raised
      And its severity is info

  Rule: More MK-7 than is usually studied (mk7-above-studied-range)

    # the rule `mk7-above-studied-range` gives the advice of another.
    Scenario: mk7-above-studied-range, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes 201 mcg/day of vitamin K2 as MK-7
      When the profile is evaluated
      Then the flag "mk7-above-studied-range" is raised
      And its severity is info
      And the advice is to "Ask why this amount is taken."

  Rule: More MK-7 than any cited trial gave (mk7-above-tested-range)

    # the rule `mk7-above-tested-range` gives the advice of another.
    Scenario: mk7-above-tested-range, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes 721 mcg/day of vitamin K2 as MK-7
      When the profile is evaluated
      Then the flag "mk7-above-tested-range" is raised
      And its severity is warning
      And the advice is to "Check the amount and its unit on the label."

    # in the rule `mk7-above-tested-range`, the row: the total daily MK-7: up to 720 mcg/day.
    Scenario: mk7-above-tested-range, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      When the profile is evaluated
      Then the flag "mk7-above-tested-range" is not raised

  Rule: Less vitamin K than the adequate intake (vitamin-k-below-adequate-intake)

    # in the rule `vitamin-k-below-adequate-intake`, "the age is less than 18 years" is compared with <= instead of <.
    Scenario: vitamin-k-below-adequate-intake, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is a woman
      And who is 18 years old
      And whose food gives 0.045 mcg/day of vitamin K
      When the profile is evaluated
      Then the flag "vitamin-k-below-adequate-intake" is raised
      And its severity is info

    # in the definition `below_the_adequate_vitamin_k`, "the sex is female" is left out.
    Scenario: vitamin-k-below-adequate-intake, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is 18 years old
      And whose food gives 0.045 mcg/day of vitamin K
      When the profile is evaluated
      Then the flag "vitamin-k-below-adequate-intake" is undecided

    # in the definition `below_the_adequate_vitamin_k`, "the daily vitamin K from diet and supplements is less than 90 mcg/day" counts as yes where it is not known.
    Scenario: vitamin-k-below-adequate-intake, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is a woman
      And who is 18 years old
      And whose food gives 0.045 mcg/day of vitamin K
      And whose list of supplements is not mentioned
      When the profile is evaluated
      Then the flag "vitamin-k-below-adequate-intake" is undecided

    # in the definition `below_the_adequate_vitamin_k`, "the daily vitamin K from diet and supplements is less than 120 mcg/day" counts as yes where it is not known.
    Scenario: vitamin-k-below-adequate-intake, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is a man
      And who is 18 years old
      And whose food gives 0.045 mcg/day of vitamin K
      And whose list of supplements is not mentioned
      When the profile is evaluated
      Then the flag "vitamin-k-below-adequate-intake" is undecided

    # the rule `vitamin-k-below-adequate-intake` gives the advice of another.
    Scenario: vitamin-k-below-adequate-intake, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is a woman
      And who is 18 years old
      And whose food gives 0.045 mcg/day of vitamin K
      When the profile is evaluated
      Then the flag "vitamin-k-below-adequate-intake" is raised
      And its severity is info
      And the advice is to "Talk about leafy green vegetables."

    # in the rule `vitamin-k-below-adequate-intake`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides just below the limit.
    Scenario: vitamin-k-below-adequate-intake, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose food gives 0.045 mcg/day of vitamin K
      And who stopped acenocoumarol 6 days ago
      When the profile is evaluated
      Then the flag "vitamin-k-below-adequate-intake" is not raised

    # in the rule `vitamin-k-below-adequate-intake`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides just above the limit.
    Scenario: vitamin-k-below-adequate-intake, question 7
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose food gives 0.09 mcg/day of vitamin K
      And who stopped acenocoumarol 8 days ago
      When the profile is evaluated
      Then the flag "vitamin-k-below-adequate-intake" is undecided

    # in the rule `vitamin-k-below-adequate-intake`, "it is known whether the patient has long-term use of an anticoagulant on the problem list" decides, answered yes.
    Scenario: vitamin-k-below-adequate-intake, question 8
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has long-term use of an anticoagulant on the problem list
      And whose food gives 0.045 mcg/day of vitamin K
      When the profile is evaluated
      Then the flag "vitamin-k-below-adequate-intake" is not raised

    # in the rule `vitamin-k-below-adequate-intake`, "it is known whether the patient takes an anticoagulant known by name" decides, answered yes.
    Scenario: vitamin-k-below-adequate-intake, question 9
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has long-term use of an anticoagulant on the problem list
      And who is a woman
      And who is 18 years old
      And whose food gives 0.045 mcg/day of vitamin K
      And who takes argatroban
      When the profile is evaluated
      Then the flag "vitamin-k-below-adequate-intake" is raised
      And its severity is info

    # in the rule `vitamin-k-below-adequate-intake`, "the age is less than 18 years" decides just above the limit.
    Scenario: vitamin-k-below-adequate-intake, question 10
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is 19 years old
      And whose food gives 0.12 mcg/day of vitamin K
      And who takes argatroban
      When the profile is evaluated
      Then the flag "vitamin-k-below-adequate-intake" is undecided

  Rule: Keep vitamin K in the diet steady on a vitamin K antagonist (vka-consistent-dietary-k)

    # the rule `vka-consistent-dietary-k` gives the advice of another.
    Scenario: vka-consistent-dietary-k, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who stopped acenocoumarol 5 days ago
      When the profile is evaluated
      Then the flag "vka-consistent-dietary-k" is raised
      And its severity is info
      And the advice is to "Talk about the diet, and write down that you did."

    # in the rule `vka-consistent-dietary-k`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides exactly at the limit.
    Scenario: vka-consistent-dietary-k, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who stopped acenocoumarol 7 days ago
      When the profile is evaluated
      Then the flag "vka-consistent-dietary-k" is raised
      And its severity is info

    # in the rule `vka-consistent-dietary-k`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides just below the limit.
    Scenario: vka-consistent-dietary-k, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who stopped acenocoumarol 6 days ago
      When the profile is evaluated
      Then the flag "vka-consistent-dietary-k" is raised
      And its severity is info

    # in the rule `vka-consistent-dietary-k`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides just above the limit.
    Scenario: vka-consistent-dietary-k, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who stopped acenocoumarol 8 days ago
      When the profile is evaluated
      Then the flag "vka-consistent-dietary-k" is not raised

  Rule: On a vitamin K antagonist, ask before any vitamin K (vka-consult-prescriber)

    # the rule `vka-consult-prescriber` gives the advice of another.
    Scenario: vka-consult-prescriber, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who stopped acenocoumarol 5 days ago
      When the profile is evaluated
      Then the flag "vka-consult-prescriber" is raised
      And its severity is warning
      And the advice is to "Tell the patient to ask before starting, stopping or changing a supplement."

    # in the rule `vka-consult-prescriber`, the row: takes no vitamin K antagonist, the time since a vitamin K antagonist was stopped: above 7 days.
    Scenario: vka-consult-prescriber, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      When the profile is evaluated
      Then the flag "vka-consult-prescriber" is not raised

    # in the rule `vka-consult-prescriber`, the row: not known whether the patient takes a vitamin K antagonist, the time since a vitamin K antagonist was stopped: up to 7 days.
    Scenario: vka-consult-prescriber, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may take acenocoumarol
      And who stopped acenocoumarol 5 days ago
      When the profile is evaluated
      Then the flag "vka-consult-prescriber" is raised
      And its severity is warning

  Rule: A recent INR outside the range (vka-inr-out-of-range)

    # in the rule `vka-inr-out-of-range`, "is under the effect of a vitamin K antagonist" counts as yes where it is not known.
    Scenario: vka-inr-out-of-range, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose INR PT 11 days ago was 4.55
      And who stopped acenocoumarol, nobody knows when
      When the profile is evaluated
      Then the flag "vka-inr-out-of-range" is undecided

    # in the rule `vka-inr-out-of-range`, "has a last INR below the target range" counts as yes where it is not known.
    Scenario: vka-inr-out-of-range, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose INR PT 14 days ago was 4.45, with a target from 5.2 to 6.95
      And whose INR PT 14 days ago was 5.95
      And who stopped acenocoumarol 6 days ago
      When the profile is evaluated
      Then the flag "vka-inr-out-of-range" is undecided

    # in the rule `vka-inr-out-of-range`, "the last INR is more than 4.5" counts as no where it is not known.
    Scenario: vka-inr-out-of-range, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose INR PT 11 days ago was 3.05
      And whose INR PT 11 days ago was 5.95
      And who stopped acenocoumarol 5 days ago
      When the profile is evaluated
      Then the flag "vka-inr-out-of-range" is undecided

    # the rule `vka-inr-out-of-range` gives the advice of another.
    Scenario: vka-inr-out-of-range, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose INR PT 11 days ago was 4.55
      And who stopped acenocoumarol 5 days ago
      When the profile is evaluated
      Then the flag "vka-inr-out-of-range" is raised
      And its severity is critical
      And the advice is to "Contact the anticoagulation service on the same day."

    # in the rule `vka-inr-out-of-range`, "takes a vitamin K antagonist" matters while it is not known.
    Scenario: vka-inr-out-of-range, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose INR PT 11 days ago was 4.55
      And who may take acenocoumarol
      When the profile is evaluated
      Then the flag "vka-inr-out-of-range" is undecided

    # in the rule `vka-inr-out-of-range`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides exactly at the limit.
    Scenario: vka-inr-out-of-range, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose INR PT 11 days ago was 4.55
      And who stopped acenocoumarol 7 days ago
      When the profile is evaluated
      Then the flag "vka-inr-out-of-range" is raised
      And its severity is critical

    # in the rule `vka-inr-out-of-range`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides just above the limit.
    Scenario: vka-inr-out-of-range, question 7
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose INR PT 11 days ago was 5.95
      And who stopped acenocoumarol 8 days ago
      When the profile is evaluated
      Then the flag "vka-inr-out-of-range" is not raised

  Rule: Natto on a vitamin K antagonist (vka-natto)

    # in the rule `vka-natto`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides just above the limit.
    Scenario: vka-natto, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who eats 2 servings of natto a week
      And who stopped acenocoumarol 8 days ago
      When the profile is evaluated
      Then the flag "vka-natto" is not raised

  Rule: A product of unknown composition on a vitamin K antagonist (vka-unlabelled-product)

    # in the rule `vka-unlabelled-product`, "is under the effect of a vitamin K antagonist" counts as yes where it is not known.
    Scenario: vka-unlabelled-product, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who stopped acenocoumarol, nobody knows when
      And who takes "vitamin D3 combination", whose label we have not seen
      When the profile is evaluated
      Then the flag "vka-unlabelled-product" is undecided

    # the rule `vka-unlabelled-product` gives the advice of another.
    Scenario: vka-unlabelled-product, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who stopped acenocoumarol 5 days ago
      And who takes "vitamin D3 combination", whose label we have not seen
      When the profile is evaluated
      Then the flag "vka-unlabelled-product" is raised
      And its severity is warning
      And the advice is to "Get the label or the barcode, and enter the ingredients."

    # in the rule `vka-unlabelled-product`, "takes a vitamin K antagonist" matters while it is not known.
    Scenario: vka-unlabelled-product, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may take acenocoumarol
      And who takes "vitamin D3 combination", whose label we have not seen
      When the profile is evaluated
      Then the flag "vka-unlabelled-product" is undecided

    # in the rule `vka-unlabelled-product`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides exactly at the limit.
    Scenario: vka-unlabelled-product, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who stopped acenocoumarol 7 days ago
      And who takes "vitamin D3 combination", whose label we have not seen
      When the profile is evaluated
      Then the flag "vka-unlabelled-product" is raised
      And its severity is warning

    # in the rule `vka-unlabelled-product`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides just below the limit.
    Scenario: vka-unlabelled-product, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who stopped acenocoumarol 6 days ago
      And who takes "vitamin D3 combination", whose label we have not seen
      When the profile is evaluated
      Then the flag "vka-unlabelled-product" is raised
      And its severity is warning

    # in the rule `vka-unlabelled-product`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides just above the limit.
    Scenario: vka-unlabelled-product, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who stopped acenocoumarol 8 days ago
      And who takes "vitamin D3 combination", whose label we have not seen
      When the profile is evaluated
      Then the flag "vka-unlabelled-product" is not raised

  Rule: Vitamin K intake changed lately on a vitamin K antagonist (vka-vitamin-k-change)

    # in the rule `vka-vitamin-k-change`, "is under the effect of a vitamin K antagonist" counts as yes where it is not known.
    Scenario: vka-vitamin-k-change, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who stopped acenocoumarol, nobody knows when
      And who stopped vitamin K 24 days ago
      When the profile is evaluated
      Then the flag "vka-vitamin-k-change" is undecided

    # in the rule `vka-vitamin-k-change`, "takes a vitamin K antagonist" matters while it is not known.
    Scenario: vka-vitamin-k-change, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may take acenocoumarol
      And who stopped vitamin K 24 days ago
      When the profile is evaluated
      Then the flag "vka-vitamin-k-change" is undecided

    # in the rule `vka-vitamin-k-change`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides, answered yes.
    Scenario: vka-vitamin-k-change, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who stopped acenocoumarol 5 days ago
      And who stopped vitamin K 24 days ago
      When the profile is evaluated
      Then the flag "vka-vitamin-k-change" is raised
      And its severity is critical

    # in the rule `vka-vitamin-k-change`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides exactly at the limit.
    Scenario: vka-vitamin-k-change, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who stopped acenocoumarol 7 days ago
      And who stopped vitamin K 24 days ago
      When the profile is evaluated
      Then the flag "vka-vitamin-k-change" is raised
      And its severity is critical

    # in the rule `vka-vitamin-k-change`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides just below the limit.
    Scenario: vka-vitamin-k-change, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who stopped acenocoumarol 6 days ago
      And who stopped vitamin K 24 days ago
      When the profile is evaluated
      Then the flag "vka-vitamin-k-change" is raised
      And its severity is critical

    # in the rule `vka-vitamin-k-change`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides just above the limit.
    Scenario: vka-vitamin-k-change, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who stopped acenocoumarol 8 days ago
      And who stopped vitamin K 24 days ago
      When the profile is evaluated
      Then the flag "vka-vitamin-k-change" is not raised

  Rule: A vitamin K product on a vitamin K antagonist (vka-vitamin-k-supplement)

    # the rule `vka-vitamin-k-supplement` gives the advice of another.
    Scenario: vka-vitamin-k-supplement, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes vitamin K
      And who stopped acenocoumarol 5 days ago
      When the profile is evaluated
      Then the flag "vka-vitamin-k-supplement" is raised
      And its severity is critical
      And the advice is to "Contact the anticoagulation service before the product is started."

    # in the rule `vka-vitamin-k-supplement`, the row: takes no product with vitamin K.
    Scenario: vka-vitamin-k-supplement, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      When the profile is evaluated
      Then the flag "vka-vitamin-k-supplement" is not raised

    # in the rule `vka-vitamin-k-supplement`, the row: not known whether the patient takes a product with vitamin K, takes no vitamin K antagonist, the time since a vitamin K antagonist was stopped: any.
    Scenario: vka-vitamin-k-supplement, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may take vitamin K
      And who stopped acenocoumarol 5 days ago
      When the profile is evaluated
      Then the flag "vka-vitamin-k-supplement" is undecided

    # in the rule `vka-vitamin-k-supplement`, the row: not known whether the patient takes a product with vitamin K, takes no vitamin K antagonist, the time since a vitamin K antagonist was stopped: above 7 days.
    Scenario: vka-vitamin-k-supplement, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may take vitamin K
      When the profile is evaluated
      Then the flag "vka-vitamin-k-supplement" is not raised

    # in the rule `vka-vitamin-k-supplement`, the row: takes a product with vitamin K, takes no vitamin K antagonist, the time since a vitamin K antagonist was stopped: not known whether up to 7 days or above 7 days.
    Scenario: vka-vitamin-k-supplement, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes vitamin K
      And who stopped acenocoumarol, nobody knows when
      When the profile is evaluated
      Then the flag "vka-vitamin-k-supplement" is undecided

    # in the rule `vka-vitamin-k-supplement`, the row: takes a product with vitamin K, not known whether the patient takes a vitamin K antagonist, the time since a vitamin K antagonist was stopped: up to 7 days.
    Scenario: vka-vitamin-k-supplement, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes vitamin K
      And who may take acenocoumarol
      And who stopped acenocoumarol 5 days ago
      When the profile is evaluated
      Then the flag "vka-vitamin-k-supplement" is raised
      And its severity is critical
