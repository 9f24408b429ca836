"""Questions that nobody could answer: put to channels, thanked for, and told when known."""
