"""How a document is built: lines, documents, zones, outline. Knows text and lexicon only."""
