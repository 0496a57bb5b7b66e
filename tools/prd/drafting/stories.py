"""User stories: what users voice, in their form, each with who said it; else what is documented."""

import re

from knowledge.language import Lang, language_of
from knowledge.records.prd import Block, Sentence
from knowledge.texts import say
from tools.prd.drafting.abilities import ability
from tools.prd.drafting.blocks import listed, paragraph
from tools.prd.drafting.pen import Pen, label_of
from tools.prd.gathering.evidence import Evidence
from tools.prd.gathering.facts import Voiced

_MOST = 4
_NONE = ("asr", "chat", "embedding")
"""Kinds of models by which a story can be told without any evidence, the most telling first."""
_LABEL: dict[Lang, int] = {"zh": 14, "en": 36}
"""Letters up to which a need's name is a label; a longer one is somebody's sentence."""
_CODE = re.compile(r"^[A-Za-z]{1,3}-?\d{1,4}$")
"""What an interview calls whoever it protects: P02."""


def stories(found: Evidence, pen: Pen) -> list[Block]:
    """Wishes of users in the document's language; without any, what the feature can do today."""
    spoken = [one for one in found.needs if pen.lang in one.need.spoken]
    if spoken:
        return [listed([_story(one, pen) for one in spoken[:_MOST]])]
    if kept := _kept(found, pen):
        return [paragraph(pen.plain(pen.phrase("stories.kept"))), listed(kept)]
    kind = next((one for one in _NONE if any(it.part.kind == one for it in found.models)), None)
    return [listed([pen.assumed(pen.phrase(f"stories.none_{kind}" if kind else "stories.none"))])]


def _story(one: Voiced, pen: Pen) -> Sentence:
    voices = [voice for voice in one.need.voices if voice.source == one.spoken.id]
    who = next((_called(voice.who, voice.place) for voice in voices if voice.who), None)
    if who and language_of(who, pen.lang) != pen.lang:
        who = None
    name = one.named(pen.lang)
    kind = "said" if len(name) > _LABEL[pen.lang] else "wish" if one.need.is_wish else "pain"
    text = pen.phrase(f"stories.{kind}", who=who or say("prd.anyone", pen.lang), name=name)
    return pen.cited(text, one.spoken, one.source)


def _called(who: str, place: str) -> str | None:
    """Whom a story speaks for; of a code the name in the heading that bears it, None without."""
    if not _CODE.match(who):
        return who
    heading = place.rpartition(" › ")[2]
    if who not in heading:
        return None
    name = label_of(heading)
    return name if name and name != who else None


def _kept(found: Evidence, pen: Pen) -> list[Sentence]:
    said: list[Sentence] = []
    for one in found.stated.get("own.can", ()):
        able = ability(one.words, pen.lang)
        if able is not None and len(said) < _MOST:
            who = _with_article(able.who, pen) or say("prd.anyone", pen.lang)
            text = pen.phrase("stories.can", who=who, what=able.what)
            said.append(pen.assumed(text, one.source))
    return said


def _with_article(who: str | None, pen: Pen) -> str | None:
    """A role as one of its kind: `admins` becomes `an admin`."""
    if who is None or pen.lang == "zh":
        return who
    one = who.lower().removesuffix("s")
    return f"{'an' if one[:1] in 'aeiou' else 'a'} {one}"
