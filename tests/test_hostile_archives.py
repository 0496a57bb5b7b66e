"""Archives that mean harm cost no more than themselves."""

import stat
import struct
import zipfile
from pathlib import Path

import pytest
from hostile_samples import keys, zipped

from knowledge.errors import BadInput
from knowledge.readers import archive, limits


def test_an_archive_cannot_reach_out_of_itself(tmp_path: Path) -> None:
    path = tmp_path / "evil.zip"
    with zipfile.ZipFile(path, "w") as package:
        for name in ("../out.md", "/etc/passwd.md", "a/../../b.md", "C:/x.md", "..\\win.md"):
            package.writestr(name, "escaped")
        link = zipfile.ZipInfo("link.md")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        package.writestr(link, "/etc/passwd")
        package.writestr("ok/页.md", "留下的正文")
        with pytest.warns(UserWarning, match="Duplicate"):
            package.writestr("ok/页.md", "第二份")
    refused, documents = keys(path)
    assert sorted(refused.values()) == [
        *["documents.zip.link"],
        *["documents.zip.path"] * 5,
        *["documents.zip.twice"],
    ]
    assert {one.id: one.text for one in documents.values()} == {"ok/页.md": "留下的正文"}
    assert sorted(one.name for one in tmp_path.iterdir()) == ["evil.zip"]


def test_locked_and_damaged_members_cost_only_themselves(tmp_path: Path) -> None:
    path = tmp_path / "mixed.zip"
    with zipfile.ZipFile(path, "w") as package:
        for name in ("locked.md", "damaged.md", "fine.md"):
            package.writestr(name, f"words of {name}")
    data = bytearray(path.read_bytes())
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1  # the flag of encryption, in the directory and in the member
    data[6] |= 1
    at = data.index(b"words of damaged.md")
    data[at : at + 5] = b"WORDS"
    path.write_bytes(data)
    refused, documents = keys(path)
    assert refused == {
        "locked.md": "documents.encrypted",
        "damaged.md": "documents.zip.member",
    }
    assert set(documents) == {"fine.md"}


def test_bombs_are_not_unpacked(tmp_path: Path) -> None:
    zipped(**{"a.md": b"0" * (20 * limits.MB)})(tmp_path / "ratio.zip")
    refused, documents = keys(tmp_path)
    assert refused == {"ratio.zip": "documents.bomb"}
    assert not documents


def test_archives_of_too_many_files_are_not_opened(tmp_path: Path) -> None:
    zipped(**{f"{at}.md": "x" for at in range(7)})(tmp_path / "many.zip")
    budget = archive.Budget(members=6)
    with pytest.raises(BadInput, match=r"more than .* files"):
        list(archive.members(tmp_path / "many.zip", "many.zip", tmp_path, budget))


def test_what_archives_unpack_to_is_counted_together(tmp_path: Path) -> None:
    zipped(**{f"{at}.md": "words " * 40 for at in range(10)})(tmp_path / "total.zip")
    budget = archive.Budget(size=1000)
    with pytest.raises(BadInput, match="unpacks to more"):
        list(archive.members(tmp_path / "total.zip", "total.zip", tmp_path, budget))
    assert [one.name for one in tmp_path.iterdir()] == ["total.zip"], "nothing is left behind"


def test_a_member_that_lies_about_its_size_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "liar.zip"
    zipped(**{"a.md": b"0" * 3_000_000})(path)
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        struct.pack_into("<I", data, data.index(mark) + offset, 10)
    path.write_bytes(data)
    refused, documents = keys(path)
    assert set(refused.values()) == {"documents.zip.member"}
    assert not documents


def test_archives_in_archives_are_read_to_a_depth(tmp_path: Path) -> None:
    data: bytes = "最里面".encode()
    name = "词.md"
    for level in range(limits.DEPTH + 1):
        path = tmp_path / f"{level}.zip"
        zipped(**{name: data})(path)
        data, name = path.read_bytes(), path.name
    refused, documents = keys(tmp_path / f"{limits.DEPTH - 1}.zip")
    assert not refused
    assert list(documents) == ["0.zip/词.md"]
    assert documents["0.zip/词.md"].origin == f"{tmp_path}/1.zip/0.zip/词.md"
    refused, documents = keys(tmp_path / f"{limits.DEPTH}.zip")
    assert list(refused.values()) == ["documents.zip.deep"]
