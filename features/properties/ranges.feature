Feature: No dose of vitamin D falls between two flags
  Above the upper level some flag speaks of the dose, or says what it would have to
  know. The scenario is proved for every patient there can be, not tried on a few.
  The two flags are meant to cover the range from the upper level on without a gap.
  Evidence: P11 iom-2011-vitamin-d

  Rule: From above the upper level on

    Scenario: Above the upper level the dose is always spoken of
      Given any patient
      And in whom the total daily vitamin D is more than 4,000 IU/day
      And of whom it is so that the patient is on no prescribed short course of vitamin D
      When the rules are held against every patient
      Then for everybody one of these flags is raised or undecided:
        | flag                |
        | vitamin-d-above-ul  |
        | vitamin-d-very-high |
