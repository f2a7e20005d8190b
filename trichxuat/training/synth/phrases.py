"""Clauses and sentences, put together from the tables: what to do, what is aimed at, what has been done."""

from __future__ import annotations

from collections.abc import Callable

from trichxuat.training.synth import deadlines
from trichxuat.training.synth.cite import instrument
from trichxuat.training.synth.draft import Draft, clause
from trichxuat.training.synth.rich import Rich, join, rich, small
from trichxuat.training.synth.words import Field, fields, person, phrases, units


def doer(draft: Draft, kind: str = "", *, own: float = 0.5) -> str:
    """Somebody below the issuer. kind: "" one body, `many`, `posts`; own: share of those of its field."""
    dice = draft.dice
    level = f"{draft.office.level}.{kind}" if kind else draft.office.level
    found = units(level)
    if dice.chance(own):
        found = tuple(unit for unit in found if unit.field == draft.field.code) or found
    return fill(draft, dice.pick(found).name)


def fill(draft: Draft, name: str) -> str:
    office = draft.office
    name = name.replace(
        "{a}",
        office.area
        if draft.dice.chance(0.12) and office.level not in ("school", "hospital", "company")
        else office.tier,
    )
    if "{p}" in name:
        name = name.replace("{p}", person(draft.dice))
    return clause(draft, name)


def whoever(draft: Draft) -> str:
    """A doer of any kind: one body, many, a post, or several told the same thing in one phrase."""
    if draft.dice.chance(0.15):
        return _several(draft)
    for _ in range(3):
        name = doer(draft, draft.dice.weighted((("", 5), ("many", 3), ("posts", 2))))
        if name not in draft.told:
            break
    draft.told.append(name)
    return name


def _several(draft: Draft) -> str:
    dice = draft.dice
    found = [
        doer(draft, dice.pick(("", "posts", "many")), own=0.2) for _ in range(dice.weighted(((2, 5), (3, 3), (4, 1))))
    ]
    found = [
        name if number == 0 else small(name) if name.startswith("Các") else name
        for number, name in enumerate(dict.fromkeys(found))
    ]
    between = dice.pick((", ", "; ", ", "))
    last = dice.pick((" và ", between, " và "))
    return found[0] if len(found) == 1 else between.join(found[:-1]) + last + found[-1]


def partners(draft: Draft) -> str:
    dice = draft.dice
    found = [doer(draft, own=0.1) for _ in range(dice.number(1, 3))]
    if dice.chance(0.5):
        found.append(
            dice.pick(
                ("các cơ quan, đơn vị có liên quan", "các ngành liên quan", "các địa phương", "các đơn vị liên quan")
            )
        )
    found = list(dict.fromkeys(found))
    return found[0] if len(found) == 1 else ", ".join(found[:-1]) + dice.pick((" và ", ", ")) + found[-1]


def above(draft: Draft) -> str:
    """Whom one reports to: the issuer as it names itself."""
    dice, office = draft.dice, draft.office
    if office.family == "party":
        return (
            dice.pick((f"Ban Thường vụ {office.short}", f"{office.short}", f"Thường trực {office.short}"))
            if office.collective == "Ban Thường vụ"
            else office.name
        )
    name = {"UBND": f"Ủy ban nhân dân {office.tier}", "HĐND": f"Hội đồng nhân dân {office.tier}"}.get(
        office.code, office.name
    )
    if office.code == "UBND" and dice.chance(0.3):
        name = f"Chủ tịch {name}"
    if dice.chance(0.2):
        name += f" (qua {doer(draft)})"
    return clause(draft, name)


def _field(draft: Draft) -> Field:
    return draft.field if draft.dice.chance(0.93) else draft.dice.pick(fields())


def _topic(draft: Draft) -> str:
    return draft.topic if draft.dice.chance(0.35) else draft.dice.pick(_field(draft).topic)


def _relative(draft: Draft) -> Rich:
    """What tells one thing from others: a relative clause, or the document that approved it."""
    dice = draft.dice
    if dice.chance(0.1):
        return rich(
            dice.pick((" đã được phê duyệt tại ", " ban hành kèm theo ", " theo ", " quy định tại ")), instrument(draft)
        )
    return rich(" ", dice.pick(phrases("relative")))


def _manage(draft: Draft) -> Rich:
    words = _bare_manage(draft)
    return rich(words, _relative(draft)) if draft.dice.chance(0.22) else words


def _bare_manage(draft: Draft) -> Rich:
    dice, field = draft.dice, _field(draft)
    things = dice.sample(field.object, dice.weighted(((1, 6), (2, 3), (3, 1))))
    words = (
        f"{dice.pick(phrases('manage'))} "
        f"{', '.join(things[:-1]) + dice.pick((' và ', ', ')) + things[-1] if len(things) > 1 else things[0]}"
    )
    if dice.chance(0.3):
        words += f" {dice.pick(('tại', 'ở', 'trên'))} {dice.pick(field.place)}"
    return rich(words)


