"""Score answers from a JSONL file: `python -m tools.evals score --scorer faithfulness IN.jsonl`.

A line in is `{"id", "context", "answer"}`, and more for other scorers (`tools/evals/row.py`); one
out is `{"id", "value", "spans", "reason"}`, with value null where there is nothing to score.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import BadInput, CasebookError, EmbedderFailed
from knowledge.jsonl import Unreadable, read_jsonl
from knowledge.language import LANGS
from knowledge.output import refuse_overwriting, write_lines
from knowledge.product import load_product
from knowledge.records import Product
from knowledge.settings import NO_EMBEDDINGS, Settings
from knowledge.vectors.embedders import chosen_embedder
from tools.chat_model import judge_of
from tools.claims.ground import Embed
from tools.evals.compare_command import add_compare, compare_command
from tools.evals.interchange_command import add_interchange, export_command, import_command
from tools.evals.row import Row
from tools.evals.run_command import add_run, run_command
from tools.evals.scorers.named import SCORERS
from tools.evals.scorers.scorer import Means, Scorer

_COMMANDS = {
    "run": run_command,
    "compare": compare_command,
    "import": import_command,
    "export": export_command,
}
"""The commands beside `score`."""
_BY_VECTORS = frozenset({"faithfulness", "topic_consistency"})
"""The scorers for which it is worth loading the embedder."""
_TELL_EVERY = 2.0
"""Seconds between two reports of progress."""


@dataclass
class Tally:
    """How far it is."""

    scored: int = 0
    """Rows with a value."""
    unscored: int = 0
    """Rows without one."""
    bad: int = 0
    """Lines that are no row."""

    def __str__(self) -> str:
        return f"{self.scored} scored, {self.unscored} unscored, {self.bad} unreadable"


def main(argv: list[str] | None = None) -> int:
    """Run the command; 0 if every line could be read, 1 if some could not, 2 on bad input."""
    options = _options(argv)
    tally = Tally()
    try:
        if command := _COMMANDS.get(options.command):
            return command(options)
        refuse_overwriting(options.output, [options.input])
        means = _means(options)
        rows = read_jsonl(options.input, Row)
        write_lines(_scored(rows, SCORERS[options.scorer], means, tally), options.output)
        if not tally.scored + tally.unscored + tally.bad:
            raise BadInput("evals.file.no_row", path=options.input)
    except CasebookError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 1
    print(tally, file=sys.stderr)
    return 1 if tally.bad else 0


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.evals", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    add_run(commands)
    add_compare(commands)
    add_interchange(commands)
    score = commands.add_parser("score", help="score recorded answers")
    score.add_argument("input", type=Path, metavar="IN.jsonl", help="answers, one a line")
    score.add_argument("--scorer", choices=list(SCORERS), required=True, help="what to judge")
    score.add_argument("-o", "--output", type=Path, help="where to write (default: stdout)")
    score.add_argument("--home", type=Path, help="accepted like everywhere; nothing is read")
    score.add_argument("--lang", choices=LANGS, help="reasons in (default: each answer's)")
    score.add_argument("--judge", action="store_true", help="ask the model of CASEBOOK_MODEL")
    score.add_argument("--words", action="store_true", help="faster: by words, without vectors")
    score.add_argument("--product", type=Path, help="YAML: the product's competitors and more")
    return parser.parse_args(argv)


def _means(options: argparse.Namespace) -> Means:
    settings = Settings.load(home=options.home)
    product = load_product(options.product) if options.product else Product()
    if options.judge:
        return Means(lang=options.lang, ask=judge_of(settings).ask, product=product)
    vectors = options.scorer in _BY_VECTORS and not options.words
    return Means(lang=options.lang, embed=_embed(settings) if vectors else None, product=product)


def _embed(settings: Settings) -> Embed | None:
    """The embedder of the settings; None, and a line about it, where it is not to be had."""
    embedder = chosen_embedder(settings) if settings.embeddings != NO_EMBEDDINGS else None
    if embedder is None:
        return None
    try:
        embedder.embed(["?"])
    except (EmbedderFailed, BadInput) as error:
        print(f"by words only: {error}", file=sys.stderr)
        return None
    return embedder.embed


def _scored(
    rows: Iterator[Row | Unreadable], scorer: Scorer, means: Means, tally: Tally
) -> Iterator[str]:
    told = time.monotonic()
    for row in rows:
        if isinstance(row, Unreadable):
            tally.bad += 1
            print(row.reason, file=sys.stderr)
            continue
        score = scorer.score(row.example(), row.trace(), means)
        tally.scored += score.value is not None
        tally.unscored += score.value is None
        found = {"id": row.id, **score.model_dump(include={"value", "spans", "reason"})}
        yield json.dumps(found, ensure_ascii=False) + "\n"
        if time.monotonic() - told > _TELL_EVERY:
            told = time.monotonic()
            print(tally, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
