"""Web (门面): settings, root addresses, command line, health; the only place that knows every app.

It answers no capability of its own, and must never hold a rule, a state or a query about matters.
"""
