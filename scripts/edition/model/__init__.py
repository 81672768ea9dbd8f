"""The nouns of an edition: its tree, its records, its vocabulary."""
