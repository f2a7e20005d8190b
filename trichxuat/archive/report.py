"""One page about an archive, whole in itself: no network, no script, every text escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from trichxuat.archive.charts import Bar, Edge, bars, columns, cut, graph, number, shares, shown
from trichxuat.archive.duplicates import Duplicate, duplicates
from trichxuat.archive.links import citing_organs, links
from trichxuat.archive.names import CHANGES, ERRORS, GRADES, RELATIONS, day_words, why
from trichxuat.archive.tasks import DueTask, overdue, tasks

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

_MOST_CITED, _CITING, _TYPES, _ISSUERS, _LISTED, _MONTHS, _AHEAD = 12, 10, 14, 15, 100, 60, 90
_COUNTS = """
SELECT (SELECT count(*) FILTER (status = 'done') FROM files), (SELECT count(*) FILTER (status = 'failed') FROM files),
       (SELECT count(*) FROM documents), (SELECT count(*) FROM "references"),
       (SELECT count(target) FROM "references"), (SELECT count(*) FROM tasks)
"""
_BY_TYPE = """
SELECT coalesce(type_name, '(chưa rõ loại)'), count(*) AS n FROM documents GROUP BY 1 ORDER BY n DESC, 1
"""
_BY_ISSUER = """
SELECT coalesce(mode(organ), '(chưa rõ cơ quan)'), count(*) AS n FROM documents GROUP BY organ_key ORDER BY n DESC, 1
"""
_BY_MONTH = r"""
SELECT issued_date[:7] AS m, count(*) FROM documents
WHERE regexp_matches(issued_date, '^\d{4}-(0[1-9]|1[0-2])(-|$)') GROUP BY m ORDER BY m
"""
_FAILURES = """
SELECT coalesce(error_code, '?'), count(*) AS n, list(path ORDER BY path)[:5] FROM files
WHERE status = 'failed' GROUP BY 1 ORDER BY n DESC, 1
"""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the page shows."""

    counts: dict[str, int]
    first: str | None
    last: str | None
    types: list[Bar]
    issuers: list[Bar]
    months: list[Bar]
    failures: list[tuple[str, int, list[str]]]
    grades: dict[str, int]
    cited: list[tuple[Any, ...]]
    citing: list[tuple[int, str | None, bool, int]]
    changes: list[tuple[Any, ...]]
    duplicates: list[Duplicate]
    due: list[DueTask]
    recurring: int
    ongoing: int
    overdue: list[DueTask]


def report(db: Connection, today: date) -> str:
    """The page as HTML; tasks are shown that fall due in the 90 days from `today` on, and those due before."""
    facts = _gather(db, today)
    style = (files("trichxuat.archive") / "report.css").read_text(encoding="utf-8")
    sections = (
        _totals(facts),
        _section("Văn bản theo loại", bars(facts.types, "Số văn bản theo loại")),
        _section("Văn bản theo cơ quan ban hành", bars(facts.issuers, "Số văn bản theo cơ quan ban hành")),
        _section("Văn bản theo thời gian ban hành", columns(facts.months, "Số văn bản theo thời gian")),
        _grades(facts),
        _failures(facts),
        _citations(facts),
        _changes(facts),
        _twice(facts),
        _due(facts, today),
        _overdue(facts, today),
    )
    return (
        '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Báo cáo kho văn bản</title><style>{style}</style></head><body><main>"
        f"<h1>Báo cáo kho văn bản</h1><p>Lập ngày {today:%d/%m/%Y}.</p>{''.join(sections)}</main></body></html>\n"
    )