def _draft(draft: Draft) -> Rich:
    dice = draft.dice
    tail = dice.pick((f" về {_topic(draft)}", f" {_topic(draft)}", f" để triển khai {_topic(draft)}", ""))
    return rich(f"{dice.pick(phrases('draft'))} {dice.pick(phrases('paper'))}{tail}")


def _hold(draft: Draft) -> Rich:
    dice, field = draft.dice, _field(draft)
    tail = dice.pick((f" cho {dice.pick(field.group)}", f" tại {dice.pick(field.place)}", f" về {_topic(draft)}", ""))
    count = dice.pick(("", "", "", f"{dice.number(1, 9):02} ", "các "))
    return rich(f"{dice.pick(phrases('hold'))} {count}{dice.pick(field.event)}{tail}")


def _spread(draft: Draft) -> Rich:
    dice = draft.dice
    if dice.chance(0.12):
        return rich(
            f"{dice.pick(('tuyên truyền', 'phổ biến', 'quán triệt'))} ",
            instrument(draft),
            f" đến {dice.pick(_field(draft).group)}",
        )
    return rich(_told(draft, dice.pick(phrases("spread")).replace("{rules}", dice.pick(phrases("rules")))))


def _direct(draft: Draft) -> Rich:
    dice = draft.dice
    whom = doer(draft, dice.pick(("", "many", "many")), own=0.2) if dice.chance(0.7) else dice.pick(_field(draft).group)
    return rich(
        f"{dice.pick(phrases('direct'))} {small(whom) if whom.startswith(('Các', 'Ban Quản lý các')) else whom} ",
        dice.pick(_PLAIN)(draft),
    )


def _forbid(draft: Draft) -> Rich:
    dice, field = draft.dice, _field(draft)
    tail = f" tại {dice.pick(field.place)}" if dice.chance(0.4) else ""
    return rich(f"{dice.pick(phrases('forbid'))} {dice.pick(field.problem)}{tail}")


def _fund(draft: Draft) -> Rich:
    dice = draft.dice
    return rich(
        dice.pick(
            (
                f"cân đối, bố trí kinh phí thực hiện {_topic(draft)} trong dự toán hằng năm",
                f"bố trí kinh phí cho công tác {_topic(draft)}",
                f"tham mưu bố trí nguồn vốn thực hiện {_topic(draft)}",
                f"hướng dẫn việc quản lý, sử dụng và thanh quyết toán kinh phí {_topic(draft)}",
                f"huy động các nguồn lực xã hội cho {_topic(draft)}",
                f"thẩm định dự toán kinh phí {_topic(draft)}",
            )
        )
    )


def _obey(draft: Draft) -> Rich:
    dice = draft.dice
    verb = dice.pick(
        (
            "tổ chức thực hiện nghiêm",
            "triển khai thực hiện có hiệu quả",
            "tiếp tục quán triệt, thực hiện",
            "thực hiện đúng nội dung",
            "nghiên cứu, thực hiện",
            "tổ chức sơ kết việc thực hiện",
            "quán triệt, phổ biến",
        )
    )
    return rich(f"{verb} ", instrument(draft))


def _answer(draft: Draft) -> Rich:
    dice, field = draft.dice, _field(draft)
    what = dice.pick(
        (
            f"về {dice.pick(field.matter)}",
            f"kết quả thực hiện {_topic(draft)}",
            f"về {_topic(draft)}",
            f"{dice.pick(field.matter)}",
        )
    )
    return rich(
        f"chịu trách nhiệm trước {above(draft)} về {_topic(draft)}"
        if dice.chance(0.3)
        else f"{dice.pick(('theo dõi, tổng hợp', 'tổng hợp', 'đánh giá', 'thống kê'))} {what}"
    )


def _lend(draft: Draft) -> Rich:
    dice = draft.dice
    return rich(
        f"{dice.pick(('lồng ghép nội dung', 'đưa nội dung', 'gắn việc thực hiện'))} {_topic(draft)} "
        f"{dice.pick(phrases('binding'))}"
    )


_PLAIN: tuple[Callable[[Draft], Rich], ...] = (_manage, _manage, _manage, _draft, _hold, _spread, _forbid, _fund, _lend)
_CLAUSES: tuple[tuple[Callable[[Draft], Rich], float], ...] = (
    (_manage, 10),
    (_draft, 4),
    (_hold, 3),
    (_spread, 4),
    (_direct, 4),
    (_forbid, 2),
    (_fund, 2),
    (_obey, 1.6),
    (_answer, 2),
    (_lend, 1),
)


