"""The folder of files that were handed over: safe names, places, and the way back."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import BadInput
from knowledge.intake.file_size import readable_size
from knowledge.intake.uploads import Uploads, safe_name


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("定价 方案 v2.pdf", "定价 方案 v2.pdf"),
        ("../../etc/passwd", "etc/passwd"),
        ("C:\\Users\\me\\a.docx", "C_/Users/me/a.docx"),
        ("/abs/a.md", "abs/a.md"),
        (".env", "env"),
        ("a\x00b\u202e.md", "a_b_.md"),
        ("con.md", "_con.md"),
        ("a/./b/..//c.md", "a/b/c.md"),
        ("résumé.md", "résumé.md"),
    ],
)
def test_names_stay_readable_and_inside(given_name: str, kept: str) -> None:
    assert safe_name(given_name) == kept


@pytest.mark.parametrize("name", ["", "..", "/", "a/", " . "])
def test_a_name_of_nothing_is_refused(name: str) -> None:
    with pytest.raises(BadInput):
        safe_name(name)


@given(st.text(max_size=400) | st.text(st.sampled_from("./\\: a文\x00"), max_size=60))
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    try:
        kept = safe_name(name)
    except BadInput:
        return
    path = Path("/home/files") / kept
    assert path.resolve().is_relative_to("/home/files")
    assert all(part not in {"", ".", ".."} and len(part.encode()) <= 255 for part in path.parts)
    assert not any(part.startswith(".") for part in Path(kept).parts)
    assert safe_name(kept) == kept


def test_a_long_name_keeps_its_suffix() -> None:
    kept = safe_name("长" * 300 + ".docx")
    assert kept.endswith(".docx")
    assert len(kept.encode()) <= 255


def test_what_is_set_aside_can_be_brought_back(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path / "files")
    uploads.begin("1", "docs/a.md").write_bytes(b"a")
    uploads.arrived("1")
    uploads.keep("1", "docs/a.md")
    place = uploads.place("docs/a.md")
    uploads.set_aside(place.as_posix())
    assert not place.exists()
    uploads.bring_back(place.as_posix())
    assert place.read_bytes() == b"a"
    uploads.set_aside(place.as_posix())
    uploads.forget_aside()
    uploads.bring_back(place.as_posix())
    assert not place.exists()


def test_files_elsewhere_are_never_touched(tmp_path: Path) -> None:
    outside = tmp_path / "mine.md"
    outside.write_bytes(b"mine")
    uploads = Uploads(tmp_path / "files")
    for origin in (outside.as_posix(), "demo:mine.md", None):
        uploads.set_aside(origin)
    assert outside.read_bytes() == b"mine"


def test_a_newer_version_that_came_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path / "files")
    place = uploads.place("a.md")
    place.parent.mkdir()
    place.write_bytes(b"old")
    uploads.set_aside(place.as_posix())
    place.write_bytes(b"new")
    uploads.bring_back(place.as_posix())
    assert place.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("size", "shown"),
    [(5, "5 B"), (1536, "1.5 KB"), (250 * 1024**2, "250 MB"), (3 * 1024**3, "3.0 GB")],
)
def test_sizes_read_as_people_say_them(size: int, shown: str) -> None:
    assert readable_size(size) == shown
