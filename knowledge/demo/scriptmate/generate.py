"""Third stage: a shooting script, titles or ideas, made of nothing but the passages."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from knowledge.demo.data import read_yaml
from knowledge.demo.scriptmate.library import Kind, Library
from knowledge.demo.scriptmate.pacing import bounds, headline, sentences, speech_length
from knowledge.demo.scriptmate.understand import Understanding, Version, seconds_of
from knowledge.language import Lang
from knowledge.records import Passage

_TEMPLATES = Path(__file__).with_name("templates.yaml")
_SHOT_LENGTH: dict[Lang, int] = {"zh": 24, "en": 16}
_STOP: dict[Lang, str] = {"zh": "。", "en": "."}
_TRAITS = ("style", "audience", "platform", "tone")


@dataclass(frozen=True)
class Params:
    """How to generate; the same parameters and passages give the same text."""

    temperature: float = 0.7
    max_tokens: int = 1200
    top_k: int = 5
    seed: int = 0

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> "Params":
        """Those that a trace logged; other products' parameters are dropped."""
        return cls(**{one.name: given[one.name] for one in fields(cls) if one.name in given})

    def as_dict(self) -> dict[str, Any]:
        """As a trace logs them."""
        return asdict(self)


@dataclass(frozen=True)
class Line:
    """What is said in one breath, and in which part of the script."""

    place: str
    """`opening`, `middle` or `ending`."""
    text: str
    """The words, with a full stop."""


def generate(
    understanding: Understanding,
    passages: Sequence[Passage],
    params: Params,
    *,
    library: Library,
    version: Version,
) -> str:
    """The answer to the understood wish, in its language, from the passages marked as used.

    The library tells which part of a script a passage serves, and nothing else. Without
    usable passages the answer is empty.
    """
    usable = [passage for passage in passages if passage.handed_on]
    rng = random.Random(f"{params.seed}:{params.temperature}")  # noqa: S311 (no secret)
    words = templates()[understanding.lang]
    if not usable:
        return ""
    match understanding.intent.name:
        case "ask_help":
            return usable[0].text
        case "write_title":
            lines = [headline(passage.text, understanding.lang) for passage in usable]
            return _numbered(words["titles"][version], lines, understanding, rng)
        case "brainstorm_topics":
            lines = [words["ideas"][kind_of(p, library)].format(text=p.text) for p in usable]
            return _numbered(words["topics"][version], lines, understanding, rng)
        case _:
            said = _lines(usable, understanding, library, rng)
            return lay_out(said, understanding, usable, rng=rng, library=library, version=version)


def kind_of(passage: Passage, library: Library) -> Kind:
    """Which part of a script the passage serves; what the library does not know is a fact."""
    entry = library.by_id.get(passage.id)
    return entry.kind if entry else "fact"


def lay_out(
    lines: Sequence[Line],
    wish: Understanding,
    passages: Sequence[Passage],
    *,
    rng: random.Random,
    library: Library,
    version: Version,
) -> str:
    """The lines as timed shots under a head that names the title and the wishes."""
    words, lang, seconds = templates()[wish.lang], wish.lang, seconds_of(wish)
    layout, style = words["layout"][version], _style(wish, passages, library)
    pictures = {
        place: rng.sample(choice[style], k=len(choice[style]))
        for place, choice in words["pictures"].items()
    }
    telling = [p.text for p in passages if kind_of(p, library) in {"beat", "fact"}]
    title = headline(rng.choice(telling or [passages[0].text]), lang)
    blocks = [
        layout["head"].format(title=title, seconds=seconds, traits=_traits(wish, layout, words))
    ]
    total = sum(speech_length(line.text, lang) for line in lines)
    spoken = 0
    for number, line in enumerate(lines, start=1):
        start = round(seconds * spoken / total)
        spoken += speech_length(line.text, lang)
        blocks.append(
            layout["shot"].format(
                number=number,
                start=start,
                end=round(seconds * spoken / total),
                picture=pictures[line.place][number % len(pictures[line.place])],
                line=line.text,
            )
        )
    return "\n\n".join(blocks)


def _lines(
    passages: Sequence[Passage], wish: Understanding, library: Library, rng: random.Random
) -> list[Line]:
    """One opening, the rest in any order, one ending; what exceeds the time is left out."""
    lang = wish.lang
    openings = [p.text for p in passages if kind_of(p, library) == "opening"]
    endings = [p.text for p in passages if kind_of(p, library) == "ending"]
    middle = [p.text for p in passages if kind_of(p, library) not in {"opening", "ending"}]
    middle += openings[1:] + endings[1:]
    most = bounds(seconds_of(wish), lang)[1]
    frame = openings[:1] + endings[:1]
    while len(middle) > 1 and sum(speech_length(t, lang) for t in frame + middle) > most:
        middle.pop()
    rng.shuffle(middle)
    places = [("opening", openings[:1]), ("middle", middle), ("ending", endings[:1])]
    return [
        Line(place, breath)
        for place, texts in places
        for text in texts
        for breath in _breaths(text, lang)
    ]


def _breaths(text: str, lang: Lang) -> list[str]:
    """A passage as one shot, or as several when it has sentences enough."""
    stop = "" if text[-1] in "。！？!?.…" else _STOP[lang]
    shots: list[str] = []
    for sentence in sentences(text + stop, lang):
        glue = "" if lang == "zh" else " "
        if shots and speech_length(shots[-1] + sentence, lang) <= _SHOT_LENGTH[lang]:
            shots[-1] += glue + sentence
        else:
            shots.append(sentence)
    return shots


def _numbered(head: str, lines: list[str], wish: Understanding, rng: random.Random) -> str:
    rng.shuffle(lines)
    topic = wish.slots.get("topic") or templates()[wish.lang]["no_topic"]
    items = [f"{number}. {line}" for number, line in enumerate(dict.fromkeys(lines), start=1)]
    return "\n".join([head.format(topic=topic), *items])


def _traits(wish: Understanding, layout: Mapping[str, str], words: Mapping[str, Any]) -> str:
    """The wishes that the script answers to, as its head names them."""
    return "".join(
        layout["trait"].format(
            name=words["trait_names"][slot], value=words[f"{slot}s"][wish.slots[slot]]
        )
        for slot in _TRAITS
        if slot in wish.slots
    )


def _style(wish: Understanding, passages: Sequence[Passage], library: Library) -> str:
    """The wished style, or the one that the passages were written in."""
    entries = [library.by_id[passage.id] for passage in passages if passage.id in library.by_id]
    return str(wish.slots.get("style") or (entries[0].style if entries else "knowledge"))


def templates() -> dict[str, Any]:
    """Layouts, labels and camera directions by language."""
    loaded: dict[str, Any] = read_yaml(_TEMPLATES)
    return loaded
