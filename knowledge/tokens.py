"""Search terms: what of a text, in either script, is worth indexing and asking for."""

import re
from functools import lru_cache

import rjieba
import Stemmer

from knowledge.folded import folded
from knowledge.han import HAN, HAN_RANGE
from knowledge.irregular import BASE
from knowledge.remembered import remembered

_PIECES = re.compile(rf"[{HAN_RANGE}]+|[^\W{HAN_RANGE}]+(?:[-.'’][^\W{HAN_RANGE}]+)*")
_SHORT = 400
"""Characters of a text whose terms are remembered: a line, a question, a claim."""
_JOINTS = re.compile(r"[-._]+")
_APOSTROPHE = re.compile(r"['’].*")
_DENIED_VERB = re.compile(r"[a-z]+n['’]t")

# Function words and the frame of a question: they say nothing about the subject, and
# would make a passage look as if it covered a query that it does not.
_STOP_EN = frozenset(
    "a about all also an and any are as at be been but by can could did do does each every for "
    "contain contains from get had has have how i if in include included includes into is it its "
    "just may me my no not of offer on or our please provide shall should so some "
    "tell than that the their them then there these they this those to under us was we "
    "were what when where which who whom whose why will with would you your".split()
)
_STOP_ZH = frozenset(
    "的 了 和 是 在 有 与 及 或 对 把 被 从 到 向 以 为 于 也 都 就 还 又 很 "
    "更 最 吗 呢 吧 啊 呀 之 其 这 那 这个 那个 这些 那些 哪 哪个 哪些 哪里 谁 "
    "什么 为什么 怎么 怎样 怎么样 如何 多少 几 是否 有没有 是不是 能 能否 可以 可 会 "
    "应该 应 该 要 请 请问 一下 一个 我 你 他 她 它 我们 你们 他们 咱们 自己 并 而 "
    "且 但 但是 如果 因为 所以 关于 以及 等 着 过 地 得 个 里 上 下 中 时 告诉 想 "
    "知道 请教 包括 包含 么 嘛 哦 给 怎么办 用 然后 接着 继续 这条 那条 这样 那样 多久 所有 "
    "全部".split()
)
_STOP = _STOP_EN | _STOP_ZH
_COMPOUND = 4
"""Characters from which a word may be made up of others: the segmenter tells no single ones."""


def terms(text: str) -> list[str]:
    """The search terms of `text` in order, repetitions kept.

    Chinese is segmented into its shortest dictionary words, English stemmed, both folded
    (NFKC, case). An identifier such as `t-000123`, `v2.1` or `rate_limit` gives itself and
    its parts. Stop words are left out, unless nothing else is there to search for.
    """
    return list(_terms(text))


@remembered(texts=8_192, longest=_SHORT)
def _terms(text: str) -> tuple[str, ...]:
    words = _words(text)
    telling = [word for word in words if word not in _STOP]
    return tuple(map(_stem, telling or words))


def says_something(text: str) -> bool:
    """Whether a text holds any word that says what it is about."""
    return any(not is_stop_word(word) for word in _words(text))


def _words(text: str) -> list[str]:
    words: list[str] = []
    for piece in _PIECES.findall(folded(text)):
        if piece.isascii() or not HAN.match(piece):
            words += _latin_words(piece)
        else:
            words += _han_words(piece)
    return words


def _han_words(run: str) -> list[str]:
    """Words of a run of Han characters; a compound gives way to the words that make it up.

    Thus `儿童玩具` in a query meets `儿童的玩具` in a document.
    """
    found = rjieba.tokenize(run, "search")
    spans = {(start, end) for _, start, end in found}
    words: list[str] = []
    for word, start, end in found:
        size = end - start
        if size == 1:
            words.append(word)
        elif size < _COMPOUND or not _is_made_up(start, end, spans):
            words += word if _is_misread(word) else [word]
    return words


def _is_misread(word: str) -> bool:
    """Whether a guess at an unknown word has a function word in it, as `版有` in `团队版有什么`."""
    at_the_edge = is_stop_word(word[0]) or is_stop_word(word[-1])
    return at_the_edge and not rjieba.has_word(word)


def _is_made_up(start: int, end: int, spans: set[tuple[int, int]]) -> bool:
    return any((start, cut) in spans and (cut, end) in spans for cut in range(start + 1, end))


def _latin_words(piece: str) -> list[str]:
    if piece.isalnum():
        return [piece]
    piece = "not" if _DENIED_VERB.fullmatch(piece) else _APOSTROPHE.sub("", piece)
    parts = [part for part in _JOINTS.split(piece) if part]
    if len(parts) < 2:
        return parts
    # Words that a hyphen joins are just words; with a digit or a joint of code it is a name.
    is_name = any(mark.isdigit() or mark in "._" for mark in piece)
    return [piece, *parts] if is_name else parts


def is_stop_word(word: str) -> bool:
    """Whether a word, in lower case, is a function word or the frame of a question."""
    return word in _STOP


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    # A stemmer object is not safe to share between threads, and costs nothing to make
    # for the few words that the cache has not met.
    word = BASE.get(word, word)
    stemmed: str = Stemmer.Stemmer("english").stemWord(word) if word.isascii() else word
    return stemmed
