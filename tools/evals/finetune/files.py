"""The files of a fine-tuning set."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from knowledge.language import Lang
from knowledge.output import write_lines
from knowledge.records import DatasetVersion
from knowledge.texts import say, series
from tools.evals.finetune.formats import Line, as_jsonl
from tools.evals.finetune.made import Made
from tools.evals.finetune.telling import (
    balance_said,
    findings_said,
    funnel_table,
    leakage_said,
    masked_said,
    method_said,
)
from tools.inert import inert

_UNSAFE = re.compile(r"[^\w-]+")


def folder_name(version: DatasetVersion) -> str:
    """A folder's name from a set's: letters, figures and hyphens of any script."""
    return f"{_UNSAFE.sub('-', version.name).strip('-')[:60] or 'set'}-v{version.version}"


def write_files(
    folder: Path,
    lines: Mapping[str, Sequence[Line]],
    made: Made,
    version: DatasetVersion,
    lang: Lang,
) -> list[str]:
    """Write the JSONL files that hold anything, `card.md` and `guideline.md`; their names.

    Raises BadInput when the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: dict[str, str] = {}
    for name, some in lines.items():
        path = folder / name
        path.unlink(missing_ok=True)
        if some:
            write_lines(as_jsonl(some), path)
            written[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    write_lines([_card(made, version, written, lang)], folder / "card.md")
    write_lines([_guideline(made, version, lang)], folder / "guideline.md")
    return [*written, "card.md", "guideline.md"]


def rewrite_card(folder: Path, made: Made, version: DatasetVersion, lang: Lang) -> None:
    """The card of files that stand, where only what is said of them changed.

    Raises BadInput when the folder cannot be written.
    """
    assert made.files is not None
    lines = [name for name in made.files.names if name.endswith(".jsonl")]
    written = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in lines}
    write_lines([_card(made, version, written, lang)], folder / "card.md")


def _card(made: Made, version: DatasetVersion, files: Mapping[str, str], lang: Lang) -> str:
    decision, written = made.decision, made.files
    assert written is not None
    return say(
        "finetune.card.text",
        lang,
        name=inert(version.name),
        version=version.version,
        hash=version.hash,
        created=f"{version.created:%Y-%m-%d %H:%M %Z}",
        verdict=say(f"finetune.verdict.{decision.verdict}", lang),
        reason=say(f"finetune.reason.{decision.reason}", lang),
        funnel="\n" + funnel_table(made.funnel, lang),
        train=written.train,
        validation=written.validation,
        pairs=written.pairs,
        balance=balance_said(made.balanced_by, made.segments.get(made.balanced_by or "", {}), lang),
        masked=masked_said(made.masked, lang),
        leak=leakage_said(made.leakage, lang),
        method=method_said(made.leakage, lang) if made.leakage.examples else "",
        rules=findings_said(made.findings, lang),
        files="\n".join(f"- `{name}`: SHA-256 `{digest}`" for name, digest in files.items()),
    )


def _guideline(made: Made, version: DatasetVersion, lang: Lang) -> str:
    lines = [
        say(
            "finetune.guideline.segment",
            lang,
            slice=inert(key),
            values=series((f"{inert(value)} {count}" for value, count in values.items()), lang),
        )
        for key, values in made.segments.items()
    ]
    told = "\n".join(["", say("finetune.guideline.segments", lang), *lines]) if lines else ""
    return say(
        "finetune.guideline.text",
        lang,
        name=inert(version.name),
        version=version.version,
        segments=told,
    )