def _gather(db: Connection, today: date) -> _Facts:
    def rows(query: str) -> list[tuple[Any, ...]]:
        return db.execute(query).fetchall()

    counts = rows(_COUNTS)[0]
    first, last = rows("SELECT min(issued), max(issued) FROM documents")[0]
    cited, citing = citing_organs(db, _MOST_CITED)
    due = tasks(db, None, (today, _until(today)))
    return _Facts(
        counts=dict(zip(("done", "failed", "documents", "references", "resolved", "tasks"), counts, strict=True)),
        first=f"{first:%d/%m/%Y}" if first else None,
        last=f"{last:%d/%m/%Y}" if last else None,
        types=_topped(rows(_BY_TYPE), _TYPES),
        issuers=_topped(rows(_BY_ISSUER), _ISSUERS),
        months=_months(rows(_BY_MONTH)),
        failures=rows(_FAILURES),
        grades=dict(rows("SELECT grade, count(*) FROM documents WHERE grade IS NOT NULL GROUP BY grade")),
        cited=cited,
        citing=citing,
        changes=links(db, CHANGES),
        duplicates=duplicates(db),
        due=[task for task in due if not task.recurrence and not task.is_ongoing],
        recurring=sum(1 for task in due if task.recurrence),
        ongoing=sum(1 for task in due if task.is_ongoing),
        overdue=overdue(db, today),
    )


def _topped(rows: Sequence[Bar], most: int) -> list[Bar]:
    """The first rows, and the rest as one."""
    kept, rest = list(rows[:most]), rows[most:]
    return [*kept, (f"({len(rest)} khác)", sum(n for _, n in rest))] if rest else kept


