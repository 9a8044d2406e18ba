"""The law: citations, dated parameters, calendars, periods, guards, procedures. Pure Python.

Answers every rule with its article; knows no database, no page and no clock of its own.
"""
