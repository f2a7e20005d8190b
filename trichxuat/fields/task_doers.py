"""Which units a sentence tells to act: at its start, behind `giao`, behind a clause, behind a semicolon."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from trichxuat.fields.patterns import spaced
from trichxuat.fields.task_text import has_intro, is_for_information
from trichxuat.fields.task_units import Doer, doer_at, head_at, same_unit, says_more
from trichxuat.fields.task_words import AUTHORITY, DETERMINER, DIRECTIVE, DUTY, RIGHT, directives
from trichxuat.lexicon import plain as plain_of
from trichxuat.text import Text

Place = tuple[int, int]

MOST = 80
"""Places of one sentence that are tried."""
REPORTING = frozenset(("CV", "TTr", "BC", "BB", "GM", "PC", "PG"))
"""Types that mostly tell of others: a unit with a verb is a task there only where the document addresses it."""
ORDERS = frozenset(("CT", "CĐ", "KH", "CTr", "PA", "TB", "HD", "CV", "KL"))
"""Types whose lists under a unit are what it has to do."""
NORMATIVE = frozenset(("HP", "L", "BL", "PL", "NĐ", "TT", "TTLT", "QC", "QyĐ", "NQLT"))
"""Types that lay down rules: a unit with a verb is a task there only as a duty."""

_WITH = spaced(r"phoi hop (?:voi|cung|chat)|cho cac\s|\bgom\b")
_COMMA = re.compile(
    r",\s+(?:thì\s+)?|;\s+(?:thì\s+)?|thì\s+|vướng\smắc\s+(?=các\s|đề\snghị\s)|khó\skhăn\s+(?=các\s|đề\snghị\s)"
    r"|thẩm\squyền\s+(?=các\s|đề\snghị\s)|phát\ssinh\s+(?=các\s|đề\snghị\s)|bất\scập\s+(?=các\s|đề\snghị\s)"
)
_MORE = re.compile(r";\s+|,\s+(?=các\s|những\s|mọi\s)")
_ISSUES = spaced(r"(?:ban hanh|thong bao|huong dan|bao cao|xay dung ke hoach|trien khai|phat dong)\b")
_HEAD_OF = spaced(r"^(?:lanh dao|chu tich|giam doc|bo truong|cuc truong|thu truong|hieu truong|truong) ")
_NOUN_BEFORE = spaced(
    r"(?<!\w)(?:theo|duoc|da|su|cac|nhung|y kien|noi dung|dap ung|khi co|co|nhiem vu"
    r"|bien ban|quyen|nguoi|se|bi|viec|ban|chuyen|tiep) \Z"
)
_PAST_REPORT = spaced(
    r"(?<!\w)(?:da|(?:co|tai|bang) (?:cong van|van ban|to trinh|bao cao)|nhan duoc|ngay \d{1,2}[/.-]\d{1,2}[/.-]\d{4},"
    r"|truoc do)(?!\w)"
)
_TOPIC = spaced(r"(?:doi voi|ve) [^:]{3,600}:\s")
"""`Về kiến nghị …: <unit> <does this>`, as the conclusions of a visit have it."""
_ALL = spaced(r"(?:khi|phai|thuc hien|tuan thu|bao dam)\b[^.;]{3,160}\b(?:sau|sau day|duoi day)\s?:\s?\Z")
_MUST = spaced(r"(?:khi [^.;:]{3,120} )?phai (?!co\b|la\b|duoc|bao dam|dam bao|dap ung|thuoc|gom)")
_MAY = spaced(r"[^,.;:]{0,40} co quyen ")
_OBLIGED = spaced(r"(?<!\w)(?:(?:phai )?(?:co|chiu) trach nhiem|co nghia vu)(?= [a-z]|[:.]?\s*\Z)")
_ANYONE = spaced(
    r"(?:cac |moi |nhung |tung |tap the |toan the )?(?:ca nhan|to chuc|co quan|don vi|thanh vien|nguoi|chu |ho gia dinh"
    r"|ban |bo |so |phong |uy ban|hoi dong|truong (?!hop)|giam doc|thu truong|lanh dao|can bo|cong chuc|vien chuc"
    r"|doanh nghiep|nha dau tu|doi tuong|ben |tap the|hoi |trung tam|cuc |chi cuc|cong an|chinh phu|thanh tra"
    r"|hoc sinh|sinh vien|giao vien|nha truong|chanh |pho |to )"
)
"""Whoever an obligation can bind, at the start of its sentence."""
_NOT_BOUND = spaced(
    r"[.:;]|(?<!\w)(?:dieu|khoan|quyet dinh|nghi quyet|ke hoach|viec|noi dung|truong hop) [^,]{0,60}\Z"
    r"|(?<!\w)(?:cua|va|hoac|khong|la|ma)\Z"
)
_QUALIFIED = spaced(
    r" (?:quy dinh|neu) tai (?:cac )?(?:diem|khoan|dieu|muc)[^.;:,]{1,60} (?:quyet dinh|nghi dinh|thong tu|quy che"
    r"|quy dinh|nghi quyet|luat|dieu|ke hoach|huong dan) nay\Z"
)
_IS_CALLED = spaced(r" la (?:co quan|don vi|to chuc|dau moi|nguoi|bo phan)(?!\w)[^.;:]{0,160},\Z")
"""`Bộ X là cơ quan quản lý nhà nước về …, có trách nhiệm …`"""
_GENERIC = spaced(
    r"(?:(?:cac|moi|nhung|tung) )?(?:co quan|to chuc|ca nhan|don vi|nguoi|ho (?:gia dinh|kinh doanh)|doanh nghiep|ben"
    r"|chu |cong dan|thanh vien|nha dau tu)"
)
"""Anyone of a kind: what such do by the rules is defined, what a named body does is asked of it."""
_KIND = (
    "(?:co quan|to chuc|don vi|ca nhan|nguoi|doanh nghiep|so|ban|nganh|cap|dia phuong|co so|chu dau tu|nha dau tu"
    "|hop tac xa)"
)
KINDS = spaced(rf"(?:cac|nhung|moi) {_KIND}(?:,? (?:va )?{_KIND})*")
"""Bodies of some kind, which the words behind tell."""
_BARE = spaced(r"(?:co quan|to chuc|don vi|ca nhan|nguoi)(?: to chuc)?")
"""Right before a verb, the beginning of a name: `Đơn vị tổ chức thu phí`."""
_SOME = spaced(r"(?:cac|mot so) (?:co quan|don vi|to chuc|so|ban|phong|cap|nganh)(?!\w)")
_DECIDES = spaced(r" (?:quyet dinh|quy dinh|ket luan|va)\Z| hoat dong theo ")
"""What such a verb leaves in the unit's name, where a bare power stands before it."""
_STATES = spaced(r"phai\b|khong phai\b|chiu (?!trach nhiem)")
"""Verbs by which rules say how things are."""
_GIVE = re.compile(r"giao\s(?=[a-z])")
_LISTED = spaced(r"(?:to chuc|ca nhan|co quan|don vi|dia phuong|doanh nghiep|gia dinh|doan the)\Z")
_JUST_CITED = spaced(r"(?:cong van|van ban|to trinh|bao cao|thong bao|quyet dinh) so\b[^,;.]{0,120}\Z")


