"""Who may know: people who agreed to be found, shown to whoever asks, and asked for them."""
