"""osteon as a service: CDS Hooks, a page, health and readiness, behind one web application.

This is the only room that knows a web framework (the extra `service`). What is
decided about a patient is decided below it, in `doors/cds` and `reasoning`.
"""
