"""English legal prose made up for the comparison with eyecite: invented parties, citations in the usual forms."""

from __future__ import annotations

import random

_NAMES = ("Alder", "Birch", "Cobalt", "Dunmore", "Ember", "Fallow", "Garnet", "Hollis", "Ivory", "Juniper", "Kestrel")
_KINDS = ("Holdings", "v. State", "Brothers", "Railway", "Mills", "Insurance", "Township", "Board of Trustees")
_REPORTERS = ("U.S.", "F.2d", "F.3d", "S. Ct.", "F. Supp.", "N.E.2d", "So. 2d", "P.3d", "Cal. App. 4th", "A.2d")
_SENTENCES = (
    "The court below held that the notice was timely, and the appellant does not now contend otherwise.",
    "We review the grant of summary judgment de novo, drawing every inference in favor of the nonmoving party.",
    "The parties stipulated to the dates of delivery, the weight of each shipment and the price then prevailing.",
    "Nothing in the record suggests that the trustees met before the ninth of March or kept minutes if they did.",
    "The statute speaks of a reasonable time, and what is reasonable depends on the circumstances of the trade.",
    "It follows that the burden remained with the carrier until the goods were accepted at the place of discharge.",
)


def prose(size: int, seed: int = 1) -> str:
    """About `size` characters; a citation every six hundred or so, as in an opinion."""
    chance = random.Random(seed)
    pieces: list[str] = []
    length = 0
    while length < size:
        sentences = [chance.choice(_SENTENCES) for _ in range(5)]
        sentences.append(f"See {_case(chance)}; {chance.choice(('id. at 12', '28 U.S.C. § 1331', 'supra, at 40'))}.")
        paragraph = " ".join(sentences) + "\n\n"
        pieces.append(paragraph)
        length += len(paragraph)
    return "".join(pieces)


def _case(chance: random.Random) -> str:
    parties = f"{chance.choice(_NAMES)} {chance.choice(_KINDS)} v. {chance.choice(_NAMES)}"
    volume, page, year = chance.randint(1, 999), chance.randint(1, 1500), chance.randint(1890, 2020)
    return f"{parties}, {volume} {chance.choice(_REPORTERS)} {page}, {page + 3} ({year})"
