"""A strict local Slack workspace, for tests and for trying the bot in a browser."""
