"""The header: issuer, number, type, place and date, trích yếu, stamps, addressees (Phụ lục I, II.1-5, II.9-10).

What has a form of its own is matched and taken out (Quốc hiệu, tiêu ngữ, place and date, number, V/v); what is left
above the title is the issuer. So every layout is read alike: two columns, cells, blocks one after the other, columns
that OCR joined into one line.
"""

from __future__ import annotations

from trichxuat.fields.header.reading import Header, read_header

__all__ = ["Header", "read_header"]
