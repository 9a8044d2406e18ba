"""小区物业: estates with their managers, renovations from registration to closing, what is found
in them, and the one report that reaches everybody who must act."""
