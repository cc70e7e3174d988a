"""Loket: the counter of a public office."""
