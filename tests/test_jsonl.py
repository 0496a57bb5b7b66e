"""Lines are read one at a time, whatever the file's encoding and length, and from pipes too."""

import os
import threading
from pathlib import Path

import pytest

from knowledge.errors import BadInput
from knowledge.jsonl import TextLine, Unreadable, read_jsonl

BLOCK = 1 << 20


def texts(path: Path) -> list[str]:
    return [one.text for one in read_jsonl(path, TextLine) if isinstance(one, TextLine)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("shift", range(3))
def test_letters_that_lie_across_blocks(tmp_path: Path, encoding: str, shift: int) -> None:
    path, long = tmp_path / "a.jsonl", "退款" * (BLOCK // 4) + "x" * shift
    lines = "".join(f'{{"id": "{n}", "text": "{long[n:]}"}}\r\n' for n in range(3))
    path.write_bytes(lines.encode(encoding))
    assert texts(path) == [long, long[1:], long[2:]]


def test_only_line_feeds_end_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "1", "text": "a\u2028b\u0085c"}\n\nno\n', encoding="utf-8")
    good, bad = read_jsonl(path, TextLine)
    assert isinstance(good, TextLine)
    assert good.text == "a\u2028b\u0085c"
    assert isinstance(bad, Unreadable)
    assert bad.source == f"{path}:3"


def test_a_pipe_is_read_though_only_once(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writing = threading.Thread(target=path.write_text, args=('{"id": "1", "text": "退款"}\n',))
    writing.start()
    assert texts(path) == ["退款"]
    writing.join()


@pytest.mark.parametrize("data", [b"", b" \n\n", b"\xff\xfe\x00", b'{"id": "\xff\xff"}', None])
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes | None) -> None:
    path = tmp_path / "a.jsonl"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(BadInput, match=r"a\.jsonl"):
        texts(path)
