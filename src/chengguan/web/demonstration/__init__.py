"""The demonstration: real organs of both documents, invented people, every state alive.

It is filled by the same services and acts that everybody uses, never by inserting rows.
"""
