"""Build the lexicon anew; see the README beside it.

`python -m knowledge.lexicon.build --cedict CEDICT.gz [--package WHEEL…] [--help-pages EN ZH]`
"""

import argparse
import gzip
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import rjieba

from knowledge.han import HAN_RUN
from knowledge.lexicon.alignment import Translation, learn
from knowledge.lexicon.cedict import read_glosses
from knowledge.lexicon.dictionary import CHINESE, ENGLISH, FOLDER, GLOSSES
from knowledge.lexicon.parallel import Sentences, in_help, in_package
from knowledge.tokens import is_stop_word, terms

_LONGEST_SENTENCE = 40
_MOST = 8
_WORDS = re.compile(r"[a-z][a-z'-]*")

Table = Mapping[str, Sequence[Translation]]
Glosses = Mapping[str, Sequence[str]]
Weighted = dict[str, float]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m knowledge.lexicon.build", description=__doc__, allow_abbrev=False
    )
    parser.add_argument("--cedict", type=Path, required=True)
    parser.add_argument("--package", type=Path, nargs="*", default=[])
    parser.add_argument("--help-pages", type=Path, nargs=2)
    args = parser.parse_args(argv)
    found: list[Sentences] = [pair for package in args.package for pair in in_package(package)]
    if args.help_pages:
        found += in_help(*args.help_pages)
    sentences = list(dict.fromkeys(found))
    sys.stderr.write(f"{len(sentences)} sentences with their translations\n")
    chinese_first, english_first = _aligned(sentences, terms)
    by_form, _ = _aligned(sentences, _forms)
    glosses = read_glosses(args.cedict)
    _write(CHINESE, _to_english(glosses, chinese_first))
    _write(ENGLISH, _to_chinese(glosses, english_first))
    _write(GLOSSES, _best_glosses(glosses, chinese_first, by_form))
    return 0


def _forms(english: str) -> list[str]:
    """Words as written: the gloss is for a reader, if only a model."""
    return [word for word in _WORDS.findall(english.lower()) if not is_stop_word(word)]


def _aligned(
    sentences: Iterable[Sentences], read: Callable[[str], list[str]]
) -> tuple[dict[str, list[Translation]], dict[str, list[Translation]]]:
    """What translates the Chinese words, and what translates the English ones."""
    pairs = [(read(english), terms(chinese)) for english, chinese in sentences]
    usable = [
        (one, other)
        for one, other in pairs
        if 0 < len(one) <= _LONGEST_SENTENCE and 0 < len(other) <= _LONGEST_SENTENCE
    ]
    return learn([(other, one) for one, other in usable]), learn(usable)


def _to_english(glosses: Glosses, learnt: Table) -> dict[str, Weighted]:
    """For each Chinese term the English ones, as stems joined by spaces, with weights.

    What sentences show counts by the root of its share; what only the dictionary says counts
    less, and the less the further down it stands.
    """
    table: dict[str, Weighted] = defaultdict(dict)
    for word, found in learnt.items():
        for one in found:
            is_translated = one.word.isascii() and one.word.isalpha()
            if is_translated and HAN_RUN.fullmatch(word) and one.count >= 1.5 and one.share > 0.06:
                _raise(table[word], one.word, one.share**0.5)
    for word, meanings in glosses.items():
        if terms(word) == [word] and not is_stop_word(word):
            first = 0.6 if table.get(word) else 0.8
            for at, gloss in enumerate(meanings[:6]):
                stems = terms(gloss)
                if len(stems) <= 3 and not all(map(is_stop_word, gloss.split())):
                    _raise(table[word], " ".join(stems), first * 0.9**at)
    return table


def _to_chinese(glosses: Glosses, learnt: Table) -> dict[str, Weighted]:
    """For each English stem the Chinese terms, with weights."""
    table: dict[str, Weighted] = defaultdict(dict)
    for stem, found in learnt.items():
        for one in found:
            if HAN_RUN.fullmatch(one.word) and one.count >= 1.5 and one.share > 0.04:
                _raise(table[stem], one.word, one.share**0.5)
    for word, meanings in sorted(glosses.items(), key=lambda one: len(one[0])):
        if 2 <= len(word) <= 3 and not is_stop_word(word):
            for at, gloss in enumerate(meanings[:4]):
                stems = terms(gloss)
                if len(stems) == 1 and not is_stop_word(gloss):
                    _raise(table[stems[0]], " ".join(terms(word)), 0.45 * 0.9**at)
    return {stem: weighted for stem, weighted in table.items() if stem.isascii()}


def _best_glosses(glosses: Glosses, learnt: Table, by_form: Table) -> dict[str, Weighted]:
    """For each Chinese word the one English gloss that sentences bear out, short before long."""
    table: dict[str, Weighted] = {}
    for word in {*glosses, *by_form}:
        if not HAN_RUN.fullmatch(word) or rjieba.cut(word) != [word]:
            continue
        shares = {one.word: one.share for one in learnt.get(word, ())}
        forms = [one for one in by_form.get(word, ()) if one.word.isascii()]
        meanings = glosses.get(word, ())[:6]
        if meanings:
            borne = [
                max((shares.get(stem, 0.0) for stem in terms(one)), default=0.0) for one in meanings
            ]
            best = max(
                range(len(meanings)),
                key=lambda at: 2 * borne[at] - 0.1 * at - 0.15 * (len(meanings[at].split()) - 1),
            )
            sure = forms and forms[0].count >= 5 and forms[0].share > 0.4 and borne[best] < 0.1
            table[word] = {forms[0].word if sure else meanings[best]: 1.0}
        elif forms and forms[0].share > 0.25 and forms[0].count >= 1.5:
            table[word] = {forms[0].word: 1.0}
    return table


def _raise(weighted: Weighted, word: str, weight: float) -> None:
    weighted[word] = max(weighted.get(word, 0.0), weight)


def _write(name: str, table: Mapping[str, Weighted]) -> None:
    """A line a word: the word, a tab, and its translations with their weights."""
    lines = []
    for word, weighted in sorted(table.items()):
        best = sorted(weighted.items(), key=lambda one: (-one[1], one[0]))[:_MOST]
        lines.append(f"{word}\t" + "|".join(f"{other}:{weight:.2f}" for other, weight in best))
    with (FOLDER / name).open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write("\n".join(lines).encode())
    sys.stderr.write(f"{name}: {len(lines)} words, {(FOLDER / name).stat().st_size / 1e6:.1f} MB\n")


if __name__ == "__main__":
    sys.exit(main())
