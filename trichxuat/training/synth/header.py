"""The head of a document: issuer, heading, number, place and date, type, subject, addressees, stamps."""

from __future__ import annotations

from dataclasses import dataclass, field

from trichxuat.training.synth.draft import Draft, clause, speaker
from trichxuat.training.synth.phrases import doer
from trichxuat.training.synth.rich import Rich, capital, join, rich
from trichxuat.training.synth.words import company_name, person, place_name

_NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")
_MOTTO = ("Độc lập - Tự do - Hạnh phúc", "Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc")
UNNUMBERED = ("Thư công", "HĐ", "BGN", "BTT")


@dataclass(slots=True)
class Head:
    """Left: issuer, number, `V/v`; right: heading, date; then the lines under them. `place` is None on a biên bản."""

    organ: list[Rich]
    nation: list[Rich]
    number: Rich | None
    when: Rich | None
    about: list[Rich] = field(default_factory=list)
    title: list[Rich] = field(default_factory=list)
    addressees: list[Rich] = field(default_factory=list)
    stamps: list[Rich] = field(default_factory=list)
    rules: bool = False


def _organ(draft: Draft) -> list[Rich]:
    gold, office = draft.gold, draft.office
    lines: list[Rich] = []
    if draft.joint:
        if office.parent and draft.dice.chance(0.7):
            parent, gold.parent = gold.mark(join(office.parent[:1]))
            lines.append(parent)
        between = draft.dice.pick((" - ", "\n"))
        names = [gold.organ(join(each.organ, " ")) for each in draft.joint]
        if between == "\n":
            return lines + [
                rich(name, " -") if n < len(names) - 1 and draft.dice.chance(0.5) else name
                for n, name in enumerate(names)
            ]
        return [*lines, join(names, " - ")]
    if office.parent:
        lines += _marked_lines(draft, office.parent, parent=True)
    return lines + _marked_lines(draft, office.organ)


def _marked_lines(draft: Draft, words: tuple[str, ...], *, parent: bool = False) -> list[Rich]:
    """Lines that are one name: each carries the same mark."""
    key = draft.gold.key()
    if parent:
        draft.gold.parent = key
    else:
        draft.gold.organs.append(key)
    return [rich(line).marked(key) for line in words]


def _nation(draft: Draft) -> list[Rich]:
    dice = draft.dice
    if draft.office.family == "youth":
        return [rich("ĐOÀN TNCS HỒ CHÍ MINH")]
    if draft.party:
        return [rich("ĐẢNG CỘNG SẢN VIỆT NAM")]
    return [rich(dice.weighted(((_NATION[0], 8), (_NATION[1], 2)))), rich(dice.pick(_MOTTO))]


def _notation(draft: Draft) -> str:
    """`KH-UBND`, `UBND-NC`, party `KH/TU`, Đoàn `KH/TĐTN-VP`."""
    dice, office = draft.dice, draft.office
    kind = (
        "QĐ"
        if draft.type == "QyĐ" and dice.chance(0.4 if not draft.party else 0.9)
        else "TTr"
        if draft.type == "TT" and office.family == "organisation"
        else draft.type
    )
    if draft.type == "QyĐ" and kind == "QyĐ" and draft.party:
        kind = "QĐ"
    if draft.joint:
        codes = "-".join(each.code for each in draft.joint)
        kind = {
            "TTLT": "TTLT",
            "KH": dice.pick(("KHLN", "KHLT", "KHPH")),
            "HD": dice.pick(("HDLN", "HDLT")),
            "QC": "QCPH",
            "CTr": "CTPH",
        }.get(draft.type, draft.type)
        return f"{kind}/{codes}" if draft.party else f"{kind}-{codes}"
    if draft.party:
        wing = f"-{dice.pick(office.wings)}" if office.family == "youth" else ""
        return f"{kind}/{office.code}{wing}"
    if draft.type == "CV":
        return f"{office.code}-{dice.pick(office.wings)}" if dice.chance(0.9) else office.code
    if draft.type == "CV" or kind == "Thư công":
        return office.code
    wing = f"-{dice.pick(office.wings)}" if dice.chance(0.06) else ""
    if office.level == "front" and office.code == "MTTQ":
        wing = "-BTT"
    return f"{kind}-{office.code}{wing}"


