"""帮扶: relief and visits, sweeps, hardship files, counselling, women's rights, the retired."""
