@suggested @needs-review
Feature: More rows that nobody has confirmed yet
  Each row was made from the rules, to tell them apart from a rule with a mistake in it.
  It says what the rules do today. Whether they should is a question for a clinician:
  until somebody has answered it, no row of this file counts as a specification.
  Evidence: A004 A015 A017 A023 A025 A031 A034 A042 A046 A047 A048 A049 A050 A053 A054 A055 A059 A062 A063 A066 A070 A071 A076 A079 A083 A100 A101 A103 A104 A106 A109 A115 A117 A118 A119 A122 P01 P02 P04 P07 P10 P13 P14 P21 P22 P23 P24 P25 P26 P27 P29 P30 P31 P34 P46 P49 garcia-2006 osteon-editorial-mk4-once osteon-memory-antithrombotics us-adequate-intake-vitamin-k

  Rule: A fat-soluble vitamin without fat (fat-soluble-with-fat-meal)

    # in the rule `fat-soluble-with-fat-meal`, "takes a product with vitamin K" counts as yes where it is not known.
    Scenario: fat-soluble-with-fat-meal, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may take vitamin K2
      And who stopped acenocoumarol 5 days ago
      When the profile is evaluated
      Then the flag "fat-soluble-with-fat-meal" is undecided

    # in the rule `fat-soluble-with-fat-meal`, "takes a product with vitamin K" counts as no where it is not known.
    Scenario: fat-soluble-with-fat-meal, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes 100 IU/day of vitamin D, without fat
      And who may take vitamin K
      And who stopped acenocoumarol 5 days ago
      When the profile is evaluated
      Then the flag "fat-soluble-with-fat-meal" is undecided

    # in the rule `fat-soluble-with-fat-meal`, "it is known whether the patient has long-term use of an anticoagulant on the problem list" decides, answered no.
    Scenario: fat-soluble-with-fat-meal, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may have long-term use of an anticoagulant on the problem list
      And who takes 100 mcg/day of vitamin K2, without fat
      When the profile is evaluated
      Then the flag "fat-soluble-with-fat-meal" is raised
      And its severity is info

  Rule: A long course of an antibiotic (antibiotic-vitamin-k-flora)

    # in the rule `antibiotic-vitamin-k-flora`, "is under the effect of a vitamin K antagonist" counts as no where it is not known.
    Scenario: antibiotic-vitamin-k-flora, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes amoxicillin, for 12 days in all
      And who stopped acenocoumarol, nobody knows when
      When the profile is evaluated
      Then the flag "antibiotic-vitamin-k-flora" is undecided

  Rule: A blood thinner that nobody has named (anticoagulant-type-unknown)

    # in the rule `anticoagulant-type-unknown`, "takes vitamin K2" matters while it is not known.
    Scenario: anticoagulant-type-unknown, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has long-term use of an anticoagulant on the problem list
      And who takes 1000 mg/day of calcium
      And who may take vitamin K2
      When the profile is evaluated
      Then the flag "anticoagulant-type-unknown" is undecided

  Rule: Direct oral anticoagulant with vitamin K, no interaction known (doac-vitamin-k-no-known-interaction)

    # in the rule `doac-vitamin-k-no-known-interaction`, "is under the effect of a vitamin K antagonist" counts as no where it is not known.
    Scenario: doac-vitamin-k-no-known-interaction, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes apixaban
      And who takes vitamin K
      And who stopped acenocoumarol, nobody knows when
      When the profile is evaluated
      Then the flag "doac-vitamin-k-no-known-interaction" is undecided

    # in the rule `doac-vitamin-k-no-known-interaction`, "has a mechanical heart valve" counts as no where it is not known.
    Scenario: doac-vitamin-k-no-known-interaction, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may have mechanical valve
      And who takes apixaban
      And who takes vitamin K
      When the profile is evaluated
      Then the flag "doac-vitamin-k-no-known-interaction" is undecided

  Rule: An antiplatelet or a heparin with vitamin K (other-antithrombotic-clarify)

    # in the rule `other-antithrombotic-clarify`, "is under the effect of a vitamin K antagonist" counts as no where it is not known.
    Scenario: other-antithrombotic-clarify, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes aspirin
      And who takes vitamin K
      And who stopped acenocoumarol, nobody knows when
      When the profile is evaluated
      Then the flag "other-antithrombotic-clarify" is undecided

    # in the rule `other-antithrombotic-clarify`, "takes a direct oral anticoagulant" counts as no where it is not known.
    Scenario: other-antithrombotic-clarify, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes aspirin
      And who takes vitamin K
      And who may take apixaban
      When the profile is evaluated
      Then the flag "other-antithrombotic-clarify" is undecided

  Rule: What vitamin K2 is known to do for bone (bone-k2-evidence)

    # in the rule `bone-k2-evidence`, "is under the effect of a vitamin K antagonist" counts as no where it is not known.
    Scenario: bone-k2-evidence, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is past the menopause
      And who is a woman
      And who takes vitamin K2
      And who stopped acenocoumarol, nobody knows when
      When the profile is evaluated
      Then the flag "bone-k2-evidence" is undecided

    # in the definition `k2_for_bone_situation`, "has osteoporosis" counts as no where it is not known.
    Scenario: bone-k2-evidence, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may have osteoporosis
      And who is not past the menopause
      And who takes vitamin K2
      When the profile is evaluated
      Then the flag "bone-k2-evidence" is undecided

    # in the definition `k2_for_bone_situation`, "has osteopenia" counts as no where it is not known.
    Scenario: bone-k2-evidence, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may have osteopenia
      And who is not past the menopause
      And who takes vitamin K2
      When the profile is evaluated
      Then the flag "bone-k2-evidence" is undecided

    # in the definition `k2_for_bone_situation`, "the sex is female" is also true of male.
    Scenario: bone-k2-evidence, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is past the menopause
      And who takes 180 mcg/day of MK-7
      And who is a man
      When the profile is evaluated
      Then the flag "bone-k2-evidence" is not raised

  Rule: Vitamin K2 and calcium in arteries or heart valves (calcification-no-reversal)

    # in the rule `calcification-no-reversal`, "is under the effect of a vitamin K antagonist" counts as no where it is not known.
    Scenario: calcification-no-reversal, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has calcification of arteries or heart valves
      And who takes vitamin K2
      And who stopped acenocoumarol, nobody knows when
      When the profile is evaluated
      Then the flag "calcification-no-reversal" is undecided

  Rule: High-dose vitamin D without vitamin K2 (d3-high-dose-without-k2)

    # in the rule `d3-high-dose-without-k2`, "it is known whether the patient has long-term use of an anticoagulant on the problem list" decides, answered no.
    Scenario: d3-high-dose-without-k2, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may have long-term use of an anticoagulant on the problem list
      And who is 61 years old
      And who takes 5000 IU/day of vitamin D
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is raised
      And its severity is info

    # in the rule `d3-high-dose-without-k2`, "the time since the last blood calcium is at most 45,000 days" decides exactly at the limit.
    Scenario: d3-high-dose-without-k2, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is not pregnant
      And who is 55 years old
      And whose serum calcium 45000 days ago was 7.65 mg/dL
      And whose serum calcium 45000 days ago was 8501 mg/dL
      And who takes 5000 IU/day of vitamin D
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is undecided

    # in the rule `d3-high-dose-without-k2`, "the time since the last blood calcium is at most 45,000 days" decides just below the limit.
    Scenario: d3-high-dose-without-k2, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is not pregnant
      And who is 55 years old
      And whose serum calcium 44999 days ago was 7.65 mg/dL
      And whose serum calcium 44999 days ago was 8501 mg/dL
      And who takes 5000 IU/day of vitamin D
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is undecided

  Rule: Vitamin K2 beside vitamin D or calcium is optional (k2-pairing-optional)

    # in the definition `k2_suggestion_allowed`, "has a bleeding disorder" counts as yes where it is not known.
    Scenario: k2-pairing-optional, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may have bleeding disorders
      And whose list of supplements is not mentioned
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is undecided

    # in the rule `k2-pairing-optional`, "takes a blood thinner that is not named" matters while it is not known.
    Scenario: k2-pairing-optional, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of supplements is not mentioned
      And who may take blood thinner
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is undecided

    # in the rule `k2-pairing-optional`, "the time since the last blood calcium is at most 45,000 days" decides exactly at the limit.
    Scenario: k2-pairing-optional, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is past the menopause
      And who is 18 years old
      And whose serum calcium 45000 days ago was 8.45 mg/dL
      And whose serum calcium 45000 days ago was 8501 mg/dL
      And who takes 1000 mg/day of calcium
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is undecided

    # in the rule `k2-pairing-optional`, "the time since the last blood calcium is at most 45,000 days" decides just below the limit.
    Scenario: k2-pairing-optional, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is past the menopause
      And who is 18 years old
      And whose serum calcium 44999 days ago was 8.45 mg/dL
      And whose serum calcium 44999 days ago was 8501 mg/dL
      And who takes 1000 mg/day of calcium
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is undecided

    # in the rule `k2-pairing-optional`, "the time since the last eGFR is at most 45,000 days" decides just above the limit.
    Scenario: k2-pairing-optional, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is past the menopause
      And who is 18 years old
      And whose serum calcium 45002 days ago was 8.45 mg/dL, with a target from 8500.5 mg/dL to 8501.5 mg/dL
      And whose GFR 45001 days ago was 26 mL/min/1.73m2
      And whose GFR 45001 days ago was 67 mL/min/1.73m2
      And who takes 1000 mg/day of calcium
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is raised
      And its severity is info

    # in the rule `k2-pairing-optional`, "the last eGFR is less than 30 mL/min/1.73m2" matters while it is not known.
    Scenario: k2-pairing-optional, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose GFR 40499 days ago was 26 mL/min/1.73m2
      And whose GFR 40499 days ago was 67 mL/min/1.73m2
      And whose list of supplements is not mentioned
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is undecided

  Rule: An allergy that may concern the vitamin K product (k2-allergy-or-prior-reaction)

    # in the definition `soy_allergy_meets_mk7`, "is allergic to soy or natto" counts as yes where it is not known.
    Scenario: k2-allergy-or-prior-reaction, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of allergies is not mentioned
      And who eats 2 servings of natto a week
      When the profile is evaluated
      Then the flag "k2-allergy-or-prior-reaction" is undecided

    # the rule `k2-allergy-or-prior-reaction` gives the advice of another.
    Scenario: k2-allergy-or-prior-reaction, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is allergic to vitamin K
      And who takes vitamin K
      When the profile is evaluated
      Then the flag "k2-allergy-or-prior-reaction" is raised
      And its severity is warning
      And the advice is to "Verify the source of the MK-7 and the kind of reaction."

  Rule: An untested vitamin K2 product (k2-product-quality)

    # in the rule `k2-product-quality`, "it is known whether the patient has long-term use of an anticoagulant on the problem list" decides, answered no.
    Scenario: k2-product-quality, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may have long-term use of an anticoagulant on the problem list
      And who takes 100 mcg/day of vitamin K2, not tested independently
      When the profile is evaluated
      Then the flag "k2-product-quality" is raised
      And its severity is info

  Rule: Much MK-4 at once (mk4-once-daily-high-dose)

    # in the rule `mk4-once-daily-high-dose`, "is under the effect of a vitamin K antagonist or of a blood thinner without a name" counts as no where it is not known.
    Scenario: mk4-once-daily-high-dose, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes 7000 mcg weekly of vitamin K2 as MK-4
      And who stopped acenocoumarol, nobody knows when
      When the profile is evaluated
      Then the flag "mk4-once-daily-high-dose" is undecided

    # in the rule `mk4-once-daily-high-dose`, "takes a blood thinner that is not named" matters while it is not known.
    Scenario: mk4-once-daily-high-dose, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of supplements is not mentioned
      And who may take blood thinner
      When the profile is evaluated
      Then the flag "mk4-once-daily-high-dose" is undecided

    # in the rule `mk4-once-daily-high-dose`, "it is known whether the patient has long-term use of an anticoagulant on the problem list" decides, answered no.
    Scenario: mk4-once-daily-high-dose, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may have long-term use of an anticoagulant on the problem list
      And who takes 7000 mcg weekly of vitamin K2 as MK-4
      When the profile is evaluated
      Then the flag "mk4-once-daily-high-dose" is raised
      And its severity is info

  Rule: Less vitamin K than the adequate intake (vitamin-k-below-adequate-intake)

    # in the rule `vitamin-k-below-adequate-intake`, "is under the effect of a vitamin K antagonist" counts as no where it is not known.
    Scenario: vitamin-k-below-adequate-intake, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is a woman
      And who is 18 years old
      And whose food gives 0.0450 mcg/day of vitamin K
      And who stopped acenocoumarol, nobody knows when
      When the profile is evaluated
      Then the flag "vitamin-k-below-adequate-intake" is undecided

    # in the rule `vitamin-k-below-adequate-intake`, "the age is less than 18 years" counts as no where it is not known.
    Scenario: vitamin-k-below-adequate-intake, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is a woman
      And whose food gives 0.0450 mcg/day of vitamin K
      When the profile is evaluated
      Then the flag "vitamin-k-below-adequate-intake" is undecided

    # in the rule `vitamin-k-below-adequate-intake`, "it is known whether the patient has long-term use of an anticoagulant on the problem list" decides, answered no.
    Scenario: vitamin-k-below-adequate-intake, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may have long-term use of an anticoagulant on the problem list
      And who is a woman
      And who is 18 years old
      And whose food gives 0.0450 mcg/day of vitamin K
      When the profile is evaluated
      Then the flag "vitamin-k-below-adequate-intake" is raised
      And its severity is info

  Rule: A recent INR outside the range (vka-inr-out-of-range)

    # in the rule `vka-inr-out-of-range`, "has a last INR below the target range" counts as no where it is not known.
    Scenario: vka-inr-out-of-range, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes warfarin
      And whose INR 3 days ago was 2.4, with a target from 2.5 to 3.5
      And whose INR PT 3 days ago was 3.05
      When the profile is evaluated
      Then the flag "vka-inr-out-of-range" is undecided

  Rule: Natto on a vitamin K antagonist (vka-natto)

    # in the rule `vka-natto`, "is under the effect of a vitamin K antagonist" counts as yes where it is not known.
    Scenario: vka-natto, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who eats 2 servings of natto a week
      And who may take acenocoumarol
      When the profile is evaluated
      Then the flag "vka-natto" is undecided

    # the rule `vka-natto` gives the advice of another.
    Scenario: vka-natto, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who eats 2 servings of natto a week
      And who stopped acenocoumarol 6 days ago
      When the profile is evaluated
      Then the flag "vka-natto" is raised
      And its severity is critical
      And the advice is to "Contact the anticoagulation service about the natto and the next INR."

    # in the rule `vka-natto`, "the time since a vitamin K antagonist was stopped is at most 7 days" decides exactly at the limit.
    Scenario: vka-natto, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who stopped acenocoumarol 7 days ago
      When the profile is evaluated
      Then the flag "vka-natto" is undecided
