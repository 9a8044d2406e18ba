"""事项 · matters, clocks, assignments, approvals, visibility, `perform` and `available`.

Answers to P3, P4 and to every capability that is a matter.
Must never know: any capability; it knows procedures, not what they are about.
"""
