"""Works in words, in the formats of other programs, and how this edition is cited."""
