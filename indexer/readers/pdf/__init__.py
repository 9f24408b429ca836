"""PDF to documents: pages, outline, headings, without running heads."""
