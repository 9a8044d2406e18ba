"""Benefits of the unions: rounds of cover and help with claims."""
