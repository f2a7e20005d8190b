"""An archive in an object store, or on a web server: read as local ones are, on one machine and on a cluster."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import sys
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.archive.running import command, contents, run
from trichxuat.archive import remote
from trichxuat.archive.process import process
from trichxuat.archive.store import Store
from trichxuat.archive.walk import Found, walk
from trichxuat.archive.work import Item
from trichxuat.cli.shared import ExitCode
from trichxuat.errors import UnreadableFile
from trichxuat.reading import How
from trichxuat.reading.bundles import members
from trichxuat.training.synth import make_documents

boto3 = pytest.importorskip("boto3")
pytest.importorskip("s3fs")
moto_server = pytest.importorskip("moto.server")
serving = pytest.importorskip("werkzeug.serving")

DOCUMENTS = [marked.text for marked in make_documents(12)]


class Bucket:
    """A bucket of its own for each test, and what is asked of the server that has it."""

    def __init__(self, endpoint: str, asked: list[tuple[str, str]], name: str) -> None:
        self.client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")
        self.client.create_bucket(Bucket=name)
        self.asked, self.name = asked, name

    def put(self, key: str, data: str | bytes) -> str:
        self.client.put_object(Bucket=self.name, Key=key, Body=data.encode() if isinstance(data, str) else data)
        return f"s3://{self.name}/{key}"

    def read(self) -> list[str]:
        """Keys whose bytes were fetched since it was asked last."""
        found = [path.removeprefix(f"/{self.name}/") for method, path in self.asked if method == "GET"]
        self.asked.clear()
        return sorted(key for key in found if key and not key.startswith("/"))


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    asked: list[tuple[str, str]] = []
    app = moto_server.DomainDispatcherApplication(moto_server.create_backend_app)

    def listening(environ: dict[str, Any], start: Any) -> Any:
        asked.append((environ["REQUEST_METHOD"], environ["PATH_INFO"]))
        return app(environ, start)

    made = serving.make_server("127.0.0.1", 0, listening, threaded=True)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    endpoint = f"http://127.0.0.1:{made.server_port}"
    with pytest.MonkeyPatch.context() as patched:
        for name, value in {
            "AWS_ACCESS_KEY_ID": "khoa",
            "AWS_SECRET_ACCESS_KEY": "bi-mat",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": endpoint,
        }.items():
            patched.setenv(name, value)
        yield endpoint, asked
    made.shutdown()


@pytest.fixture
def bucket(server: tuple[str, list[tuple[str, str]]], request: pytest.FixtureRequest) -> Bucket:
    return Bucket(*server, hashlib.sha256(request.node.name.encode()).hexdigest()[:20])


def zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, name in enumerate(names):
            archive.writestr(name, DOCUMENTS[number])
    return file.getvalue()


def end_of(stderr: str) -> dict[str, Any]:
    last: dict[str, Any] = json.loads(stderr.splitlines()[-1])
    return last


def rows(store: Path) -> dict[str, tuple[str, str | None]]:
    with Store.open(store) as opened:
        found = opened.db.execute("SELECT path, status, message FROM files ORDER BY path").fetchall()
    return {path: (status, message) for path, status, message in found}


# ---- an object store ----


def test_a_folder_of_a_bucket_is_read_once(bucket: Bucket, tmp_path: Path) -> None:
    paths = [bucket.put(f"kho/{n % 3}/{n:02}.txt", text) for n, text in enumerate(DOCUMENTS)]
    for hidden in ("kho/.an/x.txt", "kho/0/.x.txt", "kho/~$a.docx", "kho/c.exe", "kho/0/", "khac/a.txt"):
        bucket.put(hidden, "x")
    store, folder = tmp_path / "kho.duckdb", f"s3://{bucket.name}/kho"
    done = run(tmp_path, folder, "--to", store, "--jobs", 2)
    assert (done.returncode, len(done.stderr.splitlines())) == (ExitCode.OK, 1)
    assert rows(store) == dict.fromkeys(sorted(paths), ("done", None))
    with Store.open(store) as opened:
        shown = opened.db.execute("SELECT json_extract_string(record, '$.source.path') FROM documents").fetchall()
    assert {path for (path,) in shown} == set(paths)
    assert len(set(bucket.read())) == 12

    end = end_of(run(tmp_path, folder + "/", "--to", store, "--log-json").stderr)
    assert (end["done"], end["skipped"]) == (12, 12)
    assert bucket.read() == []

    bucket.put("kho/1/01.txt", DOCUMENTS[1].replace("1", "7"))
    bucket.put("kho/moi.txt", DOCUMENTS[0])
    end = end_of(run(tmp_path, folder, "--to", store, "--log-json").stderr)
    assert (end["done"], end["skipped"], end["failed"]) == (13, 11, 0)
    assert bucket.read() == ["kho/1/01.txt", "kho/moi.txt"]


def test_the_same_store_as_of_local_files(bucket: Bucket, tmp_path: Path) -> None:
    for n, text in enumerate(DOCUMENTS[:4]):
        (tmp_path / "vb").mkdir(exist_ok=True)
        (tmp_path / f"vb/{n}.txt").write_text(text, encoding="utf-8")
        bucket.put(f"vb/{n}.txt", text)
    here, there = tmp_path / "a.duckdb", tmp_path / "b.duckdb"
    assert run(tmp_path, tmp_path / "vb", "--to", here).returncode == ExitCode.OK
    assert run(tmp_path, f"s3://{bucket.name}/vb", "--to", there).returncode == ExitCode.OK
    local = str(contents(here)).replace(f"{tmp_path}/vb", f"s3://{bucket.name}/vb")
    assert local == str(contents(there))


def test_names_are_in_order_and_stamped_however_they_are_found(bucket: Bucket) -> None:
    bucket.put("a/2.txt", "hai")
    bucket.put("a-b/1.txt", "một")
    bucket.put("a.txt", "")
    top = f"s3://{bucket.name}"
    found = list(walk([top]))
    assert [each.path for each in found] == [f"{top}/{name}" for name in ("a/2.txt", "a-b/1.txt", "a.txt")]
    assert found == list(walk([each.place for each in found])), "one by one, as in a list of files"
    assert [each.size for each in found] == [3, len("một".encode()), 0]
    assert all(each.stamp and each.stamp.startswith(f"{each.size}:") for each in found)
    before = found[0]
    bucket.put("a/2.txt", "bảy"[:2] + "y")
    assert next(walk([top])).stamp != before.stamp, "of the same size, and a moment later"


def test_what_is_missing_is_one_failed_row(bucket: Bucket, tmp_path: Path) -> None:
    good = bucket.put("a.txt", DOCUMENTS[0])
    missing, nowhere = f"s3://{bucket.name}/thieu.txt", "s3://khong-co-kho-nay/vb"
    names = tmp_path / "danh-sach.lst"
    names.write_text(f"{missing}\n{good}\n{nowhere}\n", encoding="utf-8")
    store = tmp_path / "kho.duckdb"
    done = run(tmp_path, "--list", names, "--to", store)
    assert done.returncode == ExitCode.SOME_FAILED
    found = rows(store)
    assert found[good] == ("done", None)
    for path in (missing, nowhere):
        status, message = found[path]
        assert status == "failed"
        assert "Không có tệp" in (message or "")
        assert path in done.stderr
    assert len(found) == 3


def test_an_object_that_goes_or_grows_after_it_was_listed(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    url = bucket.put("a.txt", "x" * 100)
    (found,) = walk([url])
    monkeypatch.setattr(remote, "MOST_BYTES", 50)
    with pytest.raises(UnreadableFile, match="chia nhỏ"):
        remote.read(url, found.stamp)
    with pytest.raises(UnreadableFile, match="chia nhỏ"):
        remote.read(url, "40:cũ")
    with pytest.raises(UnreadableFile, match="chia nhỏ"):
        remote.read(url, None)
    bucket.client.delete_object(Bucket=bucket.name, Key="a.txt")
    for stamp in (found.stamp, "40:cũ", None):
        monkeypatch.setattr(remote, "MOST_BYTES", 200)
        with pytest.raises(UnreadableFile, match="Không có tệp"):
            remote.read(url, stamp)


def test_zips_in_a_bucket(bucket: Bucket, tmp_path: Path) -> None:
    good = bucket.put("z/goi.zip", zipped("vb/1.txt", "2.txt", ".an.txt", "3.exe"))
    bad = bucket.put("z/hong.zip", b"PK\x03\x04 not really")
    text = bucket.put("z/van-ban.zip", DOCUMENTS[4])
    store = tmp_path / "kho.duckdb"
    assert run(tmp_path, f"s3://{bucket.name}/z", "--to", store).returncode == ExitCode.SOME_FAILED
    found = rows(store)
    assert {path: status for path, (status, _) in found.items()} == {
        f"{good}/2.txt": "done", f"{good}/vb/1.txt": "done", bad: "failed", text: "done",
    }  # fmt: skip
    end = end_of(run(tmp_path, good, "--to", store, "--log-json").stderr)
    assert (end["done"], end["skipped"]) == (2, 2)
    bucket.put("z/goi.zip", zipped("vb/1.txt", "2.txt", "4.txt"))
    end = end_of(run(tmp_path, good, "--to", store, "--log-json").stderr)
    assert (end["done"], end["skipped"]) == (3, 2), "the zip is new, two of its files are what they were"


def test_a_zip_is_read_as_it_was_found_last(bucket: Bucket) -> None:
    def texts(found: list[Found]) -> list[str]:
        items = [Item(each.path, each.place, each.member, each.stamp, "{}") for each in found]
        return [row[1] for row in process(items, How()).rows.files]

    url = bucket.put("goi.zip", zipped("1.txt"))
    first = texts(list(walk([url])))
    bucket.put("goi.zip", zipped("0.txt", "1.txt"))
    second = texts(list(walk([url])))
    assert first == second[:1] != second[1:]


def test_a_zip_that_goes_while_it_is_read_is_not_called_broken(bucket: Bucket) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(8):
            archive.writestr(f"{number}.txt", os.urandom(1 << 20))
    url = bucket.put("goi.zip", file.getvalue())
    bucket.read()
    inside = list(members(remote.opened(url), url))
    fetched = bucket.asked.count(("GET", f"/{bucket.name}/goi.zip"))
    assert (len(inside), fetched) == (8, 1), "the end of it tells what is inside"
    bucket.client.delete_object(Bucket=bucket.name, Key="goi.zip")
    with pytest.raises(UnreadableFile, match="Không có tệp"):
        inside[0].load()


def test_no_connection_is_said_and_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "khoa")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "bi-mat")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    done = run(tmp_path, "s3://kho/vb", "--to", tmp_path / "kho.duckdb")
    assert done.returncode == ExitCode.NONE_READ
    assert "Không nối được" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_cluster_reads_from_a_bucket(bucket: Bucket, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    for n, text in enumerate(DOCUMENTS):
        bucket.put(f"vb/{n:02}.txt", text)
    bucket.put("vb/goi.zip", zipped("1.txt", "2.txt"))
    names = (f"s3://{bucket.name}/vb", f"s3://{bucket.name}/thieu.txt")
    alone, store = tmp_path / "alone.duckdb", tmp_path / "kho.duckdb"
    assert run(tmp_path, *names, "--to", alone).returncode == ExitCode.SOME_FAILED
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        scheduler = ("--engine", "dask", "--scheduler", cluster.scheduler_address)
        done = run(tmp_path, *names, "--to", store, *scheduler)
        assert done.returncode == ExitCode.SOME_FAILED
        assert contents(store) == contents(alone)
        assert len(rows(store)) == 15
        bucket.read()
        end = end_of(run(tmp_path, names[0], "--to", store, "--log-json", *scheduler).stderr)
    assert (end["done"], end["skipped"]) == (14, 14)
    assert set(bucket.read()) <= {"vb/goi.zip"}, "only to see what is in it"


# ---- a web server, and passwords ----

USER, PASSWORD = "chuyen-vien", "mat-khau-rat-dai"


class Guarded(SimpleHTTPRequestHandler):
    """A folder for those who have the password; no parts of files, so that zips must be fetched whole."""

    def send_head(self) -> Any:
        if self.headers.get("Authorization") != "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode():
            self.send_error(401)
            return None
        return super().send_head()

    def log_message(self, *_: Any) -> None: ...


@pytest.fixture
def web(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Host and port, and the folder."""
    folder = tmp_path / "web"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub/b.txt").write_text(DOCUMENTS[0], encoding="utf-8")
    (folder / "a b.txt").write_text(DOCUMENTS[1], encoding="utf-8")
    (folder / ".an.txt").write_text(DOCUMENTS[2], encoding="utf-8")
    (folder / "goi.zip").write_bytes(zipped("1.txt"))
    made = ThreadingHTTPServer(("127.0.0.1", 0), partial(Guarded, directory=folder))
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{made.server_port}", folder
    made.shutdown()
    made.server_close()


