"""Who and what is used where; addresses; look-up tables."""
