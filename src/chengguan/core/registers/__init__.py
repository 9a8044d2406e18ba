"""当事人、地点: parties and places, each known once.

It answers who and where; it never knows what was done to them.
"""
