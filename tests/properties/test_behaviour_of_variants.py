"""A variant of a rule behaves otherwise, unless no possible patient can tell the two apart: a sample of them all.

The digest of a rule's behaviour is made of the canonical form of its diagram; here the forms are compared.
`make variants` compares every one.
"""

from tests.properties.variants import held_against

EVERY = 80


def test_a_variant_keeps_the_behaviour_of_its_rule_only_if_nobody_can_tell_them_apart():
    changed, _, wrong = held_against(EVERY)
    assert wrong == []
    assert changed > 30
