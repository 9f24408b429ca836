"""Web pages, fetched politely: robots, pauses, conditional requests, limits."""
