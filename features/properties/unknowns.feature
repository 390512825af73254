Feature: What is not known is never read as a no
  A product that may hold vitamin K is not taken for one without it. The scenario is
  proved for every patient there can be, not tried on a few. A rule that cannot be
  decided asks; it does not fall silent.
  Evidence: P01 P02

  Rule: An intake that nobody knows

    Scenario: A product that may hold vitamin K keeps its flag open beside warfarin
      Given any patient
      And of whom it is so that the patient takes a vitamin K antagonist
      And of whom it is not known whether the patient takes a product with vitamin K
      When the rules are held against every patient
      Then for nobody is the flag "vka-vitamin-k-supplement" raised or not raised
