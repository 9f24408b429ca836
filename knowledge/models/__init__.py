"""Values that the rooms exchange; no behaviour beyond their own consistency."""