def test_a_password_opens_and_is_kept_nowhere(web: tuple[str, Path], tmp_path: Path) -> None:
    host, _ = web
    store = tmp_path / "kho.duckdb"
    folder = f"http://{USER}:{PASSWORD}@{host}/"
    done = run(tmp_path, folder, f"{folder}thieu.txt?token={PASSWORD}", "--to", store, "--log-json")
    assert done.returncode == ExitCode.SOME_FAILED
    found = rows(store)
    assert {path: status for path, (status, _) in found.items()} == {
        f"http://{host}/a%20b.txt": "done",
        f"http://{host}/goi.zip/1.txt": "done",
        f"http://{host}/sub/b.txt": "done",
        f"http://{host}/thieu.txt": "failed",
    }
    end = end_of(run(tmp_path, folder, "--to", store, "--log-json").stderr)
    assert (end["done"], end["skipped"]) == (3, 3), "a web server, too, tells when a file was changed"
    everything = done.stdout + done.stderr
    with Store.open(store) as opened:
        for (table,) in opened.db.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            everything += str(opened.db.execute(f'SELECT * FROM "{table}"').fetchall())
    assert PASSWORD not in everything
    assert USER not in everything
    assert PASSWORD.encode() not in store.read_bytes()


def test_no_password_no_file(web: tuple[str, Path], tmp_path: Path) -> None:
    host, _ = web
    store = tmp_path / "kho.duckdb"
    names = [f"http://{host}/", f"http://x:{PASSWORD[1:]}@{host}/sub/b.txt"]
    done = run(tmp_path, *names, "--to", store)
    assert done.returncode == ExitCode.NONE_READ
    assert [message for _, message in rows(store).values()] == [remote._DENIED] * 2
    assert PASSWORD[1:] not in done.stderr


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("s3://kho/a b/c@d:e?f#g.txt", "s3://kho/a b/c@d:e?f#g.txt"),
        ("S3://kho/A.txt", "s3://kho/A.txt"),
        ("s3://KEY:SECRET@kho/a.txt", "s3://kho/a.txt"),
        ("ftp://u:p@ss#w?d@host:21/a@b.txt", "ftp://host:21/a@b.txt"),
        ("ftp://u:p/w@host/a.txt", "ftp://host/a.txt"),
        ("abfs://hop@tai-khoan.dfs.core.windows.net/a.txt", "abfs://hop@tai-khoan.dfs.core.windows.net/a.txt"),
        ("https://ma-truy-cap@host/a.txt", "https://host/a.txt"),
        ("http://host:8080/a@b.txt", "http://host:8080/a@b.txt"),
        ("https://host/a.pdf?id=7&access_token=x&v=2", "https://host/a.pdf?id=7&v=2"),
        ("https://host/a.pdf?X-Amz-Signature=x&X-Amz-Expires=9", "https://host/a.pdf"),
        ("https://host/tim?keyword=a&sig=x", "https://host/tim?keyword=a"),
        ("sftp://host/\udcff.txt", "sftp://host/\\udcff.txt"),
    ],
)
def test_what_of_a_url_is_shown(url: str, shown: str) -> None:
    assert remote.visible(url) == shown


