"""What is known, and who knows it."""
