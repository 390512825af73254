"""What the rules do with every patient, held against what features and reviewers say they should do."""
