"""Faults planted in questions of other sources than the development file's: what carries over?

Real questions, passages and people's answers: Chinese from DuReader's demo, English (with the
turns before) from MTRAG-UN's answerable ones, both in `CASEBOOK_BENCH_DATA`. Each trace has one
fault or none, planted by a fixed seed; the words of refusals, wrappings and small talk are this
file's own. Used by `python -m benchmarks.rootcause`.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.data import DATA, rows
from knowledge.corpus import Corpus, Entry
from knowledge.language import Lang
from knowledge.records import Cause, Passage, Trace, Turn

FILES = (
    "retrieval_dureader_queries.jsonl",
    "retrieval_dureader_corpus.jsonl",
    "unanswerable_mtragun_dev.jsonl",
)
_SMALL_TALK: dict[Lang, list[str]] = {
    "zh": "讲个笑话听听|把客厅灯关了|放一首周杰伦的歌|明早七点叫我起床|今天星期几|我好无聊啊|"
    "给我妈打个电话|导航去最近的加油站|你几岁了|帮我点一份宫保鸡丁|附近有什么好玩的|晚安".split(
        "|"
    ),
    "en": "tell me a joke|turn off the kitchen lights|play some jazz|wake me up at seven|"
    "what day is it|i am bored|call my mom|take me to the nearest gas station|how old are you|"
    "order me a pepperoni pizza|what's going on around here this weekend|good night".split("|"),
}
_DECLINE: dict[Lang, str] = {
    "zh": "不好意思，这个不归我管。请换个与产品有关的问题，超出了我能回答的范围。",
    "en": "Sorry, I can only help with questions about this product; that is out of scope.",
}
_REFUSALS: dict[Lang, list[str]] = {
    "zh": ["很遗憾，现有文档未提及这一点。", "我没能找到这个问题的答案。", "资料里没有说明。"],
    "en": [
        "Unfortunately the documents don't mention this.",
        "I wasn't able to find an answer to that.",
        "The provided context does not contain this information.",
    ],
}
_WRAPPINGS: dict[Lang, list[str]] = {
    "zh": ["{}", "{}", "您好，{}", "查了一下，{}", "简单说：{}"],
    "en": ["{}", "{}", "Sure! {}", "From what I can see, {}", "In short: {}"],
}
_PREFIXES: dict[Lang, list[str]] = {
    "zh": ["", "", "我想知道"],
    "en": ["", "", "I'd like to know: "],
}
_KINDS: tuple[tuple[str, Cause], ...] = (
    ("none", "none"),
    ("off_topic", "query"),
    ("other_question", "intent"),
    ("miss", "retrieval"),
    ("gap", "retrieval"),
    ("other_answer", "generation"),
    ("refusal", "generation"),
)


@dataclass(frozen=True)
class Source:
    """A question with what answers it."""

    id: str
    lang: Lang
    query: str
    history: tuple[Turn, ...]
    reference: str
    gold: tuple[str, ...]


@dataclass(frozen=True)
class Planted:
    """A trace and what was planted in it."""

    trace: Trace
    lang: Lang
    cause: Cause
    fault: str


def planted(seed: int = 1) -> tuple[list[Planted], Corpus]:
    """The traces, and the corpus with the gold passages of gaps taken out. Empty without data."""
    if not all((DATA / file).exists() for file in FILES):
        return [], Corpus([])
    rng = random.Random(seed)
    made: list[Planted] = []
    kept: list[Entry] = []
    for sources, entries in (_dureader(), _mtrag()):
        pool, texts = Corpus(entries), {entry.id: entry.text for entry in entries}
        rng.shuffle(sources)
        gone: set[str] = set()
        for at, source in enumerate(sources):
            fault, cause = _KINDS[at % len(_KINDS)]
            if fault == "gap":
                gone.update(source.gold)
            other = rng.choice([one for one in sources if one.id != source.id])
            trace = _trace(source, other, fault, pool=pool, texts=texts, rng=rng)
            made.append(Planted(trace, source.lang, cause, fault))
        kept += [entry for entry in entries if entry.id not in gone]
    return made, Corpus(kept)


def _trace(
    source: Source,
    other: Source,
    fault: str,
    *,
    pool: Corpus,
    texts: dict[str, str],
    rng: random.Random,
) -> Trace:
    lang = source.lang
    query, asked = source.query, source
    if fault == "off_topic":
        query = rng.choice(_SMALL_TALK[lang])
    elif fault == "other_question":
        asked = other
    has_gold = fault in {"none", "other_answer", "refusal", "other_question"}
    found = list(asked.gold[:4]) if has_gold else []
    near = pool.search(query if fault == "off_topic" else asked.query, 40)
    barred = {*source.gold, *asked.gold}
    group = {one.rsplit("-", 2)[0] for one in source.gold} if lang == "zh" else set()
    for passage in near:
        if passage.id not in barred and passage.id.rsplit("-", 2)[0] not in group:
            found.append(passage.id)
        if len(found) >= max(rng.choice((3, 4)), len(asked.gold[:4]) * has_gold + 1):
            break
    spare = [one for one in texts if one not in barred]
    while len(found) < 3:
        found.append(rng.choice(spare))
    rng.shuffle(found)
    answers = {
        "none": source.reference,
        "off_topic": other.reference,
        "other_question": other.reference,
        "miss": other.reference,
        "gap": other.reference,
        "other_answer": other.reference,
        "refusal": "",
    }
    refused = fault == "refusal" or (fault in {"miss", "gap"} and rng.random() < 0.5)
    text = (
        rng.choice(_REFUSALS[lang])
        if refused
        else rng.choice(_WRAPPINGS[lang]).format(answers[fault])
    )
    rewritten = asked.query if fault == "other_question" else rng.choice(_PREFIXES[lang]) + query
    return Trace(
        id=f"{source.id}:{fault}",
        query=query,
        history=[] if fault == "off_topic" else list(source.history),
        rewritten_query=rewritten,
        retrieved=[Passage(id=one, text=texts[one]) for one in found],
        answer=text,
        reference=_DECLINE[lang] if fault == "off_topic" else source.reference,
    )


def _dureader() -> tuple[list[Source], list[Entry]]:
    entries = [
        Entry(id=row["id"], title=row.get("title"), text=row["text"]) for row in rows(FILES[1])
    ]
    sources = [
        Source(
            id=row["id"],
            lang="zh",
            query=row["query"],
            history=(),
            reference=answers[0],
            gold=tuple(row["gold"]),
        )
        for row in rows(FILES[0])
        if (answers := [one for one in row["answers"] if 2 <= len(one) <= 160])
    ]
    return sources, entries


def _mtrag() -> tuple[list[Source], list[Entry]]:
    found = [row for row in rows(FILES[2]) if row["contexts"]]
    ids = {text: f"mtrag-{at}" for at, text in enumerate(_all_contexts(found))}
    entries = [Entry(id=name, text=text) for text, name in ids.items()]
    sources = [
        Source(
            id=row["id"],
            lang="en",
            query=row["query"],
            history=tuple(_turn(one) for one in row["history"]),
            reference=row["reference"],
            gold=tuple(ids[text] for text in row["contexts"]),
        )
        for row in found
        if row["answerability"] == "ANSWERABLE" and "Non-Question" not in str(row["question_type"])
    ]
    return sources, entries


def _all_contexts(found: list[dict[str, Any]]) -> Iterator[str]:
    yield from dict.fromkeys(text for row in found for text in row["contexts"])


def _turn(row: dict[str, str]) -> Turn:
    return Turn(role="user" if row["role"] == "user" else "assistant", text=row["text"])
