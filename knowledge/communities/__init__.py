"""Community packs: data that make the product one community's own; no code."""
