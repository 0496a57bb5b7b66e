"""The versions of a PRD: their list, one of them as it was, and what changed since."""

from datetime import datetime
from typing import TYPE_CHECKING

from knowledge.language import Lang
from knowledge.records.prd import Prd
from knowledge.texts import say
from page.icons import icon
from page.links import link
from page.markup import Html, el
from page.prd_stale import marked_words
from tools.prd.checking.diff import Change, Diff, SectionDiff
from tools.prd.editing.history import RESTORED
from tools.prd_versions_text import told_of

if TYPE_CHECKING:
    from tools.draft_prd import PrdArtifact, PrdVersion

_NAMED = frozenset({"draft", "undo", "refresh"})


def versions_list(found: "PrdArtifact", lang: Lang) -> Html:
    """All versions, the newest first; each earlier one can be opened, compared and brought back."""

    def line(one: "PrdVersion", *, is_newest: bool) -> Html:
        target = f"{found.prd.id}@{one.version}"
        made = datetime.fromisoformat(one.made)
        return el(
            "li",
            el("b", say("prd.page.version", lang, version=one.version)),
            el("span", say("prd.page.now", lang), cls="tag") if is_newest else None,
            el("span", note_said(one.note, lang), cls="note"),
            el("time", f"{made:%Y-%m-%d %H:%M}", cls="faint"),
            None
            if is_newest
            else el(
                "span",
                link("prd", target, say("prd_versions.page.open", lang)),
                link("prd_diff", target, say("prd_versions.page.compare", lang)),
                _restore(found.prd.id, one.version, "restore", lang),
                cls="prd-version-acts",
            ),
        )

    return el(
        "section",
        el("h3", say("prd.page.versions", lang)),
        el(
            "ol",
            [line(one, is_newest=not at) for at, one in enumerate(found.versions)],
            cls="set-versions",
        ),
        cls="block",
    )


def note_said(note: str, lang: Lang) -> str:
    """What made a version, in words."""
    number = note.removeprefix(RESTORED)
    if note.startswith(RESTORED) and number.isdecimal():
        return say("prd_versions.page.note.version", lang, version=number)
    return say(f"prd_versions.page.note.{note}", lang) if note in _NAMED else note


def older_notice(prd: Prd, newest: Prd, lang: Lang) -> Html:
    """Over an earlier version: which one it is, and the ways back to the newest."""
    values = {"version": prd.version, "made": f"{prd.made:%Y-%m-%d %H:%M}"}
    return el(
        "section",
        el("p", say("prd_versions.page.older", lang, newest=newest.version, **values)),
        link("prd", prd.id, say("prd_versions.page.newest", lang), cls="button quiet"),
        link(
            "prd_diff",
            f"{prd.id}@{prd.version}",
            say("prd_versions.page.compare", lang),
            cls="button quiet",
        ),
        _restore(prd.id, prd.version, "restore_this", lang, cls="button"),
        cls="prd-older",
    )


def diff_view(apart: Diff, new: Prd, lang: Lang) -> Html:
    """What changed between two versions, section by section, word by word."""
    numbers = {"old": apart.old_version, "new": apart.new_version}
    return el(
        "article",
        el(
            "header",
            el("p", icon("book"), say("prd_versions.page.diff_kind", lang), cls="kicker"),
            el("h2", new.title, lang=new.lang),
            el("p", say("prd_versions.page.diff", lang, **numbers), cls="faint"),
            cls="view-head",
        ),
        el(
            "p",
            link("prd", new.id, say("prd_versions.page.newest", lang), cls="button quiet"),
            _restore(new.id, apart.old_version, "restore_this", lang, cls="button quiet"),
            cls="prd-diff-acts",
        ),
        _title(apart, lang),
        [_section(one, new, lang) for one in apart.sections],
        None
        if apart.sections or apart.title
        else el("p", say("prd_versions.page.same", lang), cls="faint"),
        cls="prd prd-diff",
    )


def _title(apart: Diff, lang: Lang) -> Html | None:
    if not apart.title:
        return None
    return el(
        "section",
        el("h3", say("prd_versions.page.title", lang)),
        el("p", marked_words(apart.title), cls="prd-change"),
        cls="block",
    )


def _section(one: SectionDiff, new: Prd, lang: Lang) -> Html:
    tags = [one.op] if one.op in {"added", "removed", "moved"} else []
    tags += ["moved"] if one.moved and one.op != "moved" else []
    return el(
        "section",
        el(
            "h3",
            el("span", one.title, lang=new.lang),
            [
                el("span", say(f"prd_versions.what.{tag}", lang), cls="tag", data_op=tag)
                for tag in tags
            ],
            el("span", say("prd_versions.what.renamed", lang, title=one.old_title), cls="tag")
            if one.old_title
            else None,
        ),
        [_change(change, new, lang) for change in one.changes],
        cls="block prd-section",
    )


def _change(one: Change, prd: Prd, lang: Lang) -> Html:
    said: list[Html | str] = []
    if one.op == "added" and one.new:
        said = [el("ins", one.new.text)]
    elif one.op == "removed" and one.old:
        said = [el("del", one.old.text)]
    elif one.words:
        said = marked_words(one.words)
    elif one.new:
        said = [one.new.text]
    is_flow = one.old is None and one.new is None
    what = [it for it in told_of(one, prd, lang) if not (one.op == "changed" and one.words
            and it == say("prd_versions.what.changed", lang))]  # fmt: skip
    return el(
        "pre" if is_flow else "p",
        el("span", said, lang=prd.lang),
        [el("small", it, cls="chip") for it in what],
        cls="prd-change",
        data_op=one.op,
    )


def _restore(prd_id: str, version: int, does: str, lang: Lang, cls: str = "") -> Html:
    return el(
        "button",
        say(f"prd_versions.page.{does}", lang),
        type="button",
        cls=cls or "button quiet text",
        data_act="prd_restore",
        data_prd=prd_id,
        data_version=version,
    )
