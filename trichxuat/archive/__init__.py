"""Many files: run over them, keep what they say in one database, ask it about all of them together."""
