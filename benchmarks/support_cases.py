"""Is the diagnosis right about ten support assistants? Cases by hand, in `support_cases.yaml`.

Good answers here are in the assistant's own words, and wrong ones are such as a model would write.
The cases of five products are held out: of these only the figures were looked at.
"""

from collections.abc import Iterator
from itertools import product as combined
from typing import Any

from benchmarks.judging import Case, Judged, blamed_good, calibration_error, judge, macro_f1
from knowledge.corpus import Corpus, Entry
from knowledge.packaged import packaged
from knowledge.records import Trace

_Fields = dict[str, Any]
"""A product, or a case of one, as the file has it."""


def main() -> None:
    """Print a table of both halves, in both languages."""
    told = _told()
    print("Support assistants, by hand         traces  macro-F1  blamed good  calibration")
    for held_out, lang in combined((False, True), ("zh", "en")):
        for reference in (True, False):
            found = [
                one
                for product in told["products"]
                if product.get("held_out", False) == held_out and product["lang"] == lang
                for one in _judged(product, told["cases"], reference=reference)
            ]
            half = "held out" if held_out else "looked at"
            title = f"{lang}, {half}, {'with' if reference else 'no'} reference"
            print(
                f"  {title:<34}{len(found):5} {macro_f1(found):9.3f}"
                f" {blamed_good(found):12.3f} {calibration_error(found):12.3f}"
            )


def cases() -> Iterator[tuple[bool, Case]]:
    """Every case, and whether it is held out."""
    told = _told()
    for product in told["products"]:
        for case in _cases(product, told["cases"]):
            yield product.get("held_out", False), case


def by_product(*, held_out: bool) -> Iterator[tuple[str, list[Case], Corpus]]:
    """The cases of each product of a half, with its language and its documents."""
    told = _told()
    for product in told["products"]:
        if product.get("held_out", False) == held_out:
            yield product["lang"], list(_cases(product, told["cases"])), _corpus(product)


def _corpus(product: _Fields) -> Corpus:
    return Corpus(Entry(id=name, text=text) for name, text in product["docs"].items())


def _told() -> dict[str, Any]:
    told: dict[str, Any] = packaged(__package__, "support_cases.yaml")
    return told


def _judged(product: _Fields, rows: list[_Fields], *, reference: bool) -> list[Judged]:
    own = list(_cases(product, rows))
    given = own if reference else [case.without_reference() for case in own]
    return judge(given, _corpus(product))[0]


def _cases(product: _Fields, rows: list[_Fields]) -> Iterator[Case]:
    docs = product["docs"]
    own = [row for row in rows if row["product"] == product["name"]]
    for number, row in enumerate(own, start=1):
        used = row.get("used")
        retrieved = [
            {"id": one, "text": docs[one]} | ({} if used is None else {"used": one in used})
            for one in row["retrieved"]
        ]
        history = [{"role": role, "text": text} for role, text in row.get("history") or []]
        told = {key: row[key] for key in ("query", "answer", "reference")}
        trace = {
            **told,
            "id": f"{product['name']}-{number}",
            "retrieved": retrieved,
            "history": history,
            "rewritten_query": row.get("rewritten_query"),
        }
        yield Case(Trace.model_validate(trace), product["lang"], row["cause"], row["fault"])


if __name__ == "__main__":
    main()
