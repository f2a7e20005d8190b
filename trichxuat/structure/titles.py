"""What a signature block is made of: signing marks, posts, names (Phụ lục I, II.7).

All functions look at one piece of a line (clean offsets) and say what it is; none looks at its neighbours.
"""

from __future__ import annotations

import re

from trichxuat.text import Text

_POSTS = (
    r"chu tich|chu nhiem|(?:tong )?giam doc|bi thu|thu tuong|(?:bo|thu|vu|cuc|tong cuc|chi cuc|vien|hat|doi|to|doan|tram|don) truong"
    r"|truong (?:ban|phong|doan|khoa|tram|thon|bo mon|dai dien|tieu ban|co quan|cong an|chi nhanh|tieu khu|khu pho|cum|khoi|bo phan|xom|ap|vung)"
    r"|chanh (?:van phong|thanh tra|an|toa)|cuc pho|vien pho|vu pho|tong (?:thanh tra|kiem toan|bien tap|thu ky|bi thu|tham muu|cong trinh su)"
    r"|hieu (?:truong|pho)|thong doc|thu truong|tu lenh|chinh uy|chi huy|thu ky|thong ky|dai dien|nguoi (?:ghi|lap|ky|bao cao|chu tri|ghi bien ban|dung don|viet don|lam don)"
    r"|chu (?:toa|tri|toa ky hop)|ke toan|phu trach|uy vien|dieu hanh|pho (?:ban|phong|khoa|doan|van phong|vien|hieu)|vien truong|toan quyen"
    r"|tham phan|chap hanh vien|cong chung vien|giam thi|quan doc|hoi truong"
)
_LEAD = r"(?:(?:pho|quyen|nguyen|dong|cac|q\s?[.,])\s{1,3}){0,2}"
POST = re.compile(rf"{_LEAD}(?:{_POSTS})\b")
_POST_IN = re.compile(rf"(?<=[\s.;,:\"'-])(?:pho\s{{1,3}})?(?:{_POSTS})\b")

# TM. KT. TL. TUQ. Q., T/M K/T T/L; OCR makes commas, blanks and dashes of the dot, or loses the first letter.
MARK = re.compile(
    r"(?:(?:t\s?/\s?m|k\s?/\s?t|t\s?/\s?l|t\s?/\s?u\s?/?\s?q)\s?[.,:]?|(?:tm|kt|tl|tuq|t\.\s?m|k\.\s?t|t\.\s?l|q)\s?[.,:;'-]{1,2}"
    r"|(?:tm|kt|tl|tuq)(?=\s))\s{0,3}(?=[a-z]|$)"
    r"|[tmkl]\s?[.,-]{1,2}\s{0,2}(?=(?:uy ban|hoi dong|ban |doan |chinh phu|chu tich|giam doc|hieu truong|bo truong|truong |chanh |cuc truong|bi thu))"
)
_MARK_IN = re.compile(r"(?<=[\s;._\"'-])(?:(?:t/m|k/t|t/l|tuq)\s?\.?|(?:tm|kt|tl|tuq)\s?[.,])\s{0,3}(?=[a-z]{2})")
# Stands where a signature would: a note, a rank, what a form says of the signature.
_FILLER = re.compile(
    r"\(?\s?(?:da (?:ky|ki)\b|ky[ ,].{0,50}(?:dong dau|ho ten|dien tu)|dong dau|chu ky|ky ten|ky thay|chu ky so|ky so|ky,? ghi|\(?ky\)?\W*$|dau\W*$|ghi ro ho)"
)
_RANKS = (
    r"(?:(?:pgs|gs|ts|tskh|ths|thac s[iy]|tien s[iy]|bs|bscki*|bsck|bac s[iy]|duoc s[iy]|ds|dscki*|cki{1,2}|ck[12]|cn|ks|ky su|ls|luat su|ncs|ktv|ktvc|cvc|nha giao"
    r"|ngut|ngnd|nsnd|nsut|ttut|ttnd|ths\.bs|ong|ba|dong chi|d/c|phep|giao su|pho giao su"
    r"|(?:dai|thuong|trung|thieu) (?:tuong|ta|uy)|chuan do doc|pho do doc|do doc|hoa thuong|thuong toa|ni truong|linh muc)"
    r"(?:\s?[.:,/-]\s?|\s+|$)){1,5}"
)
RANK = re.compile(_RANKS)

_SURNAMES = frozenset(
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh doan lam trinh mai dao truong cao luong ha luu chu "
    "chau ta to tang thai tong ton trieu vuong vi quach nghiem nong lo quang kieu la lai luc mac mao mau ninh ong phi phu phung "
    "quan thach than tieu tiet ung van xa bach banh bang cam can cap co cu cung diep dieu dam dong duy giang giap "
    "hau hong hua khuat khuong khuc kim ksor ro leu lu ma na nhu rcom sam sung thao thi thieu "
    "uong viet sai siu kpa rmah tham thien trang vay vuu y h k bo kha moong cut mua giang hang chang lau phang sin khang ca "
    "deo nam mong hoa an bien gia hy khieu loi lieng men ngac nghe quyen su thoi tri truc cong vinh ba hien danh son bho rlan nay kso rah".split()
)
_COMMON = frozenset("nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh doan lam trinh mai dao truong cao luong ha luu".split())
_WORD = r"[^\W\d_](?:[^\W\d_]|['.-](?=[^\W\d_]))*"
_NAME = re.compile(rf"{_WORD}(?:\s{{1,3}}{_WORD}){{0,6}}")
_NOT_IN_NAMES = re.compile(
    r"\b(?:so|bo|nhan dan|uy ban|hoi dong|tinh|huyen|thanh pho|phuong|phong|van phong|cong ty|trung tam|truong dai hoc|nghi dinh|quyet dinh"
    r"|chinh phu|quoc hoi|dieu|khoan|phu luc|danh muc|mau so|cong an|ubnd|hdnd|vt|vp|luu|kinh gui|noi nhan|nhu tren|viet nam|ngan hang|toa an|bao cao"
    r"|cong bao|ke hoach|thong bao|quy dinh|quy che|chuong|muc|cong hoa|doc lap|hanh phuc|xa hoi|cong thong tin|thuong truc|lanh dao|website)\b"
)
_VOWEL = re.compile(r"[aeiouy]")


