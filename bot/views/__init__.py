"""Models in, Slack's blocks out: pure functions."""
