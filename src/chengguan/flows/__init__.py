"""The doors between capabilities: what spans two lives here, one floor above them."""
