"""执法事项: what may be enforced, by which provision, in which range, and by whom on which day.

It answers from dated data; it never knows a case.
"""
