"""导入导出 · lists of others come in on the first day, and go out in the same shape; long jobs.

Answers to K1, K2 (taking over what another system kept).
Must never know: what a lead or a party is; each app says how a row of its own is taken.
"""