def _months(rows: Sequence[Bar]) -> list[Bar]:
    """Months with those between that have none, as `03/2023`; years where there are too many."""
    if not rows:
        return []
    by_month = dict(rows)
    first, last = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (rows[0][0], rows[-1][0]))
    if last - first < _MONTHS:
        every = [(at // 12, at % 12 + 1) for at in range(first, last + 1)]
        return [(f"{month:02d}/{year}", by_month.get(f"{year:04d}-{month:02d}", 0)) for year, month in every]
    by_year: dict[int, int] = {}
    for month, n in rows:
        by_year[int(month[:4])] = by_year.get(int(month[:4]), 0) + n
    return [(str(year), by_year.get(year, 0)) for year in range(max(first // 12, last // 12 - _MONTHS), last // 12 + 1)]


def _section(title: str, inside: str) -> str:
    return f"<section><h2>{shown(title)}</h2>{inside or _none()}</section>"


def _none() -> str:
    return "<p>Không có.</p>"


def _table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    if not rows:
        return _none()
    head = "".join(f"<th>{shown(name)}</th>" for name in header)
    body = "".join(
        "<tr>" + "".join(f"<td>{'' if cell is None else shown(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _totals(facts: _Facts) -> str:
    counts = facts.counts
    tiles = (
        ("tệp đã đọc", counts["done"]),
        ("tệp hỏng", counts["failed"]),
        ("văn bản", counts["documents"]),
        ("viện dẫn", counts["references"]),
        ("viện dẫn tới văn bản trong kho", counts["resolved"]),
        ("nhiệm vụ", counts["tasks"]),
    )
    inside = "".join(f"<li><b>{number(n)}</b> {shown(name)}</li>" for name, n in tiles)
    span = f"<p>Ban hành từ {facts.first} đến {facts.last}.</p>" if facts.first else ""
    return f'<section><ul class="tiles">{inside}</ul>{span}</section>'


def _grades(facts: _Facts) -> str:
    rows = [(name, facts.grades.get(grade, 0), grade) for grade, name in GRADES.items()]
    return _section("Độ tin cậy của phần đầu văn bản", shares(rows, "Độ tin cậy") if facts.grades else "")


def _failures(facts: _Facts) -> str:
    rows = [(ERRORS.get(code, code), number(n), "\n".join(paths)) for code, n, paths in facts.failures]
    return _section("Tệp hỏng theo nguyên nhân", _table(("Nguyên nhân", "Số tệp", "Ví dụ"), rows))


def _citations(facts: _Facts) -> str:
    weight: dict[str, int] = {}
    for _, organ, _, n in facts.citing:
        weight[organ or ""] = weight.get(organ or "", 0) + n
    left = sorted(weight, key=lambda organ: (-weight[organ], organ))[:_CITING]
    edges: list[Edge] = [
        (left.index(organ or ""), place, n, changes)
        for place, organ, changes, n in facts.citing
        if (organ or "") in left
    ]
    right = [(f"{code or '?'}", citing) for code, _, _, citing, *_ in facts.cited]
    picture = graph([organ or "(chưa rõ cơ quan)" for organ in left], right, edges, "Ai viện dẫn văn bản nào")
    legend = (
        "<p>Trái: cơ quan viện dẫn nhiều nhất; phải: văn bản được viện dẫn nhiều nhất và số văn bản viện dẫn nó. "
        'Nét <span class="key changes">đỏ</span>: sửa đổi, thay thế, bãi bỏ.</p>'
    )
    rows = [
        (code, day_words(day), organ, number(citing), "có" if held else "không", cut(subject or "", 160))
        for code, day, organ, citing, held, subject in facts.cited
    ]
    header = ("Số, ký hiệu", "Ngày", "Cơ quan", "Được viện dẫn", "Có trong kho", "Trích yếu")
    return _section("Văn bản được viện dẫn nhiều nhất", (legend + picture + _table(header, rows)) if rows else "")


def _changes(facts: _Facts) -> str:
    rows = [
        (code, day_words(day), organ, RELATIONS.get(how, how), cited, day_words(cited_day), cut(subject or "", 160))
        for _, code, day, organ, how, _, cited, cited_day, _, subject in facts.changes[:_LISTED]
    ]
    header = ("Văn bản", "Ngày", "Cơ quan", "", "Văn bản trong kho", "Ngày", "Trích yếu")
    return _section("Văn bản trong kho bị sửa đổi, thay thế, bãi bỏ", _table(header, rows) + _more(facts.changes))


def _twice(facts: _Facts) -> str:
    rows = [(why(each), len(each.ids), "\n".join(each.ids[:5])) for each in facts.duplicates[:_LISTED]]
    header = ("Vì sao", "Số bản", "Văn bản")
    return _section("Có thể trùng nhau", _table(header, rows) + _more(facts.duplicates))


def _until(today: date) -> date:
    return today + timedelta(days=min(_AHEAD, (date.max - today).days))


def _due(facts: _Facts, today: date) -> str:
    besides = [
        f"{number(n)} nhiệm vụ {kind}"
        for n, kind in ((facts.recurring, "định kỳ"), (facts.ongoing, "đang thực hiện, không ghi ngày kết thúc"))
        if n
    ]
    more = f"<p>Ngoài ra có {' và '.join(besides)}.</p>" if besides else ""
    title = f"Nhiệm vụ đến hạn từ {today:%d/%m/%Y} đến {_until(today):%d/%m/%Y}"
    return _section(title, _tasks(facts.due) + _more(facts.due) + more)


def _overdue(facts: _Facts, today: date) -> str:
    said = (
        f"<p>{number(len(facts.overdue))} nhiệm vụ; kho không biết việc nào đã làm xong.</p>" if facts.overdue else ""
    )
    inside = said + _tasks(facts.overdue) + _more(facts.overdue)
    return _section(f"Nhiệm vụ có hạn trước ngày {today:%d/%m/%Y}", inside)


def _tasks(found: Sequence[DueTask]) -> str:
    rows = [
        (day_words(task.due), task.unit, cut(task.task, 200), task.code, task.organ, task.section)
        for task in found[:_LISTED]
    ]
    return _table(("Hạn", "Đơn vị", "Nhiệm vụ", "Văn bản", "Cơ quan", "Mục"), rows)


def _more(rows: Sequence[object]) -> str:
    return f"<p>… và {number(len(rows) - _LISTED)} dòng nữa.</p>" if len(rows) > _LISTED else ""
