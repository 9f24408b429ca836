"""Web pages to documents: the text that a reader of the page came for."""
