"""The member's own side of being found: what they say, agree to, and may be asked for."""
