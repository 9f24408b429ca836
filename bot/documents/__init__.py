"""Documents that people put before the bot: from the message to the index, and out again."""
