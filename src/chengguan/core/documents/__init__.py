"""文书 · papers: numbered without gaps in the act, typeset afterwards, reprinted identically.

Answers to K8. Must never know: what a paper is about; capabilities bring template and fields.
"""
