"""Who can help: members who agreed to be found, ranked by evidence, asked and introduced."""
