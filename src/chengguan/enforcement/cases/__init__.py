"""案件 · cases: the summary procedure (简易程序), from the scene to the closed file.

Answers to K2 and to parts of K4, K5, K6 and K8.
Must never know: where a case came from (leads), nor what other capabilities make of it.
"""
