"""计划：what was promised, who owes it, where it stands; floor 5, fed by the floors below."""
