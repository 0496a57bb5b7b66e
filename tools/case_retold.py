"""A diagnosis told over again: for a doubter, a boss, an engineer, or whoever asked the product."""

import re

from tools.case_diagnosis import DiagnosisArtifact
from tools.deps import Deps
from tools.diagnosis.markdown import Part
from tools.remembering import replayed
from tools.retelling.asker import asker_markdown
from tools.retelling.doubt import doubt_markdown
from tools.retelling.handed_on import (
    brief_markdown,
    mail_markdown,
    owner_markdown,
    plain_markdown,
    ticket_markdown,
)
from tools.retelling.pointed import pointed_at
from tools.retelling.rested import passages_markdown
from tools.retelling.sides import sides

RETOLD: tuple[Part, ...] = ("passages", "doubt", "owner", "plain", "brief", "ticket", "user")
"""For whom, or for what, a diagnosis is told over again."""
_MAIL = re.compile(r"e-?mail|\bmail\b|\bletter\b|邮件", re.IGNORECASE)
_USES = 1_000
"""Traces of one user that are counted."""


def retold(
    deps: Deps, found: DiagnosisArtifact, part: Part, says: str
) -> tuple[str, DiagnosisArtifact]:
    """The diagnosis for a doubter, a boss or an engineer; a doubt is put to the product itself."""
    trace, diagnosis, lang = found.trace, found.diagnosis, deps.lang
    match part:
        case "passages":
            told = passages_markdown(trace, diagnosis, lang)
        case "owner":
            told = owner_markdown(diagnosis, lang)
        case "plain":
            told = plain_markdown(trace, diagnosis, lang)
        case "brief":
            told = brief_markdown(trace, diagnosis, lang)
        case "ticket":
            as_mail = _MAIL.search(says) is not None
            told = (mail_markdown if as_mail else ticket_markdown)(trace, diagnosis, lang)
        case "user":
            others = deps.events.of_user(trace.user_id, _USES) if trace.user_id else []
            told = asker_markdown(trace, found.events, others, lang)
        case _:
            return _doubted(deps, found, says)
    return told, found


def _doubted(deps: Deps, found: DiagnosisArtifact, says: str) -> tuple[str, DiagnosisArtifact]:
    """What speaks for the verdict and against it, by a replay where the product can be replayed."""
    trace, diagnosis, lang = found.trace, found.diagnosis, deps.lang
    can_replay = found.replayable and diagnosis.cause != "none"
    proof = replayed(deps, trace, diagnosis) if can_replay else None
    cleared, blamed = sides(says)
    told = doubt_markdown(
        diagnosis,
        lang,
        cleared=cleared,
        blamed=blamed,
        proof=proof,
        pointed=pointed_at(says, trace),
        says=says,
    )
    return told, found.model_copy(update={"intervention": proof})
