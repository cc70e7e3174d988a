"""`make bench`: how fast Loket is, measured against what was promised."""
