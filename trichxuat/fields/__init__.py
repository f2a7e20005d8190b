"""What a document says: each module a pure function from zones to record values."""
