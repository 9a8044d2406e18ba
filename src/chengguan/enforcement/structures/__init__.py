"""违法建筑 · the register of illegal structures, from the find or the census to the last look-back.

Answers to E1.2a–f.
Must never know: leads, cases, estates; what spans two of them lives in flows.
"""
