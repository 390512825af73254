Feature: Knowing of a danger never takes a critical flag away
  A critical flag that is raised stays raised when one more danger becomes known.
  Each scenario is proved for every patient there can be, not tried on a few. A flag
  that gives way to a graver one has not disappeared. One flag asks which blood thinner
  is taken; it goes once the answer is known, and is excepted by name.
  Evidence: P01 P47

  Rule: What is learnt about a patient

    Scenario Outline: No critical flag disappears once it is known who <what>
      Given any patient
      When it becomes known that the patient <what>
      Then no critical flag disappears

      Examples: One thing more is known
        | what                           |
        | takes a product with vitamin K |
        | has a mechanical heart valve   |
        | has advanced kidney disease    |
        | has or had high blood calcium  |
        | has a bleeding disorder        |
        | takes calcium                  |

    Scenario: No critical flag disappears once a vitamin K antagonist is known
      Given any patient
      When it becomes known that the patient takes a vitamin K antagonist
      Then no critical flag disappears, except:
        | flag                       |
        | anticoagulant-type-unknown |
