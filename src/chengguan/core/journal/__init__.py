"""日志：只增不改、可以核验的记录。

Answers design §4 "journal": streams, seals, looks, Merkle log, checkpoints, deposits, verification.
Must never know: people, matters, or anything that writes into it.
"""
