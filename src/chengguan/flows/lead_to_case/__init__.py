"""线索转立案 · a lead becomes a case, and the case's end comes back to the lead.

Answers to K1, K2, E3.2e.
Must never know: how either is handled; it opens one and tells the other.
"""
