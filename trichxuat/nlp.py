"""The learned half: the only module that imports spaCy and underthesea.

Importing it loads neither: each is imported where it is used, each model is read on its first use. A model is a folder
under `models/`; where it is missing, the rules work alone.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

Span = tuple[int, int]
Features = list[list[str]]
"""What is seen of each item of a sequence."""

FOLDER = "TRICHXUAT_MODELS"
"""Environment variable: another folder of models; empty for none."""
MODEL, CARD = "model.crfsuite", "card.json"

_SYLLABLE = re.compile(r"\d[\w./-]*\w|[^\W_]+(?:[/&-][^\W_]+)*|[^\w\s]|_")


def models_folder() -> Path | None:
    """Where models lie: FOLDER, else beside the package (in a wheel inside it); None where they are switched off."""
    chosen = os.environ.get(FOLDER)
    if chosen is not None:
        return Path(chosen) if chosen else None
    package = Path(__file__).parent
    inside = package / "models"
    return inside if inside.is_dir() else package.parent / "models"


class Tagger:
    """A linear-chain CRF that was read from a file."""

    def __init__(self, path: Path) -> None:
        """Raises OSError where the file is missing or no model."""
        from underthesea_core import CRFTagger

        self._crf: Any = CRFTagger()
        try:
            self._crf.load(str(path))
        except Exception as fault:  # the library's own kinds of error
            raise OSError(f"{path}: không đọc được mô hình ({fault})") from fault
        self._labels: list[str] = list(self._crf.labels())

    def tag(self, features: Features) -> list[str]:
        """The best label of each item."""
        return list(self._crf.tag(_encodable(features))) if features else []

    def weigh(self, features: Features) -> list[dict[str, float]]:
        """The probability (0 to 1) of each label for each item."""
        if not features:
            return []
        return [dict(zip(self._labels, row, strict=True)) for row in self._crf.marginals(_encodable(features))]


def _encodable(features: Features) -> Features:
    """The features without halves of surrogate pairs, which a text may hold and the library cannot take."""
    try:
        for row in features:
            "".join(row).encode()
    except UnicodeEncodeError:
        return [[each.encode("utf-8", "replace").decode() for each in row] for row in features]
    return features


def tagger(name: str) -> Tagger | None:
    """The model `name`, read once for each folder; None where there is none, and with a warning where it is broken."""
    folder = models_folder()
    return _tagger(folder / name / MODEL) if folder else None


@cache
def _tagger(path: Path) -> Tagger | None:
    if not path.is_file():
        return None
    try:
        return Tagger(path)
    except OSError as fault:  # the rules work without it
        warnings.warn(str(fault), RuntimeWarning, stacklevel=4)
        return None


def in_force() -> dict[str, str]:
    """The models that may be asked, by name, each with the beginning of its sha256 as its card says."""
    folder = models_folder()
    return dict(_cards(folder)) if folder else {}


@cache
def _cards(folder: Path) -> tuple[tuple[str, str], ...]:
    found = []
    for path in sorted(folder.glob(f"*/{MODEL}")):
        try:
            version = str(json.loads((path.parent / CARD).read_text(encoding="utf-8"))["sha256"])[:12]
        except (OSError, ValueError, KeyError, TypeError):
            version = "?"
        found.append((path.parent.name, version))
    return tuple(found)


def train(sequences: Sequence[Features], labels: Sequence[list[str]], path: Path, *, rounds: int = 100) -> None:
    """Trains a CRF (L-BFGS, L1 and L2) and writes it. Raises ValueError without data."""
    from underthesea_core import CRFTrainer

    if not sequences:
        raise ValueError("không có dữ liệu huấn luyện")
    trainer = CRFTrainer(loss_function="lbfgs", l1_penalty=0.4, l2_penalty=0.01, max_iterations=rounds, verbose=0)
    trainer.train(list(sequences), list(labels))
    path.parent.mkdir(parents=True, exist_ok=True)
    trainer.get_model().save(str(path))


def syllables(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Syllables, numbers and signs of a text, `29/KH-UBND` whole: half-open offsets, nothing but blanks left out."""
    return [m.span() for m in _SYLLABLE.finditer(text, start, len(text) if end is None else end)]


