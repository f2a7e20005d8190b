"""Reads OCR'd Vietnamese administrative documents into validated records."""
