"""Windows that ask a question or show long work."""
