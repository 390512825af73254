"""From facts to verdicts, and from verdicts to a report.

The same rulebook is judged twice, by two evaluators that share no code above
the condition nodes. They must agree on every rule, or nothing is reported.
"""