def name_of(words: str) -> str:
    """A unit's name in the form in which names are compared: short forms of the councils and committees spelled out."""
    return plain_of(words).replace("ubnd", "uy ban nhan dan").replace("hdnd", "hoi dong nhan dan")


def _of(name: str, issuer: str) -> bool:
    """Whether a name is the issuer's, or of a part of it, and of nobody else beside."""
    return name.startswith(issuer + " ") and " va cac " not in name and not name.startswith(" va ", len(issuer))


def alike(one: str, two: str) -> bool:
    """Whether all words of one name stand in the other."""
    a, b = set(one.split()), set(two.split())
    return a <= b or b <= a


class Doers:
    """Reads the doers of the sentences of one document."""

    def __init__(self, text: Text, doc_type: str | None, issuers: Iterable[str], addressees: Iterable[str]) -> None:
        self.text = text
        self.type = doc_type
        self.issuers = [name_of(words) for words in issuers]
        self.addressees = [name_of(words) for words in addressees]
        self.orders = doc_type in ORDERS
        self.in_section = False  # beneath `Tổ chức thực hiện`
        self.listed = False  # in an item of a list
        self.closed = False  # beneath `Tình hình`, `Kết quả` …
        self.leads = 0  # the end of a block with a colon at its end and items beneath, or 0
        self.opening = False  # before the first item or heading of a document that has some

    # ---- for each place of a sentence ----

    def first(self, a: int, b: int) -> list[Doer]:
        """Of a sentence that stands under no unit."""
        doer = self._behind_topic(a, b)
        doer = doer or self._at_start(a, b) or self._told(a, b, anywhere=True)
        doer = doer or self._behind_clause(a, b, any_case=True) or self._bound(a, b)
        if doer is None or is_for_information(self.text, a, b):
            return []
        return self._with_more(doer, b)

    def item(self, a: int, b: int, above: Place, *, headed: bool) -> list[Doer]:
        """Of the first sentence of an item under a unit's heading (`headed`) or lead-in; empty where it is that unit's.

        above: that unit.
        """
        doer = self._behind_topic(a, b)
        if doer is not None:
            return self._with_more(doer, b)
        doer = doer_at(self.text, a, b)
        if doer is not None:
            if headed:
                own = not self._same(doer, above) or self._one_of(doer, above)
            else:
                own = self._may_act(doer) and (doer.start, doer.end) != above
            own = own or (doer.colon and not (headed and self._same(doer, above)))
            doer = doer if own and not AUTHORITY.match(self.text.plain, doer.verb) else None
        elif (bound := self._bound(a, b)) is not None and bound.start == a:
            doer = None if self._same(bound, above) and not self._one_of(bound, above) else bound
        elif headed and self._tells_others(a, above) and not self.given(above):
            doer = self._told(a, b, anywhere=False)
            doer = None if doer is not None and self._same(doer, above) else doer
        elif not headed:
            doer = self._told(a, b, anywhere=False)
            if doer is None:
                doer = self._behind_clause(a, b, any_case=False)
                one_of = "," in self.text.clean[slice(*above)]
                duty = doer is not None and DUTY.match(self.text.plain, doer.verb)
                doer = None if doer is not None and not (one_of or duty) and self._same(doer, above) else doer
        return self._with_more(doer, b)

    def _tells_others(self, a: int, above: Place) -> bool:
        """Whether an item under a heading opens with a word that tells another unit: beneath `các cơ quan` any does."""
        if self.text.clean.startswith("Giao ", a):
            return True
        return self.text.clean.startswith(("Đề nghị ", "Yêu cầu "), a) and bool(_SOME.match(self.text.plain, above[0]))

    def given(self, unit: Place) -> bool:
        """Whether `Giao` stands right before a unit: then its list is of what it does, its own `Giao …` included."""
        before = self.text.plain[max(0, unit[0] - 24) : unit[0]].rstrip(" :\n")
        return before.endswith(("giao", "giao cho", "nhiem vu cho"))

    def next(self, a: int, b: int, current: Place | None, above: Place | None) -> list[Doer]:
        """Of a later sentence; empty where it goes on with the task before it."""
        if current is None:
            return self.first(a, b)
        doer = self._told(a, b, anywhere=above is None) or self._at_start(a, b, sure=above is not None)
        if doer is None:
            doer = self._behind_clause(a, b, any_case=False) or self._bound(a, b)
        goes_on = doer is not None and (above is not None or not self._is_told(doer))
        if goes_on and doer and any(self._goes_on(doer, unit) for unit in (current, above) if unit is not None):
            doer = None
        if doer is None or is_for_information(self.text, a, b):
            return []
        return self._with_more(doer, b)

    def teller(self, a: int, b: int) -> bool:
        """Whether a sentence opens with one unit that tells another (`Chủ tịch UBND tỉnh yêu cầu Giám đốc …`)."""
        head = head_at(self.text, a, b)
        if head is None:
            return False
        m = next(directives(self.text.plain, head, min(b, head + 90)), None)
        if m is None or "," in self.text.clean[head : m.start()]:
            return False
        return head_at(self.text, m.end(), b) is not None

    # ---- where a doer stands ----

    def _with_more(self, doer: Doer | None, b: int) -> list[Doer]:
        return [] if doer is None else [doer, *self._behind_signs(doer, b)]

    def _same(self, doer: Doer, unit: Place) -> bool:
        return same_unit(self.text, (doer.start, doer.end), unit)

    def _one_of(self, doer: Doer, units: Place) -> bool:
        """Whether an item names one of the several units of its heading, or one of its kind, and the duty of that."""
        if not DUTY.match(self.text.plain, doer.verb):
            return False
        if _GENERIC.match(self.text.plain, units[0]) and says_more(self.text, (doer.start, doer.end), units):
            return True
        return "," in self.text.clean[slice(*units)] and doer.end - doer.start < units[1] - units[0]

    def _goes_on(self, doer: Doer, unit: Place) -> bool:
        """Whether a sentence goes on with what `unit` is told; of two lists of units, only where they are alike."""
        lists = "," in self.text.clean[doer.start : doer.end] and "," in self.text.clean[slice(*unit)]
        if lists and DUTY.match(self.text.plain, doer.verb):
            return self.text.plain[doer.start : doer.end] == self.text.plain[slice(*unit)]
        return self._same(doer, unit)

    def _is_told(self, doer: Doer) -> bool:
        """Whether a word such as `đề nghị` stands right before the unit."""
        low = max(0, doer.start - 30)
        return any(m.end() == doer.start for m in directives(self.text.plain, low, doer.start))

    def _at_start(self, a: int, b: int, sure: bool = False) -> Doer | None:
        doer = doer_at(self.text, a, b)
        if doer is None or self._gives(doer, b):
            return None
        named = doer.colon and (self.in_section or self.type not in REPORTING or (self.type == "CV" and self.listed))
        sure = sure and not AUTHORITY.match(self.text.plain, doer.verb)
        return doer if named or sure or self._may_act(doer) else None

    def _gives(self, doer: Doer, b: int) -> bool:
        """`Ủy ban nhân dân tỉnh giao Sở Y tế …` in a document of that body: the one that is told stands behind."""
        if not _GIVE.match(self.text.plain, doer.verb) or head_at(self.text, doer.verb + 5, b) is None:
            return False
        given = doer_at(self.text, doer.verb + 5, b, told=True)
        if given is not None and DUTY.match(self.text.plain, given.verb):
            return True
        name = name_of(self.text.plain[doer.start : doer.end])
        return any(alike(name, issuer) for issuer in self.issuers)

    def _told(self, a: int, b: int, *, anywhere: bool) -> Doer | None:
        """`Đề nghị/Yêu cầu/Giao <unit> <do this>`; `anywhere`: not at the start of the sentence only."""
        text = self.text
        for m in islice(directives(text.plain, a, b), MOST):
            start = m.start() <= a + 1
            if not anywhere and not start:
                return None
            if not self._tells(m, start):
                continue
            doer = doer_at(text, m.end(), b, told=True)
            if doer is None:
                continue
            behind = text.clean[max(a, m.start() - 3) : m.start()].rstrip()[-1:]
            if self.type in NORMATIVE and not start and behind not in ",;:" and not DUTY.match(text.plain, doer.verb):
                continue  # what someone does who is told of (`nêu rõ và đề nghị …`)
            if not start and self._is_report(a, m.start()):
                return None
            return doer
        return None

    def _tells(self, m: re.Match[str], start: bool) -> bool:
        """Whether the word tells someone to act, rather than being a noun or a report of the past."""
        word, at = m["word"], m.start("word")
        if word.endswith("moi") and "ờ" not in self.text.clean[at : m.end("word")].casefold():
            return False
        if word.startswith(("de x", "kien", "keu")) and self.type != "TTr" and not start:
            return False
        if word.startswith("de x") and self.type != "TTr":
            return False
        return not _NOUN_BEFORE.search(self.text.plain, max(0, at - 30), at)

    def _is_report(self, a: int, at: int) -> bool:
        plain = self.text.plain
        if _JUST_CITED.search(plain, max(a, at - 160), at):
            return True
        return bool(_PAST_REPORT.search(plain, a, at)) and not has_intro(self.text, a, at)

    def _behind_topic(self, a: int, b: int) -> Doer | None:
        """`Về <what was asked for>: <unit> <does this>`: whoever is named in the topic is told nothing."""
        topic = _TOPIC.match(self.text.plain, a, b)
        if topic is None:
            return None
        at = topic.end()
        return self._told(at, b, anywhere=False) or self._at_start(at, b)

    def _behind_clause(self, a: int, b: int, *, any_case: bool) -> Doer | None:
        """`Trong quá trình thực hiện, <unit> <do this>`; a capitalised name is likelier than a word of a list."""
        text = self.text
        if not has_intro(text, a, b):
            later = text.clean.find("; căn cứ ", a, min(b, a + 400))  # `Quán triệt …; căn cứ …, <unit>`
            if later < 0:
                return None
            a = later + 2
        second: Doer | None = None
        for n, m in enumerate(_COMMA.finditer(text.clean, a, min(b, a + 700))):
            if n > 12:
                break
            doer = doer_at(text, m.end(), b)
            if doer is None or not self._may_act(doer) or doer.verb + 6 > b or text.clean.count('"', a, doer.start) % 2:
                continue
            if text.clean[doer.start].isupper():
                whole = second and second.verb == doer.verb and DETERMINER.match(text.plain, second.start)
                return second if whole else doer
            if DETERMINER.match(text.plain, doer.start) or (any_case and not _LISTED.search(text.plain, a, m.start())):
                second = second or doer
        return second

    def _bound(self, a: int, b: int) -> Doer | None:
        """`<anyone> có trách nhiệm …`: an obligation names right before it whom it binds, however long the name."""
        text = self.text
        b = min(b, a + 600)
        if text.plain.find("trach", a, b) < 0 and text.plain.find("nghia", a, b) < 0:
            return None
        duty = _OBLIGED.search(text.plain, a, b)
        if duty is None or self.closed or "," in text.plain[duty.end() : duty.end() + 2]:
            return None
        if text.clean.count('"', max(0, a - 2), duty.start()) % 2:
            return None  # inside a passage quoted from elsewhere
        end = duty.start()
        while end > a and text.clean[end - 1].isspace():
            end -= 1
        called = _IS_CALLED.search(text.plain, a, end)
        if called:
            end = called.start()
        elif text.clean[end - 1] == ",":
            return None
        if not _QUALIFIED.search(text.plain, a, end) and _NOT_BOUND.search(text.plain, a, end):
            return None
        places = [a, *(m.end() for m in islice(_COMMA.finditer(text.clean, a, end), 12))]
        for start in places:  # behind a clause such as `Trong thời hạn 15 ngày, …` the name comes later
            named = text.clean[start].isupper() and _ANYONE.match(text.plain, start, end)
            if named and 4 <= end - start <= 300:
                return Doer(start, end, duty.start())
        return None

    def _behind_signs(self, before: Doer, b: int) -> list[Doer]:
        """`…; <another unit> <does that>`; behind a comma only its duty (`…, các cơ quan khác có trách nhiệm …`)."""
        text = self.text
        found: list[Doer] = []
        told = self._is_told(before)
        for m in islice(_MORE.finditer(text.clean, before.verb, b), MOST):
            if m.start() - before.verb < 40 or _WITH.search(text.plain, max(before.verb, m.start() - 90), m.start()):
                continue
            lead = DIRECTIVE.match(text.plain, m.end(), b)
            if lead and not told and lead["word"].startswith(("phan", "giao")):
                continue  # what the unit before is told to do
            doer = doer_at(text, lead.end() if lead else m.end(), b, told=lead is not None)
            if text.clean[m.start()] == "," and not (doer and DUTY.match(text.plain, doer.verb)):
                continue
            if doer is None and not lead:
                doer = self._behind_clause(m.end(), min(b, m.end() + 300), any_case=False)
            if (
                doer is None
                or self._same(doer, (before.start, before.end))
                or not (lead or told or self._may_act(doer))
            ):
                continue
            found.append(doer)
            before = doer
        return found

    # ---- whether it is told to act at all ----

    def _may_act(self, doer: Doer) -> bool:
        """Whether a unit with a bare verb is told to act, in this kind of document and at this place."""
        text = self.text
        if DUTY.match(text.plain, doer.verb):
            return True
        if (RIGHT if self.in_section else AUTHORITY).match(text.plain, doer.verb):
            return False
        if _MAY.match(text.plain, doer.verb):
            return False
        if self.closed or text.plain.startswith("kinh bao cao", doer.verb):
            return False
        if self.opening and _ISSUES.match(text.plain, doer.verb):
            return False
        name = name_of(text.plain[doer.start : doer.end])
        if not self.in_section and self.type in NORMATIVE:
            must = _MUST.match(text.plain, doer.verb) or _ALL.match(text.plain, doer.verb, self.leads)
            name = text.plain[doer.start : doer.end]
            states = (
                self.opening
                or _DECIDES.search(name)
                or _STATES.match(text.plain, doer.verb)
                or _GENERIC.match(text.plain, doer.start)
            )
            return bool(must) or not states
        if not self.in_section and doer.end - doer.start < 20 and _BARE.fullmatch(text.plain, doer.start, doer.end):
            return False
        if not self.in_section:
            short = _HEAD_OF.sub("", name)
            if any(short == it or it.startswith(short + " ") or _of(short, it) for it in self.issuers):
                return False
            if self.opening:
                return False
            if self.type in REPORTING and not (self.type == "CV" and self.listed):
                return any(alike(name, told) for told in self.addressees)
        return True