def clauses(draft: Draft) -> Rich:
    """One clause, or two or three that belong together."""
    dice = draft.dice
    count = dice.weighted(((1, 4), (2, 4), (3, 2.5), (4, 1), (5, 0.4)))
    parts = [dice.weighted(_CLAUSES)(draft) for _ in range(count)]
    if dice.chance(0.18):
        parts[0] = rich(dice.pick(phrases("manner")), " ", parts[0])
    if dice.chance(0.16):
        parts[-1] = rich(parts[-1], ", ", _told(draft, dice.pick(phrases("stress"))))
    return join(parts, dice.pick(("; ", "; ", ", ", " và ", "; đồng thời ")) if count == 2 else "; ")


def report(draft: Draft) -> Rich:
    """`tổng hợp, báo cáo Ủy ban nhân dân tỉnh kết quả …`."""
    return rich(_told(draft, draft.dice.pick(phrases("report"))))


def action(
    draft: Draft, *, share: float = 0.16, lead: bool | None = None, front: bool = True
) -> tuple[Rich, int | None]:
    """What somebody is to do (no full stop) and the mark of its deadline; front: that may come first."""
    dice = draft.dice
    reports = dice.chance(0.16)
    words = report(draft) if reports else clauses(draft)
    if lead if lead is not None else dice.chance(0.2):
        words = rich(f"{dice.pick(phrases('lead'))} {partners(draft)} ", words)
    elif dice.chance(0.03):
        words = rich(
            dice.pick(
                ("căn cứ chức năng, nhiệm vụ được giao ", "căn cứ tình hình thực tế, ", "căn cứ nội dung Kế hoạch này ")
            ),
            words,
        )
    if not reports and dice.chance(0.15):
        words = rich(words, "; ", report(draft))
        reports = True
    if dice.chance(0.3):
        words = rich(words, " " if dice.chance(0.5) else ", ", dice.pick(phrases("condition")))
    aim = f", {dice.pick(phrases('aim'))}" if dice.chance(0.28) else ""
    if dice.chance(share * (2 if reports else 1)):
        when, key = deadlines.deadline(draft, report=reports)
        if front and dice.chance(0.12):
            return rich(when, dice.pick((", ", " ")), words, aim), key
        if aim and dice.chance(0.4):
            return rich(words, aim, ", ", when), key
        between = ", " if when.text.startswith(("hoàn", "xong")) else dice.pick((", ", " ", " "))
        return rich(words, between, when, aim), key
    if dice.chance(0.08):
        words = rich(words, " ", dice.pick(deadlines.NEAR))
    return rich(words, aim), None


def fact(draft: Draft, kind: str) -> Rich:
    """A sentence of the table `kind` (purpose, need, goal, solution, past, define): nobody is told anything."""
    dice = draft.dice
    words = _told(draft, dice.pick(phrases(kind)))
    if dice.chance(0.15):
        words += ", " + dice.pick(phrases("aim"))
    return rich(words).capital()


def _told(draft: Draft, words: str) -> str:
    """A phrase of the tables with its places filled: {t} topic, {o} object, {g} group, {u} unit, {v} what is done …"""
    dice, field = draft.dice, draft.field
    if "{" not in words:
        return words
    values = {
        "t": _topic(draft),
        "o": dice.pick(field.object),
        "g": dice.pick(field.group),
        "p": dice.pick(field.place),
        "x": dice.pick(field.matter),
        "b": dice.pick(field.problem),
        "f": dice.pick(phrases("fact")),
        "n": str(dice.number(20, 98)),
        "m": f"{dice.number(2, 19):02}",
        "y": str(draft.day.year + dice.number(0, 2)),
        "y2": str(draft.day.year + dice.number(3, 6)),
        "e": dice.pick(field.event),
        "o2": dice.pick(field.object),
        "a": dice.pick(phrases("aim")),
        "c": dice.pick(phrases("condition")),
    }
    for name, make in (("w", above), ("u", whoever), ("u2", doer), ("v", _done), ("v2", _done)):
        if "{" + name + "}" in words:
            made = make(draft)
            values[name] = small(made) if made.startswith("Các ") and not words.startswith("{u}") else made
    return words.format(**values)


def _done(draft: Draft) -> str:
    """A clause with no mark in it."""
    return draft.dice.pick((_bare_manage, _bare_manage, _draft, _hold, _forbid))(draft).text


def past(draft: Draft) -> Rich:
    """A sentence or two about how things are."""
    dice = draft.dice
    words = fact(draft, "past")
    if dice.chance(0.2):
        words = rich(words, dice.pick((", ", "; ")), dice.pick(phrases("cause")))
    if dice.chance(0.15):
        words = rich(words, " theo ", instrument(draft))
    return words
