"""Ordinary cases of the demonstration: stories written as roads of words, walked act by act."""
