"""Made-up documents, OCR noise and the training of models."""
