"""What was said in interviews and groups to documents, turn by turn."""
