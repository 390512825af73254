"""`osteon cds-check`: any CDS Hooks service held against the specification, from outside, like a client.

Nothing here knows how osteon's own service is made. Requests are about nobody:
a patient, a draft order and a result that were made up.
"""