def words(text: str) -> list[Span]:
    """The words of a text as underthesea parts them, as offsets into it; half-open, nothing but blanks left out.

    A text that is not NFC is parted by syllables: underthesea would count other characters.
    """
    if not unicodedata.is_normalized("NFC", text):
        return syllables(text)
    from underthesea import word_tokenize

    found: list[Span] = []
    at = 0
    for word in word_tokenize(text, use_token_normalize=False):
        start = end = -1
        for piece in str(word).split():
            begin = text.find(piece, at)
            if begin < 0:
                break
            start = begin if start < 0 else start
            at = end = begin + len(piece)
        if start >= 0:
            found.append((start, end))
    return found


# ---- spaCy ----

LEXICON, RECORDS = "trichxuat_lexicon", "trichxuat"
"""Names of the two components, and of the span groups that they fill."""
TOKENIZER = "trichxuat.syllables.v1"
DESCRIPTION = "Vietnamese administrative documents: records with the places of their values"

Extract = Callable[[str], list[dict[str, Any]]]
Places = Callable[[dict[str, Any]], Iterable[tuple[str, int, int]]]


def register(extract: Extract, places: Places, lexicon: Mapping[str, Iterable[str]]) -> Callable[[], Any]:
    """Makes the tokenizer and the components known to spaCy; gives back what makes the tokenizer.

    extract: a text → its records as JSON; places: a record → (label, start, end) of its values; lexicon: label →
    phrases.
    """
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc
    from spacy.util import filter_spans, registry

    class SyllableTokenizer:
        """Syllables as tokens, numbers and codes whole; the text is kept to the last blank."""

        def __init__(self, vocab: Any) -> None:
            self.vocab = vocab

        def __call__(self, text: str) -> Doc:
            tokens: list[str] = []
            spaces: list[bool] = []
            at = 0
            for start, end in [*syllables(text), (len(text), len(text))]:
                blank = text[at:start]
                if blank.startswith(" ") and tokens:
                    spaces[-1] = True
                    blank = blank[1:]
                if blank:
                    tokens.append(blank)
                    spaces.append(False)
                if start < end:
                    tokens.append(text[start:end])
                    spaces.append(False)
                at = end
            return Doc(self.vocab, words=tokens, spaces=spaces)

        def to_bytes(self, **_: Any) -> bytes:
            return b""

        def from_bytes(self, _data: bytes, **_: Any) -> Any:
            return self

        def to_disk(self, path: Any, **_: Any) -> None:
            """Nothing to keep: the rule is in the code."""

        def from_disk(self, path: Any, **_: Any) -> Any:
            return self

    def make_tokenizer() -> Callable[[Any], Any]:
        return lambda nlp: SyllableTokenizer(nlp.vocab)

    registry.tokenizers.register(TOKENIZER, func=make_tokenizer)

    @Language.factory(LEXICON, assigns=["doc.spans"])
    def make_lexicon(nlp: Any, name: str) -> Callable[[Doc], Doc]:
        matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        for label, phrases in lexicon.items():
            matcher.add(label, [nlp.make_doc(phrase) for phrase in phrases])

        def look_up(doc: Doc) -> Doc:
            doc.spans[LEXICON] = filter_spans(matcher(doc, as_spans=True))
            return doc

        return look_up

    @Language.factory(RECORDS, assigns=["doc._.trichxuat", "doc.spans"])
    def make_records(nlp: Any, name: str) -> Callable[[Doc], Doc]:
        if not Doc.has_extension(RECORDS):
            Doc.set_extension(RECORDS, default=None)

        def read(doc: Doc) -> Doc:
            records = extract(doc.text)
            doc._.set(RECORDS, records)
            spans = (
                doc.char_span(start, end, label=label, alignment_mode="expand")
                for record in records
                for label, start, end in places(record)
            )
            doc.spans[RECORDS] = [span for span in spans if span is not None]
            return doc

        return read

    return make_tokenizer


def pipeline(folder: Path | None = None, version: str = "0.0.0") -> Any:
    """A blank spaCy pipeline of the registered tokenizer and components; written to `folder`, if one is given."""
    import spacy

    nlp = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    nlp.add_pipe(LEXICON)
    nlp.add_pipe(RECORDS)
    if folder is not None:
        nlp.meta.update(name="trichxuat_vi", version=version, license="Apache-2.0", description=DESCRIPTION)
        nlp.to_disk(folder, exclude=["vocab"])
    return nlp
