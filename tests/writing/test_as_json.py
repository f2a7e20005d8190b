"""The JSON that is written, and its schema."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from trichxuat import extract
from trichxuat.record import Meta, Organ, Recipient, Record, Reference, Signer, Source, Task, Value
from trichxuat.writing.as_json import compact, schema, to_json


def value(text: str, norm: str | None = None) -> Value:
    return Value(text=text, value=norm or text, span=(0, len(text)))


@pytest.fixture
def record() -> Record:
    return Record(
        source=Source(path="a.txt", sha256="0" * 64, span=(0, 90)),
        family="state",
        organs=[Organ(name=value("SỞ Y TẾ"), parent=value("UBND TỈNH AN LẠC"))],
        issued_date=value("ngày 5 tháng 6 năm 2024", "2024-06-05"),
        addressees=[value("Sở Nội vụ")],
        references=[Reference(type="NĐ", name=value("Nghị định A"), mentions=[])],
        tasks=[Task(text="báo cáo", value="báo cáo", span=(0, 7), unit=value("Sở Nội vụ"))],
        recipients=[Recipient(text="Lưu: VT", value="Lưu: VT", span=(0, 7), archive=True)],
        signers=[Signer(competence=[value("KT. GIÁM ĐỐC")], full_name=value("Trần Thị Thử"))],
        meta=Meta(program="trichxuat", seconds=0.1),
    )


def test_whole(record: Record) -> None:
    shown = json.loads(to_json(record))
    assert list(shown) == [key for key in Record.model_fields if key != "text"]
    assert shown["issued_date"]["span"] == [0, 23]
    assert Record.model_validate(shown) == record
    assert "\n" not in to_json(record)
    assert to_json(record, indented=True).startswith('{\n  "schema_version": "1.0"')


def test_a_text_that_is_no_unicode_can_be_written() -> None:
    (found,) = extract("QUYẾT ĐỊNH\nVề việc \ud800 nghỉ lễ\n")
    written = to_json(found.model_copy(update={"text": "\ud800"})).encode()
    assert json.loads(written)["text"] == "\ud800"


def test_values_only(record: Record) -> None:
    shown = compact(record)
    assert shown["source"] == {"path": "a.txt", "part": 1, "parts": 1}
    assert shown["organs"] == [{"parent": "UBND TỈNH AN LẠC", "name": "SỞ Y TẾ"}]
    assert shown["issued_date"] == "2024-06-05"
    assert shown["addressees"] == ["Sở Nội vụ"]
    assert shown["tasks"][0] == {
        "unit": "Sở Nội vụ", "task": "báo cáo", "deadline": None, "partners": [], "report_to": None, "section": None,
    }  # fmt: skip
    assert shown["recipients"] == [{"value": "Lưu: VT", "archive": True, "resolved": None}]
    assert shown["signers"] == [{"competence": ["KT. GIÁM ĐỐC"], "position": None, "full_name": "Trần Thị Thử"}]
    assert shown["references"][0]["name"] == "Nghị định A"
    assert not {"meta", "text"} & set(shown)


def test_the_kept_schema_is_the_models(root: Path) -> None:
    kept = json.loads((root / "trichxuat" / "record.schema.json").read_text(encoding="utf-8"))
    assert kept == schema(), "run: trichxuat schema > trichxuat/record.schema.json"


def test_the_schema_holds_what_is_written(record: Record, root: Path) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    check = jsonschema.Draft202012Validator(schema())
    check.validate(json.loads(to_json(record)))
    for path in sorted((root / "corpus" / "text").glob("*.txt")):
        for found in extract(path.read_text(encoding="utf-8")):
            check.validate(json.loads(to_json(found)))
    broken = json.loads(to_json(record))
    broken["recipients"].append({"value": 1})
    assert list(check.iter_errors(broken)) != []
