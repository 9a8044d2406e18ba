"""线索转违建 · a lead about an illegal structure enters the register, and what became
of the structure comes back to the lead.

Answers to E1.2a, E3.2e.
Must never know: how either is handled; it opens one and tells the other.
"""
