"""From what was said in a discussion to its report, in Markdown, PDF, CSV and JSON."""
