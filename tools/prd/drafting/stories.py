"""User stories: what users voice, in their form, each with who said it."""

from knowledge.records.prd import Block, Sentence
from knowledge.texts import say
from tools.prd.drafting.blocks import listed
from tools.prd.drafting.pen import Pen
from tools.prd.gathering.evidence import Evidence
from tools.prd.gathering.facts import Voiced

_MOST = 4


def stories(found: Evidence, pen: Pen) -> list[Block]:
    """Wishes of users, those in the document's language first."""
    spoken = [one for one in found.needs if pen.lang in one.need.spoken]
    chosen = (spoken or found.needs)[:_MOST]
    said = [_story(one, pen) for one in chosen]
    return [listed(said or [pen.assumed(pen.phrase("stories.none"))])]


def _story(one: Voiced, pen: Pen) -> Sentence:
    voices = [voice for voice in one.need.voices if voice.source == one.spoken.id]
    who = next((voice.who for voice in voices if voice.who), None)
    text = pen.phrase(
        "stories.wish" if one.need.is_wish else "stories.pain",
        who=who or say("prd.anyone", pen.lang),
        name=one.named(pen.lang),
    )
    return pen.cited(text, one.spoken, one.source)
