"""Across all capabilities: the map, statistics, boards."""
