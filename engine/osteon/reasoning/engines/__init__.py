"""The evaluators. `reference` is the one to read; `rete` is the durable-rules network."""
