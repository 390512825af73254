"""CDS Hooks without the web: what the services are, what a request says, which cards answer it.

Plain functions from JSON to JSON, so that they can be used behind any server.
HL7's CDS Hooks 2.0.1 is the contract; what its 3.0 ballot adds stands behind a switch.
"""
