"""工会经费: heads of the unions' budgets, what is kept on them for whom, and the limits."""
