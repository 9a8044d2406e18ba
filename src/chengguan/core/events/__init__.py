"""活动 · what people attend: sign-up with seats and a waiting list, check-in, attendance, feedback.

Other rooms open events through `services` and say who may come through `ports`.
Must never know: what an event is for.
"""
