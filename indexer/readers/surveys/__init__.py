"""Tables of answers and contributions to documents, with consent or not at all."""