def _number(draft: Draft) -> Rich | None:
    dice, gold = draft.dice, draft.gold
    if draft.type in UNNUMBERED and dice.chance(0.5):
        return None
    draft.notation = _notation(draft)
    lawful = draft.type in ("NĐ", "TT", "TTLT") or (
        draft.type in ("QĐ", "NQ") and draft.office.code in ("UBND", "HĐND", "TTg") and dice.chance(0.2)
    )
    year = str(draft.day.year) if lawful and not draft.party else None
    blank = dice.chance(0.07)
    value = dice.weighted(
        ((dice.number(1, 9), 1.5), (dice.number(10, 99), 4), (dice.number(100, 999), 4), (dice.number(1000, 5999), 1))
    )
    number = None if blank else f"{value:02}" if value > 9 or dice.chance(0.8) else str(value)
    if number and dice.chance(0.02):
        number = f"{value:04}"
    draft.number = number
    slash = "-" if draft.party else "/"
    gold.plain.update(number=number, year=year, notation=draft.notation)
    if number:
        draft.code = f"{number}{slash}{year + '/' if year else ''}{draft.notation}"
        gold.own_code = draft.code
    so = (
        dice.weighted((("Số ", 6), ("Số: ", 3)))
        if draft.party
        else dice.weighted((("Số: ", 16), ("Số ", 1), ("Số:", 2)))
    )
    wide = (
        dice.pick((" " * dice.number(3, 8), ".........", " ", ""))
        if blank
        else dice.weighted(((number, 9), (f"{number} ", 1), (f"{number}   ", 0.4)))
    )
    gap = dice.pick((" - ", "- ", " -"))
    shown = draft.notation.replace("-", gap) if dice.chance(0.03) else draft.notation
    return rich(f"{so}{wide}{slash}{year + '/' if year else ''}{shown}")


def _when(draft: Draft) -> Rich | None:
    dice, gold, day = draft.dice, draft.gold, draft.day
    if draft.type == "BB":
        gold.plain["date"] = day.isoformat()
        return None
    place, gold.place = gold.mark(dice.pick((draft.office.place, draft.office.place, draft.office.place)))
    month = f"{day.month:02}" if day.month < 3 or dice.chance(0.4) else str(day.month)
    blank = dice.weighted((("", 30), ("day", 3), ("both", 0.5)))
    gap = dice.pick(("     ", "   ", "......", "  "))
    number = {"": f"{day.day:02}"}.get(blank, gap.strip() or "  ")
    if blank == "day":
        gold.plain["date"] = day.isoformat()[:7]
        return rich(place, f", ngày {number} tháng {month} năm {day.year}")
    if blank == "both":
        gold.plain["date"] = str(day.year)
        return rich(place, f", ngày {number} tháng {gap} năm {day.year}")
    gold.plain["date"] = day.isoformat()
    return rich(
        place,
        dice.weighted(((", ngày ", 20), (" ngày ", 1), (",ngày ", 0.5))),
        f"{number} tháng {month} năm {day.year}",
    )


def subject_words(draft: Draft) -> str:
    """The trích yếu without `V/v`."""
    dice, topic, year, area = draft.dice, draft.topic, draft.day.year, draft.office.area
    where = (
        dice.pick((f" trên địa bàn {area}", f" tại {area}", "", ""))
        if area not in ("cả nước", "toàn Đảng", "trường", "đơn vị", "Công ty")
        else ""
    )
    when = dice.pick(
        (
            f" năm {year}",
            f" giai đoạn {year} - {year + 5}",
            f" quý {dice.pick(('I', 'II', 'III', 'IV'))}/{year}",
            "",
            "",
            "",
        )
    )
    if draft.type in ("CV", "GM", "PC", "PG", "PB", "CĐ"):
        verb = dice.pick(
            (
                "triển khai ",
                "tăng cường công tác ",
                "báo cáo kết quả ",
                "góp ý dự thảo về ",
                "",
                "phối hợp thực hiện ",
                "đôn đốc ",
                "hướng dẫn ",
                "cung cấp thông tin về ",
                "đề nghị hỗ trợ ",
                "chấn chỉnh công tác ",
            )
        )
    elif draft.type in ("QĐ", "NQ", "TTr"):
        verb = dice.pick(
            (
                "ban hành Kế hoạch ",
                "phê duyệt Đề án ",
                "quy định về ",
                "phê duyệt kinh phí ",
                "thành lập Ban Chỉ đạo ",
                "ban hành Quy chế ",
                "công bố kết quả ",
                "kiện toàn Tổ công tác ",
                "phân công nhiệm vụ ",
            )
        )
    elif draft.type == "BC":
        verb = dice.pick(("kết quả ", "tình hình thực hiện ", "kết quả công tác ", "sơ kết "))
    elif draft.type == "BB":
        verb = dice.pick(("họp về ", "cuộc họp triển khai ", "làm việc về ", "kiểm tra "))
    else:
        verb = dice.pick(("", "", "triển khai ", "thực hiện ", "tăng cường ", "về "))
    return f"{verb}{topic}{where}{when}"


