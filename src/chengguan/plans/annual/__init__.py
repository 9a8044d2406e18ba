"""年度计划: a document becomes items with owners, windows, reports and an end; app "annual"."""
