"""The features as a specification: their sentences, a runner, and what may be wrong with them."""