def test_a_url_with_many_odd_letters_takes_no_time() -> None:
    for filler in ("sig", "?", "&key", ":", "@", "a"):
        remote.visible("https://host/?" + filler * 200_000)


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("s3://a/b", True), ("abfs://a@b/c", True), ("C:\\a.txt", False), ("C://a.txt", False), ("/a/b://c", False), ("a.txt", False), ("", False)],
)  # fmt: skip
def test_what_is_a_url(name: str, is_one: bool) -> None:
    assert remote.is_url(name) is is_one


# ---- libraries ----


@pytest.mark.parametrize(
    ("module", "url", "said"),
    [
        ("fsspec", "s3://kho/a.txt", "pip install 'trichxuat[remote]'"),
        ("gcsfs", "gs://kho/a.txt", "pip install gcsfs"),
        ("paramiko", "sftp://may/a.txt", "pip install paramiko"),
        ("boxfs", "box://a.txt", "Please install boxfs"),
        (None, "khong-co://kho/a.txt", "Không biết loại địa chỉ khong-co://"),
    ],
)
def test_what_is_not_installed_is_named(
    monkeypatch: pytest.MonkeyPatch, module: str | None, url: str, said: str
) -> None:
    if module:
        monkeypatch.setitem(sys.modules, module, None)  # type: ignore[arg-type]
    (found,) = walk([url])
    assert said in (found.problem or "")
    with pytest.raises(UnreadableFile, match="Hãy"):
        remote.read(url, None)


def test_local_files_by_url_and_local_files_without_fsspec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b/2.txt", "a.md", ".an/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = list(walk([f"file://{tmp_path}", str(tmp_path)]))
    assert [each.path for each in found] == [
        f"file://{tmp_path}/a.md", f"file://{tmp_path}/b/2.txt", f"{tmp_path}/a.md", f"{tmp_path}/b/2.txt",
    ]  # fmt: skip
    assert all(each.size == 1 and each.stamp for each in found)
    os.utime(tmp_path / "a.md", (1, 1))
    assert next(walk([f"file://{tmp_path}"])).stamp != found[0].stamp
    monkeypatch.setitem(sys.modules, "fsspec", None)  # type: ignore[arg-type]
    assert list(walk([str(tmp_path / "b")])) == found[3:]


def test_the_command_to_go_on_with_has_no_password(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from trichxuat.cli.archive import _again

    monkeypatch.setattr(sys, "argv", command(tmp_path, f"ftp://u:{PASSWORD}@may/vb", "--to", "kho.duckdb")[1:])
    assert _again().endswith("archive run ftp://may/vb --to kho.duckdb")
