"""Is the diagnosis right about assistants as people use them? Cases by hand, in three sets.

Good answers here are in the assistant's own words, and wrong ones are such as a model would write.
In `support_cases.yaml` the cases of five products of ten are held out: of these only the figures
were looked at. In the everyday cases questions are shorter, references in note form, and more than
half of the queries were rewritten; the written ones are of assistants that draft, plan or sum up.
Those in `everyday_cases_unseen.yaml` and `written_cases_unseen.yaml` are held out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from itertools import product as combined
from typing import Any

from benchmarks.judging import Case, Judged, blamed_good, calibration_error, judge, macro_f1
from knowledge.corpus import Corpus, Entry
from knowledge.language import Lang
from knowledge.packaged import packaged
from knowledge.records import Trace

_Fields = dict[str, Any]
"""A product, or a case of one, as the file has it."""
_SETS = {
    "Support assistants, by hand": ("support_cases.yaml",),
    "Everyday cases": (
        "everyday_cases.yaml",
        "everyday_cases_more.yaml",
        "everyday_cases_further.yaml",
        "everyday_cases_service.yaml",
        "everyday_cases_staff.yaml",
        "everyday_cases_local.yaml",
        "everyday_cases_unseen.yaml",
    ),
    "Assistants that write": (
        "written_cases.yaml",
        "written_cases_more.yaml",
        "written_cases_unseen.yaml",
    ),
}
"""The title of each set, and its files."""
SEEN_BY_RULES = {
    "support_cases.yaml",
    "everyday_cases.yaml",
    "everyday_cases_more.yaml",
    "everyday_cases_further.yaml",
    "written_cases.yaml",
}
"""The files of which rules were developed on what is not held out."""


def main() -> None:
    """Print a table of both halves of each set, in both languages."""
    for title, names in _SETS.items():
        told = [_told(name) for name in names]
        print(f"{title:<36}traces  macro-F1  blamed good  calibration")
        for held_out, lang, reference in combined((False, True), ("zh", "en"), (True, False)):
            found = [
                one
                for fields in told
                for product in fields["products"]
                if product.get("held_out", False) == held_out and product["lang"] == lang
                for one in _judged(product, fields["cases"], reference=reference)
            ]
            half = "held out" if held_out else "looked at"
            line = f"{lang}, {half}, {'with' if reference else 'no'} reference"
            print(
                f"  {line:<34}{len(found):5} {macro_f1(found):9.3f}"
                f" {blamed_good(found):12.3f} {calibration_error(found):12.3f}"
            )


@dataclass(frozen=True)
class OfProduct:
    """The cases of one product."""

    file: str
    """The file that they stand in."""
    lang: Lang
    """Its language."""
    is_held_out: bool
    """Whether only figures of them may be looked at."""
    cases: list[Case]
    """What was asked and answered."""
    corpus: Corpus
    """Its documents."""


def products() -> Iterator[OfProduct]:
    """Each product of all sets."""
    for name in chain(*_SETS.values()):
        told = _told(name)
        for product in told["products"]:
            yield OfProduct(
                name,
                product["lang"],
                product.get("held_out", False),
                list(_cases(product, told["cases"])),
                _corpus(product),
            )


def cases() -> Iterator[tuple[bool, Case]]:
    """Every case, and whether it is held out."""
    for one in products():
        for case in one.cases:
            yield one.is_held_out, case


def by_product(*, held_out: bool) -> Iterator[tuple[str, list[Case], Corpus]]:
    """The cases of each product of a half, with its language and its documents."""
    for one in products():
        if one.is_held_out == held_out:
            yield one.lang, one.cases, one.corpus


def unfamiliar() -> Iterator[tuple[str, list[Case], Corpus]]:
    """The same of everyday cases on which no rule was developed, and that are not held out."""
    for one in products():
        is_new = one.file in _SETS["Everyday cases"] and one.file not in SEEN_BY_RULES
        if is_new and not one.is_held_out:
            yield one.lang, one.cases, one.corpus


def _told(name: str) -> _Fields:
    told: _Fields = packaged(__package__, name)
    return told


def _corpus(product: _Fields) -> Corpus:
    return Corpus(Entry(id=name, text=text) for name, text in product["docs"].items())


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
            "intent": row.get("intent"),
        }
        yield Case(Trace.model_validate(trace), product["lang"], row["cause"], row["fault"])


if __name__ == "__main__":
    main()
