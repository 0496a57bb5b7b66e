"""How much the answer has in common with keywords or a reference: words and characters."""

import re
from functools import lru_cache

from rapidfuzz.distance import LCSseq
from sacrebleu.metrics.chrf import CHRF

from knowledge.han import HAN, HAN_RANGE
from knowledge.records import Example, Score, Trace
from knowledge.tokens import says_something, terms
from tools.claims.digits import fold, in_digits
from tools.evals.scorers.scorer import Means
from tools.evals.scorers.writing import named, reference_of, scored, tongue, unscored

_TOKEN = re.compile(rf"[{HAN_RANGE}]|[^\W{HAN_RANGE}_]+(?:['’][^\W{HAN_RANGE}_]+)*")
_WORDS = re.compile(r"[\w\s'’.-]+")
"""What a keyword is made of that is looked for word by word; others, such as C++, as they are."""
_MOST = 20_000
"""Characters of a text that are compared."""


def keyword_recall(example: Example, trace: Trace, means: Means) -> Score:
    """The share of `example.keywords` in the answer.

    A Chinese keyword counts wherever its characters stand together, small numbers in digits or
    words; an English one as whole words in any of their forms (refund, refunds).
    """
    keywords = list(dict.fromkeys(one for one in example.keywords if one.strip()))
    if not keywords:
        return unscored(trace, means, "no_keywords")
    text = _Answer(trace.answer[:_MOST])
    missing = [one for one in keywords if not text.has(one)]
    total, found = len(keywords), len(keywords) - len(missing)
    words = named(missing, tongue(trace, means))
    how = "keywords_missing" if missing else "keywords"
    return scored(found / total, trace, means, how, met=found, total=total, words=words)


class _Answer:
    """An answer in the forms in which keywords are looked for."""

    def __init__(self, text: str) -> None:
        self._plain = fold(text)
        self._close, stems = _forms(text)
        self._stems = f" {' '.join(stems)} "

    def has(self, keyword: str) -> bool:
        close, stems = _keyword(keyword)
        if HAN.search(keyword):
            return close in self._close
        if not stems or not _WORDS.fullmatch(keyword):
            return fold(keyword).strip() in self._plain
        if not says_something(keyword):
            # A name such as IT or WHO, whose letters are those of a word that is left out.
            return bool(re.search(rf"(?<!\w){re.escape(fold(keyword).strip())}(?!\w)", self._plain))
        return f" {' '.join(stems)} " in self._stems


def _forms(text: str) -> tuple[str, list[str]]:
    """Without spaces; and the stems of what is in Latin script."""
    plain = in_digits(text)
    return "".join(plain.split()), terms(HAN.sub(" ", plain))


@lru_cache(maxsize=4_096)
def _keyword(text: str) -> tuple[str, list[str]]:
    return _forms(text)


def chrf(example: Example, trace: Trace, means: Means) -> Score:
    """chrF2 of the answer against the reference, 0 to 1: sacrebleu with its defaults.

    The F-score, recall counting twice, over character n-grams of 1 to 6 without spaces.
    Popović 2015, "chrF: character n-gram F-score for automatic MT evaluation".
    """
    reference = reference_of(example, trace)
    if reference is None:
        return unscored(trace, means, "no_reference")
    found = CHRF().sentence_score(trace.answer[:_MOST], [reference[:_MOST]]).score / 100
    return scored(min(1.0, max(0.0, found)), trace, means, "chrf", share=f"{found:.0%}")


def rouge_l(example: Example, trace: Trace, means: Means) -> Score:
    """ROUGE-L: the F1 of the longest common subsequence of tokens; symmetric.

    A token is a Chinese character or a word of another script, in lower case, unstemmed.
    Lin 2004, "ROUGE: A Package for Automatic Evaluation of Summaries", with β = 1.
    """
    reference = reference_of(example, trace)
    if reference is None:
        return unscored(trace, means, "no_reference")
    said, wanted = tokens(trace.answer), tokens(reference)
    if not wanted:
        return unscored(trace, means, "no_words")
    common = LCSseq.similarity(said, wanted)
    value = 2 * common / (len(said) + len(wanted))
    return scored(value, trace, means, "rouge_l", common=common, said=len(said), wanted=len(wanted))


def tokens(text: str) -> list[str]:
    """Chinese characters, and words of other scripts in lower case.

    >>> tokens("Pro版 can't")
    ['pro', '版', "can't"]
    """
    return _TOKEN.findall(fold(text[:_MOST]))
