"""批示督办 · a leader's instruction with addressees, term and answer, and each addressee's task.

Answers to P4: from any number, list or matter.
Must never know: plan items, leads or cases; what an instruction is about, it knows as a matter or
as a published figure.
"""
