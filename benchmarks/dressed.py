"""Does a verdict stay the same when the same trace comes in other dress?

The words around an answer, a question or a passage say nothing of what went wrong: citations,
mark-up, courtesies, disclaimers, what a user tells of himself, lines of metadata. Each template of
`dressings.yaml` is put around every sixth trace of the root-cause set, without the reference. Of
those that are held out only the figures were looked at.
"""

import json
import statistics
from collections.abc import Mapping
from typing import Any, Literal

from benchmarks.data import DATA, rows
from benchmarks.judging import Judged, blamed_good, judge, macro_f1
from benchmarks.rootcause import case_of
from knowledge.packaged import packaged
from knowledge.records import Cause

_SOURCE = "rootcause_dev.jsonl"
_EVERY = 6
Part = Literal["answers", "queries", "passages"]
_Row = dict[str, Any]


def main() -> None:
    """Print a table: how the answers, the questions and the passages bear their dress."""
    if not (DATA / _SOURCE).exists():
        print("dressed traces: skipped: no data")
        return
    given = rows(_SOURCE)[::_EVERY]
    bare = _judged(given)
    causes = {one.case.trace.id: one.diagnosis.cause for one in bare}
    print(f"{len(given)} traces, no reference, as they are: {macro_f1(bare):.3f}")
    print("In other dress            templates  macro-F1, mean  worst  verdicts kept  blamed good")
    for part in ("answers", "queries", "passages"):
        for lang in ("zh", "en"):
            for half in ("looked_at", "held_out"):
                found = dressings(half, part, lang)
                rated = [_rated(given, part, lang, text, causes) for text in found]
                f1s, kept, blamed = zip(*rated, strict=True)
                title = f"{part}, {lang}, {half.replace('_', ' ')}"
                print(
                    f"  {title:<26}{len(found):7} {statistics.mean(f1s):15.3f} {min(f1s):6.3f}"
                    f" {statistics.mean(kept):14.3f} {statistics.mean(blamed):12.3f}",
                    flush=True,
                )


def dressings(half: str, part: Part, lang: str) -> list[str]:
    """The templates for that part; @ stands for what is dressed."""
    told: dict[str, dict[str, dict[str, list[str]]]] = packaged(__package__, "dressings.yaml")
    return told[half][part][lang]


def dress(row: _Row, part: Part, template: str) -> _Row:
    """The trace of `row` with its answer, its query or its passages in that dress."""
    if part == "passages":
        found = [
            {**one, "text": _put(one["text"], template.replace("{i}", str(at)))}
            for at, one in enumerate(row["retrieved"], 1)
        ]
        return {**row, "retrieved": found}
    field = {"answers": "answer", "queries": "query"}[part]
    return {**row, field: _put(row[field], template)} if row.get(field) else row


def _put(text: str, template: str) -> str:
    is_json = template.lstrip().startswith(("{", "[{"))
    return template.replace("@", json.dumps(text, ensure_ascii=False)[1:-1] if is_json else text)


def _rated(
    given: list[_Row], part: Part, lang: str, template: str, causes: Mapping[str, Cause]
) -> tuple[float, float, float]:
    """Of the traces of that language in that dress: macro-F1, verdicts kept, good ones blamed."""
    dressed = [dress(row, part, template) for row in given if row["lang"] == lang]
    judged = _judged(dressed)
    kept = [one.diagnosis.cause == causes[one.case.trace.id] for one in judged]
    return macro_f1(judged), statistics.mean(kept), blamed_good(judged)


def _judged(given: list[_Row]) -> list[Judged]:
    return judge([case_of(row).without_reference() for row in given], None)[0]


if __name__ == "__main__":
    main()
