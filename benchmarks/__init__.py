"""Measures the suggestions against human labels and against other methods."""
