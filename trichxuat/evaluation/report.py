"""Runs the extraction over sets of gold and makes the tables."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from trichxuat.evaluation.folding import flat, fold, fold_code
from trichxuat.evaluation.gold import SCALARS, BadGold, facts_of_gold, facts_of_record, read_gold
from trichxuat.evaluation.measures import HEADER_KEYS, LISTS, HeaderScore, Score
from trichxuat.files import extract_decoded
from trichxuat.reading import read
from trichxuat.reading.kinds import is_readable
from trichxuat.record import Record

LABELS = {
    "organ_parent": ("Cơ quan chủ quản", "Superior body"),
    "organ": ("Cơ quan ban hành", "Issuing body"),
    "number": ("Số", "Number"),
    "year": ("Năm trong số hiệu", "Year in the code"),
    "notation": ("Ký hiệu", "Notation"),
    "type": ("Loại văn bản", "Type"),
    "place": ("Địa danh", "Place"),
    "date": ("Ngày ban hành", "Date of issue"),
    "subject": ("Trích yếu", "Subject"),
    "priority": ("Độ khẩn", "Priority"),
    "secrecy": ("Độ mật", "Secrecy"),
    "addressees": ("Kính gửi", "Addressees"),
    "bases": ("Căn cứ", "Bases"),
    "references": ("Văn bản viện dẫn", "References"),
    "references, any date": ("– không xét ngày", "– any date"),
    "tasks": ("Nhiệm vụ", "Tasks"),
    "tasks, unit only": ("– chỉ xét đơn vị", "– unit only"),
    "tasks, text only": ("– chỉ xét nội dung", "– text only"),
    "deadlines": ("Thời hạn", "Deadlines"),
    "recipients": ("Nơi nhận", "Recipients"),
    "signers": ("Người ký", "Signers"),
    "signers, name only": ("– chỉ xét họ tên", "– name only"),
    "code": ("Số, ký hiệu", "Code"),
    "signer": ("Người ký (họ tên)", "Signer (name)"),
    "mean": ("Trung bình các trường", "Mean of fields"),
    "whole": ("Đúng trọn văn bản", "Whole document right"),
    "documents": ("Số văn bản", "Documents"),
}


@dataclass(frozen=True, slots=True)
class Report:
    """Scores by the name of the set."""

    sets: Mapping[str, Score | HeaderScore]

    def figures(self) -> dict[str, Any]:
        return {name: score.figures() for name, score in self.sets.items()}

    def as_json(self) -> str:
        return json.dumps({"sets": self.figures()}, ensure_ascii=False, indent=1) + "\n"

    def misses(self, key: str) -> list[str]:
        """What is missed and what is too many, line by line; BadGold for a field that is not measured."""
        if key not in LABELS:
            raise BadGold(f"Không có trường {key}. Các trường: {', '.join(LABELS)}.")
        return [f"{name}: {line}" for name, score in self.sets.items() for line in score.misses.get(key, [])]

    def as_text(self) -> str:
        """The table for a terminal."""
        return "".join(f"{line}\n" for line in _aligned(self._rows(english=False)))

    def as_markdown(self, command: Sequence[str], english: bool) -> str:
        """The table for a page, with the command that made it."""
        rows = self._rows(english)
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        lines.insert(1, "| --- |" + " ---: |" * (len(rows[0]) - 1))
        made = "Made by" if english else "Bảng này do lệnh sau tạo ra:"
        note = (
            "One figure: share right (documents). Three: precision / recall / F1 (items in gold)."
            if english
            else "Một số: tỉ lệ đúng (số văn bản). Ba số: precision / recall / F1 (số mục trong gold)."
        )
        return "\n".join([*lines, "", note, "", made, "", "```sh", shlex.join(command), "```"])

    def _rows(self, english: bool) -> list[list[str]]:
        figures = self.figures()
        keys = [key for key in _keys() if any(_cell(f.get(key)) for f in figures.values())]
        head = ["Field" if english else "Trường", *figures]
        return [head, *([LABELS[key][english], *(_cell(f.get(key)) for f in figures.values())] for key in keys)]


def evaluate(
    pairs: Iterable[tuple[Path, Path]],
    headers: Iterable[Path] = (),
    apart: str | None = None,
    *,
    soft: bool = False,
) -> Report:
    """Extracts and scores each pair of a gold and a folder of files, then each headers folder.

    A set is called after the folder above its gold. `apart`: files of this shell pattern make a set of their own.
    soft: the gold of pairs was read off page images. Raises BadGold, UnreadableFile.
    """
    sets: dict[str, Score | HeaderScore] = {}
    for gold_dir, text_dir in pairs:
        name = str(gold_dir.parent if gold_dir.name == "gold" else gold_dir)
        main, rest = Score(soft=soft), Score(soft=soft)
        for gold_path in _gold_files(gold_dir):
            aside = apart is not None and fnmatch(gold_path.stem, apart)
            text, records = _extracted(_file_of(text_dir, gold_path.stem))
            found = [record.model_dump(mode="json") for record in records]
            score_file(rest if aside else main, gold_path, "" if soft else text, found)
        if main.documents or not rest.documents:
            sets[name] = main
        if rest.documents:
            sets[f"{name}: {apart}"] = rest
    for folder in headers:
        score = HeaderScore()
        for gold_path in _gold_files(folder):
            _score_header(score, gold_path)
        sets[str(folder)] = score
    return Report(sets)


def write_block(path: Path, name: str, block: str) -> None:
    """Replaces what stands between `<!-- name:begin -->` and `<!-- name:end -->`; ValueError where they are not."""
    page = path.read_text(encoding="utf-8")
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    before, found, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"{path} thiếu {begin} … {end}")
    path.write_text(f"{before}{begin}\n{block}\n{end}{after}", encoding="utf-8")


def _gold_files(folder: Path) -> list[Path]:
    found = sorted(folder.glob("*.json"))
    if not found:
        raise BadGold(f"{folder}: không có tệp gold nào (*.json).")
    return found


def _file_of(folder: Path, name: str) -> Path:
    """The file that a gold file annotates: `NAME.txt`, else the first of that name that can be read."""
    text = folder / f"{name}.txt"
    others = [path for path in sorted(folder.glob(f"{name}.*")) if is_readable(path.name)]
    return text if text.is_file() or not others else others[0]


def score_file(score: Score, gold_path: Path, text: str, records: Sequence[Mapping[str, Any]]) -> None:
    """Counts the documents of one file; `records` as written in JSON, in order."""
    documents = read_gold(gold_path)
    text = flat(text)
    score.too_many += max(0, len(records) - len(documents))
    for part, document in enumerate(documents, 1):
        record = records[part - 1] if part <= len(records) else {}
        score.add(f"{gold_path.stem}#{part}", facts_of_gold(document, text), facts_of_record(record))


def _score_header(score: HeaderScore, gold_path: Path) -> None:
    _, records = _extracted(gold_path.with_suffix(".txt"))
    try:
        gold = json.loads(gold_path.read_text(encoding="utf-8"))
        day, month, year = gold["date"].split("/")
        wanted = {
            "code": fold_code(gold["code"]),
            "type": fold(gold["type"]),
            "date": f"{year}-{month}-{day}",
            "signer": fold(gold["signer"]),
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise BadGold(f"{gold_path}: không đọc được gold ({type(fault).__name__}).") from fault
    score.add(gold_path.stem, wanted, _header(records[0] if records else None))


def _header(record: Record | None) -> dict[str, str]:
    if record is None:
        return dict.fromkeys(HEADER_KEYS, "")
    name = record.signers[0].full_name if record.signers else None
    return {
        "code": fold_code(record.code.value) if record.code else "",
        "type": fold(record.type.name) if record.type else "",
        "date": record.issued_date.value if record.issued_date else "",
        "signer": fold(name.text) if name else "",
    }


def _extracted(path: Path) -> tuple[str, list[Record]]:
    decoded = read(path)
    return decoded.text, extract_decoded(decoded, str(path))


def _keys() -> list[str]:
    """Every figure in the order of the table."""
    return ["documents", *SCALARS, *(m.key for m in LISTS), "code", "signer", "mean", "whole"]


def _cell(figure: Any) -> str:
    if figure is None:
        return ""
    if isinstance(figure, dict):
        if "f1" in figure:
            if not figure["gold"] and not figure["found"]:
                return ""
            return f"{figure['precision']:.3f} / {figure['recall']:.3f} / {figure['f1']:.3f} ({figure['gold']})"
        return f"{figure['accuracy']:.3f} ({figure['documents']})" if figure["documents"] else ""
    return str(figure) if isinstance(figure, int) else f"{figure:.3f}"


def _aligned(rows: list[list[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        lines.append("   ".join([row[0].ljust(widths[0]), *cells]).rstrip())
    return lines