def _subject(draft: Draft, head: Head) -> None:
    dice, gold = draft.dice, draft.gold
    words = subject_words(draft)
    draft.subject_words = words
    if draft.type == "CV" and not (draft.party and dice.chance(0.2)):
        lead = dice.weighted((("V/v ", 10), ("V/v: ", 1), ("Về việc ", 1.5), ("V/v  ", 0.3), ("v/v ", 0.5)))
        subject, gold.subject = gold.mark(words)
        head.about = [rich(lead, subject)]
        return
    name = draft.title.upper()
    lines = [rich(name)]
    if draft.type in ("HĐ", "BGN", "BTT") and dice.chance(0.4):
        pass
    bare = draft.type in ("GGT", "GNP", "Thư công") and dice.chance(0.75)
    if not bare:
        lead = (
            "V/v "
            if draft.type == "CĐ" and dice.chance(0.2)
            else dice.pick(("Về việc ", "Về việc ", ""))
            if draft.type not in ("KH", "CTr", "ĐA", "PA")
            else dice.pick(("", "", "Về "))
        )
        if draft.type == "CV":
            lead = "về " if dice.chance(0.5) else ""
        if lead and words.startswith("về "):
            words = words[3:]
        whole = f"{lead}{words}" if lead else words if draft.party else capital(words)
        if draft.party and lead:
            whole = whole[0].lower() + whole[1:]
        subject, gold.subject = gold.mark(whole)
        if dice.chance(0.15) and not draft.party:
            subject = subject.upper()
        if draft.party and dice.chance(0.3) and draft.type in ("KL", "CT", "NQ", "KH"):
            lines.append(rich(f"của {speaker(draft)}".upper()))
        lines.append(subject)
    head.title = lines if draft.type != "CV" else lines[1:]
    if draft.party and draft.type == "CV":
        head.about, head.title = lines[1:], []


def _addressees(draft: Draft, head: Head) -> None:
    dice, gold = draft.dice, draft.gold
    if draft.type == "CĐ":
        who = (f"{draft.office.head} {draft.office.name}" if draft.office.collective else draft.office.name).upper()
        lead = f"{who} điện{dice.pick((':', ' :'))}"
    elif (
        draft.type in ("CV", "TTr", "PC", "PG", "PB")
        or (draft.type == "BC" and dice.chance(0.4))
        or (draft.type == "GM" and dice.chance(0.35))
        or (draft.type == "Thư công" and dice.chance(0.3))
    ):
        lead = dice.weighted((("Kính gửi:", 12), ("Kính gửi :", 1), ("Kính gửi", 0.4), ("Kính gửi: ", 1)))
        if draft.party and draft.type == "TTr" and dice.chance(0.4):
            lead = "Kính trình:"
    else:
        return
    up = draft.type in ("TTr", "BC")
    count = 1 if up and dice.chance(0.8) else dice.weighted(((1, 5), (2, 3), (3, 2.5), (4, 1), (6, 0.5)))
    names = []
    for number in range(count):
        if up and number == 0:
            name = draft.office.above
        elif draft.type != "CĐ" and dice.chance(0.08):
            name = dice.pick(
                (
                    f"{dice.pick(('Ông', 'Bà'))} {person(dice)}, {place_name(dice)}",
                    f"Công ty Cổ phần {company_name(dice)}",
                    f"Trường Trung học phổ thông {place_name(dice)}",
                )
            )
        else:
            name = doer(
                draft,
                dice.pick(("", "many", "posts")) if draft.type != "CĐ" else dice.pick(("posts", "many", "posts")),
                own=0.25,
            )
        names.append(capital(clause(draft, name)).replace(";", ","))
    names = list(dict.fromkeys(names))
    if len(names) == 1 and draft.type != "CĐ":
        head.addressees = [rich(lead.strip(), " ", gold.addressee(names[0]), dice.pick((".", "", ".")))]
        return
    items = [rich("- ", gold.addressee(name), "." if n == len(names) - 1 else ";") for n, name in enumerate(names)]
    first = rich(lead.strip())
    if draft.type != "CĐ" and dice.chance(0.2):
        head.addressees = [rich(first, " ", items[0]), *items[1:]]
    else:
        head.addressees = [first, *items]


def _stamps(draft: Draft, head: Head) -> None:
    dice, gold = draft.dice, draft.gold
    urgent = 0.6 if draft.type == "CĐ" else 0.04
    if dice.chance(urgent):
        words, code = dice.weighted(
            ((("HỎA TỐC", "HT"), 4), (("HOẢ TỐC", "HT"), 1), (("KHẨN", "K"), 4), (("THƯỢNG KHẨN", "TK"), 2))
        )
        gold.plain["priority"] = code
        head.stamps.append(rich(words))
    if dice.chance(0.03):
        words, code = dice.pick((("MẬT", "C"), ("TỐI MẬT", "B"), ("TUYỆT MẬT", "A"), ("MẬT", "C")))
        gold.plain["secrecy"] = code
        head.stamps.append(rich(words))


def header(draft: Draft) -> Head:
    """The head of the draft; number, code and subject are known to the draft afterwards."""
    organ = _organ(draft)
    head = Head(organ, _nation(draft), _number(draft), _when(draft), rules=draft.dice.chance(0.35))
    draft.gold.plain["type"] = None if draft.type == "Thư công" else draft.type
    _subject(draft, head)
    _addressees(draft, head)
    _stamps(draft, head)
    return head
