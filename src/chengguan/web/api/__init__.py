"""The HTTP API: the same queries, the same acts, the same refusals as the pages."""
