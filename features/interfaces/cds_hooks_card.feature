Feature: Cards of CDS Hooks
  A record system asks while somebody is ordering, and shows the answer as cards.
  A card has to be about what was just chosen, has to say what it rests on, and
  must not be missing because something went wrong: an empty answer is read as
  "nothing to say", so whatever could not be assessed is a card or an error.
  Evidence: A023 P11

  Rule: A draft counts as planned, and a card is about what was chosen

    Scenario: A supplement is ordered for somebody on warfarin
      Given a record that was prefetched with:
        | resource            | name     | status |
        | MedicationStatement | warfarin | active |
      And a draft order of "MK-7 100 mcg/day"
      When the client calls "order-select"
      Then the cards of rules are exactly vka-vitamin-k-supplement (critical)
      And the card of "vka-vitamin-k-supplement" says "takes a vitamin K antagonist: warfarin"
      And the card of "vka-vitamin-k-supplement" says "What to do"
      And the card of "vka-vitamin-k-supplement" says "Sources"
      And every card has a short summary, a source, its uuid and a word on approval

    Scenario: What the order does not touch is named in one card
      Given a record that was prefetched with:
        | resource            | name     | status |
        | MedicationStatement | warfarin | active |
      And a draft order of "calcium 600 mg daily"
      When the client calls "order-select"
      Then the cards of rules are exactly none
      And a card says "more on this patient, apart from these orders"

    Scenario: When a record is opened, everything has its card
      Given a record that was prefetched with:
        | resource            | name     | status |
        | MedicationStatement | warfarin | active |
      When the client calls "patient-view"
      Then the cards of rules are exactly vka-consult-prescriber (warning), vka-consistent-dietary-k (info)

    Scenario Outline: Signing and verifying count like choosing
      Given a record that was prefetched with:
        | resource            | name     | status |
        | MedicationStatement | warfarin | active |
      And a draft order of "natto"
      When the client calls "<service>"
      Then a card says "natto"

      Examples: The other services with an order
        | service           |
        | order-sign        |
        | medication-verify |

  Rule: Only what is proved to help, and can do no harm by itself, is proposed

    Scenario: A supplement may be withdrawn
      Given a record that was prefetched with:
        | resource            | name     | status |
        | MedicationStatement | warfarin | active |
      And a draft order of "MK-7 100 mcg/day"
      When the client calls "order-sign"
      Then the card of "vka-vitamin-k-supplement" proposes to withdraw the draft

    Scenario: A medicine is never proposed to be withdrawn
      Given a record that was prefetched with:
        | resource            | name             | status |
        | MedicationStatement | MK-7 100 mcg/day | active |
      And a draft order of "warfarin"
      When the client calls "order-sign"
      Then the card of "vka-vitamin-k-supplement" says "warfarin"
      And no card proposes anything

    Scenario: Nothing is proposed that would not clear the advice
      Given a record that was prefetched with:
        | resource            | name             | status |
        | MedicationStatement | warfarin         | active |
        | MedicationStatement | MK-7 100 mcg/day | active |
      And a draft order of "MK-7 45 mcg/day"
      When the client calls "order-sign"
      Then the card of "vka-vitamin-k-supplement" says "MK-7"
      And no card proposes anything

  Rule: What is not known is said, once

    Scenario: Facts that are not recorded
      Given a record that was prefetched with:
        | resource            | name     | status |
        | MedicationStatement | warfarin | active |
      When the client calls "patient-view"
      Then a card says "Not recorded:"
      And a card says "Worth asking the patient"

    Scenario: A draft that names no medicine yet
      Given a record that was prefetched with:
        | resource            | name     | status |
        | MedicationStatement | warfarin | active |
      And a draft order that names no medicine yet
      When the client calls "order-select"
      Then a card says "A draft order was not assessed in full"

    Scenario: A list that is not whole
      Given a record that was prefetched with:
        | resource            | name     | status |
        | MedicationStatement | warfarin | active |
      And of whose medicines a further page was not sent
      When the client calls "patient-view"
      Then a card says "there is a further page that was not given"
      And the cards of rules are exactly vka-consult-prescriber (warning), vka-consistent-dietary-k (info)

    Scenario: A medicine that nobody recognises
      Given a record of which nothing was prefetched
      And a draft order of "Zyxelor forte"
      When the client calls "order-sign"
      Then a card says "the name is not recognised"
      And no card says "no advice"

    Scenario: A search that found nothing is no absence
      Given a record that was looked for and not found
      When the client calls "patient-view"
      Then the cards of rules are exactly none
      And a card says "Not recorded:"

  Rule: Where nothing came, nothing is answered

    Scenario: Nothing was sent
      Given a record of which nothing was prefetched
      When the client calls "patient-view"
      Then the call is refused with 412 and says "nothing of the patient was sent"

    Scenario: The record system's own server failed
      Given a record that could not be looked for
      When the client calls "patient-view"
      Then the call is refused with 412 and says "nothing of the patient was sent"

    Scenario Outline: What is no call
      When the client sends "patient-view" this:
        """
        <text>
        """
      Then the call is refused with <status> and says "<words>"

      Examples: From a slip to something else altogether
        | text                                            | status | words            |
        | {"hook": "patient-view"                         | 400    | not JSON         |
        | []                                              | 400    | JSON object      |
        | {"hook": "order-sign", "hookInstance": "1"}     | 400    | answers patient-view |
        | {"hook": "patient-view", "hookInstance": "1"}   | 400    | context          |
        | {"hook": "patient-view", "hook": "order-sign"}  | 400    | every key stands once |
