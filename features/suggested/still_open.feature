@suggested @needs-review
Feature: Rows for what was still open
  Each row was made from the rules, to tell them apart from a rule with a mistake in it.
  It says what the rules do today. Whether they should is a question for a clinician:
  until somebody has answered it, no row of this file counts as a specification.
  Evidence: A015 A023 A032 A040 A053 A054 A055 A063 A066 A070 A071 A076 A085 A086 A100 A106 A108 A110 A112 A117 A118 A122 A124 P01 P07 P08 P10 P11 P13 P14 P15 P16 P22 P26 P39 garcia-2006 osteon-editorial-mk4-once osteon-memory-calcium-low osteon-memory-vitamin-d-levels us-adequate-intake-vitamin-k

  Rule: Vitamin K is a topic, and nobody asked about medicines (anticoagulant-status-unknown)

    # in the rule `anticoagulant-status-unknown`, "takes a product with vitamin K" counts as no where it is not known.
    Scenario: anticoagulant-status-unknown, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of medicines is not mentioned
      And who does not take vitamin D
      And who does not take bone health formula
      And who does not take calcium
      When the profile is evaluated
      Then the flag "anticoagulant-status-unknown" is undecided

    # in the definition `k2_pairing_situation`, "takes a bone formula" counts as no where it is not known.
    Scenario: anticoagulant-status-unknown, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of medicines is not mentioned
      And who does not take vitamin K
      And who does not take vitamin D
      And who does not take calcium
      When the profile is evaluated
      Then the flag "anticoagulant-status-unknown" is undecided

    # in the rule `anticoagulant-status-unknown`, "the daily calcium from supplements is at least 1,000 mg/day" decides exactly at the limit.
    Scenario: anticoagulant-status-unknown, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of medicines is not mentioned
      And who does not take vitamin K
      And who does not take vitamin D
      And who does not take bone health formula
      And whose calcium adds up to 1000 mg/day
      When the profile is evaluated
      Then the flag "anticoagulant-status-unknown" is raised
      And its severity is warning

    # in the rule `anticoagulant-status-unknown`, "the daily calcium from supplements is at least 1,000 mg/day" decides just below the limit.
    Scenario: anticoagulant-status-unknown, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of medicines is not mentioned
      And who does not take vitamin K
      And who does not take vitamin D
      And who does not take bone health formula
      And whose calcium adds up to 999 mg/day
      When the profile is evaluated
      Then the flag "anticoagulant-status-unknown" is not raised

    # in the rule `anticoagulant-status-unknown`, "the daily calcium from supplements is at least 1,000 mg/day" decides just above the limit.
    Scenario: anticoagulant-status-unknown, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of medicines is not mentioned
      And who does not take vitamin K
      And who does not take vitamin D
      And who does not take bone health formula
      And whose calcium adds up to 1000.5 mg/day
      When the profile is evaluated
      Then the flag "anticoagulant-status-unknown" is raised
      And its severity is warning

  Rule: A past clot, a vitamin K product and no anticoagulant (thrombosis-history-vitamin-k)

    # in the definition `anticoagulated`, "takes a blood thinner that nobody has named" counts as no where it is not known.
    Scenario: thrombosis-history-vitamin-k, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who has clot history
      And who takes vitamin K
      And whose list of medicines also reads "Zyxelor forte"
      And who does not take named anticoagulant
      When the profile is evaluated
      Then the flag "thrombosis-history-vitamin-k" is undecided

  Rule: Calcium and vitamin D before a bisphosphonate or denosumab (antiresorptive-calcium-d-check)

    # in the rule `antiresorptive-calcium-d-check`, "it is known what the time since the last vitamin D level is" decides, answered no.
    Scenario: antiresorptive-calcium-d-check, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 40499 days ago was 0.26 ng/mL
      And whose vitamin D3 level 40499 days ago was 20 ng/mL
      And whose serum calcium 3 days ago was 8.5 mg/dL
      And who takes denosumab
      And who takes calcium
      And whose total 25-hydroxyvitamin D on a day that nobody knows was 10 ng/mL
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is not raised

    # in the rule `antiresorptive-calcium-d-check`, "it is known what the time since the last level of vitamin D3 alone is" decides, answered no.
    Scenario: antiresorptive-calcium-d-check, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose total 25-hydroxyvitamin D 40499 days ago was 56 ng/mL
      And whose vitamin D3 level 40499 days ago was 0.26 ng/mL
      And whose serum calcium 3 days ago was 8.6 mg/dL
      And who takes denosumab
      And who takes calcium
      And whose vitamin D3 level on a day that nobody knows was 10 ng/mL
      When the profile is evaluated
      Then the flag "antiresorptive-calcium-d-check" is not raised

  Rule: Calcium above the upper level (calcium-above-ul)

    # in the rule `calcium-above-ul`, "takes calcium" counts as yes where it is not known.
    Scenario: calcium-above-ul, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose food gives 2000.5 mg/day of calcium
      And who may take calcium
      When the profile is evaluated
      Then the flag "calcium-above-ul" is undecided

    # in the definition `calcium_above_upper_level`, "the daily calcium from diet and supplements is more than 2,000 mg/day" counts as no where it is not known.
    Scenario: calcium-above-ul, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes 0.5-2499.5 mg/day of calcium
      And whose food gives 0.5 mg/day of calcium
      When the profile is evaluated
      Then the flag "calcium-above-ul" is undecided

    # in the rule `calcium-above-ul`, "the daily calcium from diet and supplements is more than 2,500 mg/day" decides exactly at the limit.
    Scenario: calcium-above-ul, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is 9 years old
      And who takes 2000 mg/day of calcium
      And whose food gives 500 mg/day of calcium
      When the profile is evaluated
      Then the flag "calcium-above-ul" is not raised

    # in the rule `calcium-above-ul`, "the daily calcium from diet and supplements is more than 2,500 mg/day" decides just below the limit.
    Scenario: calcium-above-ul, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is 9 years old
      And who takes 1999 mg/day of calcium
      And whose food gives 500 mg/day of calcium
      When the profile is evaluated
      Then the flag "calcium-above-ul" is not raised

    # in the rule `calcium-above-ul`, "the daily calcium from diet and supplements is more than 2,500 mg/day" decides just above the limit.
    Scenario: calcium-above-ul, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is 9 years old
      And who takes 2000.5 mg/day of calcium
      And whose food gives 500 mg/day of calcium
      When the profile is evaluated
      Then the flag "calcium-above-ul" is withheld

  Rule: A pregnancy nobody has asked about (pregnancy-status-unknown)

    # in the rule `pregnancy-status-unknown`, "the age is at least 12 years" counts as yes where it is not known.
    Scenario: pregnancy-status-unknown, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is a woman born on 2014
      And whose vitamin D adds up to 4000.5 IU/day
      When the profile is evaluated
      Then the flag "pregnancy-status-unknown" is undecided

    # in the rule `pregnancy-status-unknown`, "the age is at most 55 years" counts as yes where it is not known.
    Scenario: pregnancy-status-unknown, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is a woman born on 1970
      And whose vitamin D adds up to 4000.5 IU/day
      When the profile is evaluated
      Then the flag "pregnancy-status-unknown" is undecided

  Rule: A vitamin K product around an operation (perisurgical-vitamin-k)

    # in the definition `around_surgery`, "the time since the last operation is at most 28 days" counts as no where it is not known.
    Scenario: perisurgical-vitamin-k, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose last surgery was on a day that nobody knows
      And who takes vitamin K
      When the profile is evaluated
      Then the flag "perisurgical-vitamin-k" is undecided

    # in the rule `perisurgical-vitamin-k`, the row: takes a product with vitamin K, the time since the last operation: not known whether up to 28 days or above 28 days, the time until the next operation: up to 14 days.
    Scenario: perisurgical-vitamin-k, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose last surgery was on a day that nobody knows
      And whose next surgery is in 11 days
      And who takes vitamin K
      When the profile is evaluated
      Then the flag "perisurgical-vitamin-k" is raised
      And its severity is warning

  Rule: High-dose vitamin D without vitamin K2 (d3-high-dose-without-k2)

    # in the definition `k2_suggestion_allowed`, "takes a blood thinner that nobody has named" counts as no where it is not known.
    Scenario: d3-high-dose-without-k2, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is not pregnant
      And who is 18 years old
      And whose list of medicines also reads "Zyxelor forte"
      And who does not take vitamin K2
      And who does not take named anticoagulant
      And whose vitamin D adds up to 5000 IU/day
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is undecided

    # in the definition `reaction_to_k2_source`, "has reacted to vitamin K before" counts as no where it is not known.
    Scenario: d3-high-dose-without-k2, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may be allergic to vitamin K
      And who is not pregnant
      And who is 18 years old
      And whose vitamin D adds up to 5000 IU/day
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is undecided

    # in the definition `reaction_to_k2_source`, "is allergic to soy or natto" counts as no where it is not known.
    Scenario: d3-high-dose-without-k2, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may be allergic to soy
      And who is not pregnant
      And who is 18 years old
      And whose vitamin D adds up to 5000 IU/day
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is undecided

    # in the rule `d3-high-dose-without-k2`, "the age is more than 55 years" matters while it is not known.
    Scenario: d3-high-dose-without-k2, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is a woman born on 1970
      And whose vitamin D adds up to 5000 IU/day
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is undecided

    # in the rule `d3-high-dose-without-k2`, "it is known what the last blood calcium is" decides, answered yes.
    Scenario: d3-high-dose-without-k2, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes 5000 IU/day of vitamin D3
      And whose intake of vitamin K2 is not known
      And whose serum calcium on a day that nobody knows was 8500 mg/dL
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is not raised

    # in the rule `d3-high-dose-without-k2`, "the time since the last blood calcium is at most 45,000 days" decides just above the limit.
    Scenario: d3-high-dose-without-k2, question 6
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is not pregnant
      And who is 18 years old
      And whose serum calcium 45001 days ago was 0.00425 mg/dL
      And whose serum calcium 45001 days ago was 8501 mg/dL
      And whose vitamin D adds up to 5000 IU/day
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is raised
      And its severity is info

    # in the rule `d3-high-dose-without-k2`, "the time since the last eGFR is at most 45,000 days" decides just above the limit.
    Scenario: d3-high-dose-without-k2, question 7
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose GFR 45001 days ago was 29.5 mL/min/1.73m2
      And whose GFR 45001 days ago was 29.75 mL/min/1.73m2
      And who takes vitamin D
      When the profile is evaluated
      Then the flag "d3-high-dose-without-k2" is undecided

  Rule: Vitamin K2 beside vitamin D or calcium is optional (k2-pairing-optional)

    # in the rule `k2-pairing-optional`, "it is known whether the patient has long-term use of an anticoagulant on the problem list" decides, answered no.
    Scenario: k2-pairing-optional, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who may have long-term use of an anticoagulant on the problem list
      And who is not pregnant
      And who is 18 years old
      And whose calcium adds up to 1000 mg/day
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is raised
      And its severity is info

    # in the rule `k2-pairing-optional`, "the age is more than 55 years" matters while it is not known.
    Scenario: k2-pairing-optional, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is a woman born on 1970
      And whose calcium adds up to 1000 mg/day
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is undecided

    # in the rule `k2-pairing-optional`, "it is known what the last blood calcium is" decides, answered yes.
    Scenario: k2-pairing-optional, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes "bone formula", whose label we have not seen
      And whose serum calcium on a day that nobody knows was 8500 mg/dL
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is not raised

    # in the rule `k2-pairing-optional`, "the time since the last blood calcium is at most 45,000 days" decides just above the limit.
    Scenario: k2-pairing-optional, question 4
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is not pregnant
      And who is 18 years old
      And whose serum calcium 45001 days ago was 0.00425 mg/dL
      And whose serum calcium 45001 days ago was 8501 mg/dL
      And whose calcium adds up to 1000 mg/day
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is raised
      And its severity is info

    # in the rule `k2-pairing-optional`, "it is known whether the patient is on a prescribed short course of vitamin D" decides, answered no.
    Scenario: k2-pairing-optional, question 5
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is not pregnant
      And who is 18 years old
      And whose list of supplements is not mentioned
      And who does not take vitamin K2
      And who does not take vitamin D
      And whose calcium adds up to 1000 mg/day
      When the profile is evaluated
      Then the flag "k2-pairing-optional" is raised
      And its severity is info

  Rule: An allergy that may concern the vitamin K product (k2-allergy-or-prior-reaction)

    # in the rule `k2-allergy-or-prior-reaction`, "it is known whether the patient lists natto among the products taken" decides, answered yes.
    Scenario: k2-allergy-or-prior-reaction, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is allergic to soy
      And who never eats natto
      And who takes 100 g/day of natto, made synthetically
      When the profile is evaluated
      Then the flag "k2-allergy-or-prior-reaction" is raised
      And its severity is warning

    # in the rule `k2-allergy-or-prior-reaction`, "it is known whether the patient lists natto among the products taken" decides, answered no.
    Scenario: k2-allergy-or-prior-reaction, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is allergic to soy
      And who never eats natto
      And who may take natto
      And who does not take vitamin K2 as MK-7
      When the profile is evaluated
      Then the flag "k2-allergy-or-prior-reaction" is not raised

  Rule: Much MK-4 at once (mk4-once-daily-high-dose)

    # in the rule `mk4-once-daily-high-dose`, "how often MK-4 is taken is at most 1 times/day" is compared with 1.1 times/day (a tenth off).
    Scenario: mk4-once-daily-high-dose, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of medicines and supplements may be incomplete
      And who takes 0.5 mcg of vitamin K2 as MK-4, 1.05 times a day on average
      When the profile is evaluated
      Then the flag "mk4-once-daily-high-dose" is not raised

    # in the definition `vka_or_unnamed_thinner`, "takes a blood thinner that nobody has named" counts as no where it is not known.
    Scenario: mk4-once-daily-high-dose, question 2
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes 7000 mcg weekly of vitamin K2 as MK-4
      And whose list of medicines also reads "Zyxelor forte"
      And who does not take named anticoagulant
      When the profile is evaluated
      Then the flag "mk4-once-daily-high-dose" is undecided

    # in the rule `mk4-once-daily-high-dose`, "how often MK-4 is taken is at most 1 times/day" decides just below the limit.
    Scenario: mk4-once-daily-high-dose, question 3
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose list of medicines and supplements may be incomplete
      And who takes 0.5 mcg of vitamin K2 as MK-4, 0.9 times a day on average
      When the profile is evaluated
      Then the flag "mk4-once-daily-high-dose" is undecided

  Rule: Less vitamin K than the adequate intake (vitamin-k-below-adequate-intake)

    # in the rule `vitamin-k-below-adequate-intake`, "takes a blood thinner that nobody has named" counts as no where it is not known.
    Scenario: vitamin-k-below-adequate-intake, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who is a woman
      And who is 18 years old
      And whose food gives 0.0450 mcg/day of vitamin K
      And whose list of medicines also reads "Zyxelor forte"
      And who does not take named anticoagulant
      And who does not take vitamin K
      When the profile is evaluated
      Then the flag "vitamin-k-below-adequate-intake" is undecided

  Rule: Keep vitamin K in the diet steady on a vitamin K antagonist (vka-consistent-dietary-k)

    # in the definition `counselled_lately`, "it is known what the time since the last advice about vitamin K in the diet is" is left out.
    Scenario: vka-consistent-dietary-k, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who was counselled on steady vitamin K in 2025
      And who stopped acenocoumarol 5 days ago
      When the profile is evaluated
      Then the flag "vka-consistent-dietary-k" is raised
      And its severity is info

  Rule: On a vitamin K antagonist, ask before any vitamin K (vka-consult-prescriber)

    # in the rule `vka-consult-prescriber`, the row: not known whether the patient takes a vitamin K antagonist, the time since a vitamin K antagonist was stopped: above 7 days.
    Scenario: vka-consult-prescriber, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And who takes blood thinner
      When the profile is evaluated
      Then the flag "vka-consult-prescriber" is undecided

  Rule: A recent INR outside the range (vka-inr-out-of-range)

    # in the rule `vka-inr-out-of-range`, "the time since the last INR is at most 14 days" counts as yes where it is not known.
    Scenario: vka-inr-out-of-range, question 1
      Given a patient whose medicines and supplements are all listed
      And whose history holds nothing else of note
      And whose INR PT on a day that nobody knows was 4.55
      And who stopped acenocoumarol 5 days ago
      When the profile is evaluated
      Then the flag "vka-inr-out-of-range" is undecided
