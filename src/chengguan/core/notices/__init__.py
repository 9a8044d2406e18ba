"""通知提醒: what an act leaves to be done afterwards, and the notices people read.

It answers whether a sending happened; it never knows the matter behind a notice, only its key.
"""
