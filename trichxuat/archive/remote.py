"""Files of an object store, or of any other file system that fsspec knows: `s3://bucket/folder`, `gs://…`, `sftp://…`.

Keys and server addresses come from the environment, as the library of each scheme has it. fsspec is loaded where it is
needed: whoever reads local files alone does without.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, BinaryIO

from trichxuat.errors import UnreadableFile
from trichxuat.reading.bundles import MOST_BYTES
from trichxuat.reading.kinds import is_hidden, is_readable

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
"""No drive of Windows is that long."""
_ASKED, _AT_ONCE = 256, 16
"""Single files that are looked up together, and how many of them at the same time."""
_BLOCK = 1 << 20
"""Bytes of a .zip that are fetched together."""
_TAIL = 1 << 16
"""Of its end, fetched first: it tells what is inside."""
_CHANGES = (
    "ETag", "etag", "generation", "md5Hash", "sha", "mtime", "LastModified", "last_modified", "Last-Modified",
    "modified", "modify", "updated", "created",
)  # fmt: skip
"""What file systems call that by which a change is told, the surest first."""

_LIBRARIES = {
    "s3": "s3fs", "s3a": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "az": "adlfs", "abfs": "adlfs", "abfss": "adlfs",
    "oss": "ossfs", "http": "aiohttp", "https": "aiohttp", "sftp": "paramiko", "ssh": "paramiko", "smb": "smbprotocol",
    "webdav": "webdav4", "webhdfs": "requests", "hdfs": "pyarrow", "hf": "huggingface_hub",
}  # fmt: skip
"""What to install for a scheme."""
_SECRET = re.compile(
    r"(?:(?<=\?)|&)(?:x-(?:amz|goog)-[\w-]{0,40}|[\w.-]{0,40}(?:sig(?:nature)?|token|secret|passw(?:or)?d|pwd|credential|auth|"
    r"key(?:id)?|expires))=[^&#]*",
    re.IGNORECASE,
)
"""Parts of the query of a web address that let in whoever has them, for as long as they do."""
_REFUSED = re.compile(r"Permission|Credential|Auth|Forbidden|AccessDenied|error_perm")
_CUT_OFF = re.compile(r"Connection|Connector|Timeout|gaierror|SSL|NoValidConnections|ServerDisconnected")
"""Names of errors, whatever the library they are of."""
_STATUS = ("status", "status_code", "code")

_NO_FSSPEC = "Chưa cài fsspec. Hãy chạy: pip install 'trichxuat[remote]'"
_NO_LIBRARY = "Chưa cài thư viện để đọc {scheme}://. Hãy chạy: pip install {library}"
_NO_OTHER_LIBRARY = "Chưa cài thư viện để đọc {scheme}:// ({library}). Hãy cài rồi chạy lại."
_NO_SCHEME = "Không biết loại địa chỉ {scheme}://. Hãy dùng s3://, gs://, az://, https://, sftp:// hoặc đường dẫn tệp."
_BAD_URL = "Địa chỉ không đúng dạng. Hãy viết như {scheme}://noi-luu/thu-muc."
_MISSING = "Không có tệp hay thư mục này. Hãy kiểm tra lại địa chỉ."
_DENIED = "Không có quyền đọc. Hãy kiểm tra khóa trong biến môi trường (với s3://: AWS_ACCESS_KEY_ID), hoặc xin quyền."
_LOST = "Không nối được với máy chủ của {scheme}://. Hãy kiểm tra mạng và địa chỉ máy chủ rồi chạy lại."
_FAULT = "Không đọc được qua {scheme}:// ({kind}). Hãy chạy lại; nếu vẫn lỗi thì chép tệp về máy rồi đọc."
_TOO_LARGE = f"Tệp lớn hơn {MOST_BYTES >> 20} MB. Hãy chia nhỏ tệp này rồi chạy lại."


@dataclass(frozen=True, slots=True)
class Thing:
    """A file that was found. url: with all that it takes to read it; size, stamp, problem: as in walk.Found."""

    url: str
    size: int | None = None
    stamp: str | None = None
    problem: str | None = None


def is_url(name: str) -> bool:
    """Whether a name is the URL of something, rather than a path."""
    return "://" in name and _URL.match(name) is not None


def visible(url: str) -> str:
    """A URL as it may be kept and shown: no password, no key, nothing that cannot be printed."""
    scheme, _, rest = url.encode("utf-8", "backslashreplace").decode("utf-8").partition("://")
    scheme = scheme.lower()
    head, slash, tail = rest.partition("/")
    user, at, host = head.rpartition("@")
    web = scheme in ("http", "https")
    if at and (web or ":" in user):  # abfs://container@account holds no secret
        rest = host + slash + tail
    elif not at and "@" in tail and re.search(r":\D", head) and "[" not in head:
        rest = tail.rpartition("@")[2]  # a password with a `/`, which cannot be read so
    if web and "?" in rest:
        rest = _SECRET.sub("", rest).replace("?&", "?").rstrip("?")
    return f"{scheme}://{rest}"


def files(urls: Iterable[str]) -> Iterator[Thing]:
    """The files that URLs stand for; folders are walked by name, hidden files left out, as on a disk.

    What cannot be opened or listed has a problem.
    """
    for each in _single(map(_lowered, urls)):
        if isinstance(each, Thing):
            yield each
        else:
            yield from _below(each)


def read(url: str, stamp: str | None) -> bytes:
    """The bytes of a file; stamp: the one it was found with. Raises UnreadableFile."""
    system, path = _system(url)
    size = (stamp or "").partition(":")[0]
    if size == "0":
        return b""
    if int(size or 0) > MOST_BYTES:
        raise UnreadableFile(visible(url), _TOO_LARGE)
    try:
        if size:  # one request; a range bounds it, and is refused for what is empty
            data = system.cat_file(path, start=0, end=MOST_BYTES + 1)
        else:
            with system.open(path, "rb") as file:
                data = file.read(MOST_BYTES + 1)
    except Exception as fault:
        raise _unreadable(url, fault) from None
    if len(data) > MOST_BYTES:
        raise UnreadableFile(visible(url), _TOO_LARGE)
    return bytes(data)


def opened(url: str) -> BinaryIO:
    """A file to seek in, of which no more is fetched than is read; it may raise UnreadableFile, as does this."""
    system, path = _system(url)
    try:
        file = system.open(path, "rb", block_size=_BLOCK)
        if _seeks(file):
            return io.BufferedReader(_Raw(file, url))
        file.close()
    except Exception as fault:
        raise _unreadable(url, fault) from None
    return io.BytesIO(read(url, None))


def _seeks(file: Any) -> bool:
    """Whether a file can be read from its end: some web servers give no parts."""
    if not file.seekable():
        return False
    try:
        file.seek(0, io.SEEK_END)
        file.seek(max(0, file.tell() - _TAIL))
        file.read(_TAIL)
        file.seek(0)
    except ValueError:
        return False
    return True


class _Raw(io.RawIOBase):
    """A file of fsspec whose errors are ours, whatever library it is of."""

    def __init__(self, file: Any, url: str) -> None:
        self._file, self._url = file, url

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._file.seek(offset, whence)
        return self.tell()  # not all tell of themselves

    def tell(self) -> int:
        return int(self._file.tell())

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._file.read(len(buffer))
        except Exception as fault:
            raise _unreadable(self._url, fault) from None
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()


def _lowered(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme.lower()}://{rest}"


def _folder(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rstrip('/')}"


def _single(urls: Iterable[str]) -> Iterator[Thing | str]:
    """What each URL stands for; of a folder, its URL, without a slash at its end."""
    rest = iter(urls)
    while some := list(islice(rest, _ASKED)):
        for url, told in zip(some, _told(some), strict=True):
            if isinstance(told, UnreadableFile):
                yield Thing(url, problem=str(told))
            elif told.get("type") == "directory":
                yield _folder(url)
            else:
                yield _thing(url, told)


def _told(urls: list[str]) -> list[dict[str, Any] | UnreadableFile]:
    """What file systems say of each; those that can are asked about several at a time."""
    answers: list[Callable[[], dict[str, Any] | UnreadableFile]] = []
    with ThreadPoolExecutor(_AT_ONCE, "trichxuat-remote") as threads:
        for url in urls:
            try:
                system, path = _system(url)
            except UnreadableFile as fault:
                answers.append(partial(_itself, fault))
                continue
            look = partial(_info, url, system, path)
            answers.append(threads.submit(look).result if system.async_impl and len(urls) > 1 else look)
        return [answer() for answer in answers]


def _itself(fault: UnreadableFile) -> UnreadableFile:
    return fault


def _info(url: str, system: Any, path: str) -> dict[str, Any] | UnreadableFile:
    if url.endswith("/"):
        return {"type": "directory"}  # web servers tell of no folders
    try:
        told: dict[str, Any] = system.info(path)
    except Exception as fault:
        return _unreadable(url, fault)
    return told


def _below(folder: str) -> Iterator[Thing]:
    """The files below a folder, one listing after another: of a large store not all is held at once."""
    waiting: list[Thing | str] = [folder]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Thing):
            yield each
            continue
        try:
            waiting += reversed(_listed(each))
        except UnreadableFile as fault:
            yield Thing(each, problem=str(fault))


def _listed(folder: str) -> list[Thing | str]:
    """What lies in a folder and can be read, by name; folders by their URL. Raises UnreadableFile."""
    system, root = _system(folder)
    root = root.rstrip("/") + "/"
    try:
        entries = system.ls(root, detail=True)
        system.invalidate_cache()  # the next run shall see what is new, and memory has an end
    except Exception as fault:
        raise _unreadable(folder, fault) from None
    found: list[tuple[str, Thing | str]] = []
    for entry in entries:
        name = str(entry["name"])
        base = name[len(root) :].rstrip("/")
        if not name.startswith(root) or not base or "/" in base or is_hidden(base):
            continue
        url = f"{folder}/{base}"
        if entry.get("type") == "directory":
            found.append((base, url))
        elif is_readable(base):
            found.append((base, _thing(url, entry)))
    ordered = [each for _, each in sorted(found, key=lambda pair: pair[0])]
    unsure = [each.url for each in ordered if isinstance(each, Thing) and each.stamp is None]
    better = {each.url: each for each in _single(unsure) if isinstance(each, Thing)}  # the web lists names alone
    return [better.get(each.url, each) if isinstance(each, Thing) else each for each in ordered]


def _thing(url: str, told: dict[str, Any]) -> Thing:
    size = told.get("size")
    change = next((told[name] for name in _CHANGES if told.get(name)), None)
    if size is None or change is None:
        return Thing(url, size)
    return Thing(url, int(size), f"{int(size)}:{str(change).strip(chr(34))}")


def _system(url: str) -> tuple[Any, str]:
    """The file system of a URL, and its name for the file. Raises UnreadableFile."""
    try:
        import fsspec
    except ImportError as fault:
        raise UnreadableFile(visible(url), _NO_FSSPEC) from fault
    scheme = url.partition("://")[0]
    try:
        kind = fsspec.get_filesystem_class(scheme)
    except ImportError as fault:
        message = _NO_LIBRARY if scheme in _LIBRARIES else _NO_OTHER_LIBRARY
        shown = message.format(scheme=scheme, library=_LIBRARIES.get(scheme, fault))
        raise UnreadableFile(visible(url), shown) from None
    except ValueError:
        raise UnreadableFile(visible(url), _NO_SCHEME.format(scheme=scheme)) from None
    try:
        options, path = kind._get_kwargs_from_urls(url), kind._strip_protocol(url)
    except Exception:
        raise UnreadableFile(visible(url), _BAD_URL.format(scheme=scheme)) from None
    try:
        return fsspec.filesystem(scheme, **options), path
    except Exception as fault:
        raise _unreadable(url, fault) from None


def _unreadable(url: str, fault: BaseException) -> UnreadableFile:
    """An error of some library, in our words: its own may hold keys. Raises MemoryError where it is that."""
    if isinstance(fault, MemoryError):
        raise fault
    message = _FAULT
    cause: BaseException | None = fault
    while cause is not None:
        names = " ".join(kind.__name__ for kind in type(cause).__mro__)
        if _REFUSED.search(names) or any(getattr(cause, name, None) in (401, 403) for name in _STATUS):
            message = _DENIED
            break
        if _CUT_OFF.search(names):
            message = _LOST
            break
        if isinstance(cause, FileNotFoundError | NotADirectoryError):
            message = _MISSING
        cause = cause.__cause__
    return UnreadableFile(visible(url), message.format(scheme=url.partition("://")[0], kind=type(fault).__name__))
