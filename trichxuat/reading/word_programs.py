"""Old Word files (.doc, .rtf) through a program that knows them: LibreOffice, else antiword or catdoc.

A program runs apart, with a time limit, within bounds of memory where the system knows them, and is ended with all
that it started. LibreOffice has a profile of its own in each process: no macros, no links to the outside.
"""

from __future__ import annotations

import atexit
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

from trichxuat.errors import UnreadableFile

SECONDS = 120.0
"""The longest that a program may take for one file."""

_MEMORY = 6 << 20  # kB of address space; LibreOffice maps some 1.5 GB before it reads anything
_MOST_OUTPUT = 64 << 20

_INSTALL = (
    "Chưa có chương trình đọc tệp .doc/.rtf. Hãy cài LibreOffice (Debian/Ubuntu: apt install libreoffice-writer-nogui; "
    "Windows, macOS: libreoffice.org) hoặc antiword/catdoc, hoặc mở tệp bằng Word và lưu thành .docx rồi chạy lại."
)
_SAVE_AGAIN = "Hãy mở bằng Word và lưu thành .docx rồi chạy lại."
_SLOW = f"Chương trình {{program}} không đọc xong tệp trong {{seconds:.0f}} giây nên đã bị dừng. {_SAVE_AGAIN}"
_FAILED = f"Chương trình {{program}} không đọc được tệp (hỏng, đặt mật khẩu hoặc không phải tệp Word). {_SAVE_AGAIN}"
_PLAINER = (
    "plain_word_reader",
    "Tệp được đọc bằng {program} vì không có LibreOffice: có thể mất đánh số tự động, hộp chữ, phông chữ cũ (.VnTime).",
)

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Field" oor:op="fuse"><value>false</value></prop></item>
</oor:items>
"""  # noqa: E501
_NOWHERE = "http://127.0.0.1:9"

_one_at_a_time = threading.Lock()
_profiles: dict[int, Path] = {}


def program_text(data: bytes, name: str, kind: str) -> tuple[str, list[tuple[str, str]]]:
    """(text, notes) of a .doc or .rtf. Raises UnreadableFile: no program, too slow, or it could not read the file."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office:
        from trichxuat.reading.docx import docx_text

        return docx_text(_as_docx(office, data, name, kind), name)
    programs = (("antiword", ["-m", "UTF-8.txt", "-w", "0"]), ("catdoc", ["-d", "utf-8", "-w"]))
    fault: UnreadableFile | None = None
    for program, options in programs[kind == "rtf" :]:
        path = shutil.which(program)
        if path:
            try:
                return _plain(path, program, options, data, name)
            except UnreadableFile as failed:
                fault = fault or failed
    raise fault or UnreadableFile(name, _INSTALL)


def _as_docx(office: str, data: bytes, name: str, kind: str) -> bytes:
    """What LibreOffice makes of a file."""
    with _one_at_a_time, tempfile.TemporaryDirectory(prefix="trichxuat-") as folder:
        source = Path(folder) / f"a.{kind}"
        source.write_bytes(data)
        command = [
            office,
            f"-env:UserInstallation={_profile().as_uri()}",
            *"--headless --norestore --nolockcheck --nodefault --convert-to".split(),
            "docx:MS Word 2007 XML",
            "--outdir",
            folder,
            str(source),
        ]
        _run(command, name, "LibreOffice", Path(folder) / "out")
        made = Path(folder) / "a.docx"
        if not made.is_file() or made.stat().st_size > _MOST_OUTPUT:
            raise UnreadableFile(name, _FAILED.format(program="LibreOffice"))
        return made.read_bytes()


def _plain(path: str, program: str, options: list[str], data: bytes, name: str) -> tuple[str, list[tuple[str, str]]]:
    with tempfile.TemporaryDirectory(prefix="trichxuat-") as folder:
        source, out = Path(folder) / "a.doc", Path(folder) / "out"
        source.write_bytes(data)
        code = _run([path, *options, str(source)], name, program, out)
        with out.open("rb") as stream:
            text = stream.read(_MOST_OUTPUT).decode("utf-8", "replace")
    if code or not text.strip():
        raise UnreadableFile(name, _FAILED.format(program=program))
    from trichxuat.reading.encodings import convert

    converted, encoding = convert(text)
    notes = [(_PLAINER[0], _PLAINER[1].format(program=program))]
    if encoding:
        notes.append(("old_encoding", f"Chữ theo bảng mã cũ ({encoding.upper()}) đã được chuyển sang Unicode."))
    text = converted.replace("\xad", "")
    # catdoc parts cells by tabs, each with all its lines: column follows column
    return (text.replace("\t", "\n") if program == "catdoc" else _FRAME.sub(_unframed, text)), notes


_FRAME = re.compile(r"(?m)^\|(.*)\|$")


def _unframed(m: re.Match[str]) -> str:
    """A row of a table as antiword prints it (`|left   |right  |`): two cells are columns of a page, blanks between."""
    row: str = m.group(1)
    return (row.replace("|", "      ") if row.count("|") == 1 else row).rstrip()


def _run(command: list[str], name: str, program: str, out: Path) -> int:
    """Runs a program with its output in a file; gives its exit code. It and its children are ended at the limit."""
    if os.name == "posix":
        limit = f'ulimit -v {_MEMORY} 2>/dev/null; ulimit -f {_MOST_OUTPUT >> 9} 2>/dev/null; exec "$@"'
        command = ["/bin/sh", "-c", limit, "sh", *command]
    environment = {**os.environ, "http_proxy": _NOWHERE, "https_proxy": _NOWHERE, "LC_ALL": "C.UTF-8"}
    with out.open("wb") as stream:
        try:
            process = subprocess.Popen(  # noqa: S603
                command,
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.DEVNULL,
                env=environment,
                start_new_session=True,
            )
        except OSError as fault:
            raise UnreadableFile(name, _FAILED.format(program=program)) from fault
        try:
            return process.wait(SECONDS)
        except subprocess.TimeoutExpired as fault:
            raise UnreadableFile(name, _SLOW.format(program=program, seconds=SECONDS)) from fault
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends a program and all that it started."""
    with suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def _profile() -> Path:
    """LibreOffice's settings folder of this process, made once, gone when the process ends."""
    folder = _profiles.get(os.getpid())
    if folder is None or not folder.is_dir():
        folder = Path(tempfile.mkdtemp(prefix="trichxuat-office-"))
        (folder / "user").mkdir()
        (folder / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        _profiles[os.getpid()] = folder
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
