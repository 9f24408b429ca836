"""Lists of published works, and of members to be expected: files in, rows out; no network."""