def is_upper(words: str) -> bool:
    """Whether a piece is set in capitals; a letter or two that OCR got wrong may be small."""
    if words.isupper():
        return True
    letters = [c for c in words if c.isalpha()]
    return len(letters) >= 8 and sum(c.islower() for c in letters) <= len(letters) // 8


def starts_with_mark(text: Text, start: int, end: int) -> bool:
    """Whether a piece opens with a signing mark in capitals before words in capitals (`KT. CHỦ TỊCH`)."""
    m = MARK.match(text.plain, start, end)
    if not m or not text.clean[start].isupper():
        return False
    if m.end() >= end:
        return text.clean[start : m.end()].strip().isupper() and m.end() - start >= 2
    follows = text.clean[m.end() : end].split(None, 1)[0]
    return (text.clean[start : m.end()].isupper()) and (follows.isupper() or (follows[0].isupper() and bool(POST.match(text.plain, m.end(), end))))


def is_title(text: Text, start: int, end: int) -> bool:
    """Whether a piece is a line of the signer's competence or post: a mark, or a post in capitals."""
    if end - start > 110:
        return False
    words = text.clean[start:end]
    if starts_with_mark(text, start, end):
        return True
    return is_upper(words) and bool(POST.match(text.plain, start, end))


def title_inside(text: Text, start: int, end: int) -> int | None:
    """Where a title in capitals begins behind other words on the same line, or None (OCR that ran two columns together)."""
    for pattern in (_MARK_IN, _POST_IN):
        for m in pattern.finditer(text.plain, start + 1, min(end, start + 300)):
            words = text.clean[m.start() : end]
            if is_upper(words) and len(words) >= 6 and text.clean[start : m.start()].strip(" -~_|"):
                return m.start()
    return None


def is_filler(text: Text, start: int, end: int) -> bool:
    """`(Đã ký)`, `(Ký tên, đóng dấu)` and the like."""
    return end - start <= 90 and bool(_FILLER.match(text.plain, start, end))


def is_noise(text: Text, start: int, end: int) -> bool:
    """A scrap that OCR made of a stamp or a stroke: no word of two letters with a vowel."""
    if end - start > 30:
        return False
    return not any(len(w) > 1 and _VOWEL.search(w) for w in re.findall(r"[a-z]+", text.plain[start:end]))


def without_rank(text: Text, start: int, end: int) -> int:
    """Where the name begins behind `ThS.`, `Đại tướng` …; `end` where there is nothing but a rank."""
    m = RANK.match(text.plain, start, end)
    return m.end() if m and text.clean[start].isupper() else start


def name_at(text: Text, start: int, end: int, *, strict: bool = False) -> tuple[int, int] | None:
    """The full name that a piece consists of, without rank and stray marks, or None.

    Two to seven words in capital initials, or all in capitals behind a known surname. strict: a known surname in any case.
    """
    if end - start > 70:
        return None
    clean, plain = text.clean, text.plain
    while start < end and not clean[start].isalnum():
        start += 1
    start = without_rank(text, start, end)
    while end > start and not clean[end - 1].isalnum():
        end -= 1
    m = _NAME.match(clean, start, end)
    if not m or m.end() < end:
        return None
    words = m.group().split()
    if not 2 <= len(words) <= 7 or _NOT_IN_NAMES.search(plain, start, end):
        return None
    low = plain[start:end].split()
    known = low[0] in _SURNAMES or low[0].split("'")[0] in ("h", "k", "y")
    if any(len(w) > 12 for w in words):
        return None
    if m.group().isupper():
        enough = len(words) >= 3 or low[0] in _COMMON
        return (start, end) if known and enough and len(words) <= 5 and not POST.match(plain, start, end) else None
    capital = [w[0].isupper() and (len(w) == 1 or w[1:].islower() or not w.isalpha()) for w in words]
    if all(capital):
        return (start, end) if known or not strict else None
    # The first letter eaten by a stamp: `raần Hoàng Tuân`.
    if not strict and len(words) >= 3 and all(capital[1:]) and len(words[0]) > 1:
        return start, end
    return None


def name_behind(text: Text, start: int, end: int) -> int | None:
    """Where a full name (known surname, three words or more) begins that ends a piece, or None."""
    clean, plain = text.clean, text.plain
    at = end
    words = 0
    best = None
    while at > start and words < 5:
        cut = max(clean.rfind(" ", start, at), clean.rfind("\t", start, at))
        if cut < 0:
            break
        word = clean[cut + 1 : at]
        if not word or not word.isalpha() or not word[0].isupper() or (len(word) > 1 and not word[1:].islower()):
            break
        words += 1
        if words >= 3 and plain[cut + 1 : at] in _SURNAMES:
            best = cut + 1
        at = cut
        while at > start and clean[at - 1] in " \t":
            at -= 1
    return best


def is_part_of_name(text: Text, start: int, end: int) -> bool:
    """One to three words in capital initials, as a narrow cell breaks a name."""
    words = text.clean[start:end].split()
    return 1 <= len(words) <= 3 and all(w.isalpha() and w[0].isupper() and w[1:].islower() for w in words)
