"""What the house costs: the budgets, measured against bare Django in the same run.

Works in throw-away databases alone, whose names begin with `chengguan_bench`.
"""
