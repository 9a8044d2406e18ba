"""参保: rounds of cover, the carrier's sheets, and help with claims."""
