"""Pure rules about text."""
