"""A log as lines of JSON: JSONL goes through as it is, any other form is brought to it.

The form is told from the content alone: gzip, Parquet, XLSX, UTF-16 and GB 18030, a table with
a header, a list or one object of JSON, exports of Langfuse, spans of OpenTelemetry and
OpenInference.
What comes as JSONL is passed on piece by piece, tables too; only what is one value of JSON, and
spans, which lie scattered, are held whole, up to a size.
"""

import codecs
import gzip
import io
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from knowledge.errors import BadInput
from knowledge.jsonl import parsed_json
from knowledge.logs.exports import LISTS, in_line, listed
from knowledge.logs.otlp import are_spans
from knowledge.logs.renamed import in_our_names
from knowledge.logs.spans import traces_of
from knowledge.logs.streams import HEAD, Ahead, Lines, Readable, Recoded, Unpacked
from knowledge.logs.tables import named_columns, parquet_rows, sheet_rows, table_rows
from knowledge.logs.traces import PARENT, traces_among

_GZIP, _PARQUET, _SHEET = b"\x1f\x8b", b"PAR1", b"PK\x03\x04"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_OBJECT = re.compile(rb"^\s*\{", re.MULTILINE)
_OTLP = b'{"resourceSpans"'
_LONGEST_LINE = 32_000_001
"""Bytes of a line that are looked into; of a longer one the pieces are passed on."""
_LARGEST = 200_000_000
"""Bytes of one value of JSON, or of spans, that are held in memory."""
_OPENS = re.compile(rb"\s*\[|\s*\{\s*\r?\n")
"""How a value of JSON begins that is more than a line."""
_SCALAR = rb'"[^"\\]*"|[-\w.]+'
_WRAPPED = re.compile(
    rb'\s*\{\s*(?:"\w+"\s*:\s*(?:%b)\s*,\s*)*+"(?:%b)"\s*:\s*\[\s*[\[{]'
    % (_SCALAR, "|".join(LISTS).encode())
)
"""How an object begins that lists traces, what else it says of them before or after."""


def opened(source: BinaryIO, name: object) -> tuple[Readable, bool]:
    """The lines of a log, and whether they are those of the file as it is.

    Raises BadInput, `name` in it, for what cannot be read, also while lines are read.
    """
    stream = io.BufferedReader(source, HEAD) if isinstance(source, io.RawIOBase) else source
    whole = Ahead(stream)
    head = whole.head
    if head.startswith(_GZIP):
        unpacked = Unpacked(gzip.GzipFile(fileobj=whole), name)
        return opened(io.BufferedReader(unpacked, HEAD), name)[0], False
    if head.startswith(_PARQUET):
        return Lines(parquet_rows(whole.read(), name)), False
    if head.startswith(_SHEET):
        return Lines(sheet_rows(name)), False
    if (encoding := _encoding(head)) is not None:
        recoded = Recoded(whole, encoding)
        return opened(io.BufferedReader(recoded, HEAD), name)[0], False
    found = _converted(whole, head, name)
    return (whole, True) if found is None else (Lines(found), False)


def _converted(whole: "Ahead", head: bytes, name: object) -> Iterator[bytes] | None:
    """The lines made of another form; None for JSONL that needs no making."""
    if _OPENS.match(head):
        return _of_values(_whole(whole, name), name)
    first, ended, _ = head.lstrip().partition(b"\n")
    if not first.startswith(b"{"):
        rows = table_rows(whole, head)
        if rows is None and head.strip() and not _OBJECT.search(head):
            if columns := named_columns(head):
                raise BadInput("events.columns", path=name, fields=", ".join(columns))
            raise BadInput("events.unknown_form", path=name)
        return rows
    if first.startswith(_OTLP):
        return map(_dumped, traces_of(_values(_all(whole, name))))
    try:
        value = parsed_json(first.decode())
    except (ValueError, RecursionError):
        if _WRAPPED.match(head):
            return _unwrapped(_all(whole, name), name)
        # Whose a line is that goes on beyond what was looked at shows when it is read.
        return None if ended or len(head) < HEAD else _line_by_line(whole)
    return _of_objects(whole, value, name)


def _of_objects(whole: "Ahead", first: Any, name: object) -> Iterator[bytes] | None:
    """The lines made of objects of JSON, one a line, of which `first` is the first."""
    if are_spans(first):
        return map(_dumped, traces_of(_values(_all(whole, name))))
    if _is_list(first):
        return _unwrapped(_all(whole, name), name)
    if isinstance(first, dict) and PARENT in first:
        return map(_dumped, traces_among([*_values(_all(whole, name))]))
    return _line_by_line(whole) if in_line(first) is not None else None


def _is_list(value: Any) -> bool:
    """Whether an object is none of ours but lists objects."""
    found = listed(value)
    return bool(found) and found != [value] and isinstance(found[0], dict)


def _unwrapped(data: bytes, name: object) -> Iterator[bytes] | None:
    """The traces of an object that lists them, or of one such object a line."""
    try:
        return _of_values(parsed_json(data.decode()), name)
    except RecursionError:
        raise BadInput("interchange.error.too_deep", path=name) from None
    except ValueError:
        return (each for line in data.split(b"\n") for each in _of_line(line))


def _of_line(line: bytes) -> Iterator[bytes]:
    """The traces of a line; one that is broken as it is, to be named."""
    try:
        found = listed(parsed_json(line.decode()))
    except (ValueError, RecursionError):
        yield line + b"\n"
    else:
        yield from map(_dumped, traces_among(found))


def _of_values(value: Any, name: object) -> Iterator[bytes] | None:
    found = listed(value)
    if not found:
        raise BadInput("diagnosis.file.no_trace", path=name)
    return map(_dumped, traces_among(found))


def _line_by_line(whole: "Ahead") -> Iterator[bytes]:
    """Each line in our shape; one that is of another shape, or broken, as it is."""
    while line := whole.readline(_LONGEST_LINE):
        try:
            value = parsed_json(line.decode())
            found = None if in_line(value) is None else in_our_names(value)
        except (ValueError, RecursionError):
            found = None
        yield line if found is None else _dumped(found)


def _whole(source: "Ahead", name: object) -> Any:
    data = _all(source, name)
    try:
        return parsed_json(data.decode("utf-8-sig"))
    except RecursionError:
        raise BadInput("interchange.error.too_deep", path=name) from None
    except UnicodeDecodeError as error:
        raise BadInput("events.not_text", path=name) from error
    except ValueError as error:
        raise BadInput("interchange.error.broken", path=name, reason=str(error)) from error


def _values(data: bytes) -> Iterator[Any]:
    for line in data.split(b"\n"):
        try:
            yield parsed_json(line.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            continue


def _all(source: "Ahead", name: object) -> bytes:
    data = source.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        limit = _LARGEST // 1_000_000
        raise BadInput("events.too_big", path=name, limit=limit)
    return data


def _encoding(head: bytes) -> str | None:
    """What the text is in, where that is not UTF-8; None also for what is no text."""
    if head.startswith(_UTF16):
        begun = codecs.getincrementaldecoder("utf-16")("replace").decode(head)
        return "utf-16" if begun[:1].isascii() else None
    told = [line for line in head.split(b"\n")[: head.count(b"\n") or 1] if not line.isascii()]
    if not told or b"\0" in head or any(_is_in("utf-8", line) for line in told):
        return None
    return "gb18030" if all(_is_in("gb18030", line) for line in told) else None


def _is_in(encoding: str, line: bytes) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _dumped(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, default=str).encode("utf-8", "replace") + b"\n"
