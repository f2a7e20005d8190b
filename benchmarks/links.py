"""How long it takes to link a whole archive: documents and references made up in SQL, on the machine's cores.

python benchmarks/links.py --documents 100000
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path

from trichxuat.archive.duplicates import duplicates
from trichxuat.archive.links import most_cited, resolve
from trichxuat.archive.search import index, search
from trichxuat.archive.store import Store

_DOCUMENTS = """
INSERT INTO documents BY NAME
SELECT 'd' || i AS id, 'd' || i || '.txt' AS path, 1 AS part, md5(i::VARCHAR) AS sha256, number::VARCHAR AS number,
       year(issued)::VARCHAR AS year, kind || '-' || office AS notation, number || '/' || kind || '-' || office AS code,
       lower(number || '-' || kind || '-' || office) AS code_key, organ,
       replace(organ, 'ủy ban nhân dân', 'ubnd') AS organ_key,
       issued::VARCHAR AS issued_date, issued, 'Về việc thứ ' || i AS subject, 'sure' AS grade, 0 AS warnings,
       md5((i // 2)::VARCHAR) || md5((i // 2 + 1)::VARCHAR) AS fingerprint, '{}' AS record
FROM (SELECT i, ['QD', 'KH', 'BC', 'TB', 'TTr'][1 + (hash(i, 1) % 5)::INT] AS kind,
             ['UBND', 'HU', 'BYT'][1 + (hash(i, 2) % 3)::INT] AS office, 1 + (hash(i, 3) % 3000)::INT AS number,
             'ủy ban nhân dân tỉnh số ' || (hash(i, 4) % 63) AS organ,
             DATE '2020-01-01' + (i * 1800 // $documents)::INT AS issued
      FROM range($documents) AS t(i))
"""
_REFERENCES = """
INSERT INTO "references" BY NAME
WITH pairs AS (
    SELECT i, n, CAST(hash(i, n) % $documents AS BIGINT) AS j FROM range($documents) AS t(i), range($each) AS u(n)
)
SELECT 'd' || i AS document_id, n, c.code, c.code_key, CASE WHEN hash(i, n, 1) % 4 > 0 THEN c.issued_date END AS date,
       CASE WHEN hash(i, n, 2) % 3 > 0 THEN c.organ END AS organ, 'mentions' AS relation
FROM pairs JOIN documents c ON c.id = 'd' || j
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--each", type=int, default=7, help="references of a document")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "kho.duckdb", create=True) as store:
        given = {"documents": asked.documents}
        store.db.execute(_DOCUMENTS, given)
        store.db.execute(_REFERENCES, {**given, "each": asked.each})
        for name, work in (
            ("links", lambda: resolve(store.db)),
            ("links again", lambda: resolve(store.db)),
            ("most cited", lambda: f"{len(most_cited(store.db, asked.documents))} documents"),
            ("duplicates", lambda: f"{len(duplicates(store.db))} found"),
            ("search index", lambda: f"{index(store.db)} documents"),
            ("search", lambda: f"{len(search(store.db, 'về việc thứ 12'))} found"),
        ):
            start = time.perf_counter()
            result = work()
            print(f"{name:13} {time.perf_counter() - start:6.2f} s  {result}")
    print(f"peak memory   {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
