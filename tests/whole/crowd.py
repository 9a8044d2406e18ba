"""How many race, and how often."""

CLERKS, TURNS = 8, 4
