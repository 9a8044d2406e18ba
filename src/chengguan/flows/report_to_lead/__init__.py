"""物业报告转线索: where enforcement is competent, one report of the company is a lead at once, and
what became of the lead comes back to the finding."""
