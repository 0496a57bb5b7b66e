"""A section while a model writes it: what is asked, what has come, and what is made of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.language import Lang
from knowledge.records.prd import Prd, Section
from tools.chat_model import Failure
from tools.claims.amounts import amounts
from tools.prd.drafting.pen import Pen
from tools.prd.modelled.asking import asked_edit, asked_prose, asked_rows
from tools.prd.modelled.facts import Fact, Texts, facts_of
from tools.prd.modelled.judged import Fate, Judged, judged
from tools.prd.modelled.prose import Phrased, prose_of, with_prose
from tools.prd.modelled.reply import Said
from tools.prd.modelled.rows import Rows, table_of
from tools.prd.modelled.written import Why, WrittenSection
from tools.prd.templates.template import Template, TemplateSection

_PROSE = frozenset({"background", "users", "goals", "stories"})
"""Parts whose prose a model writes; plans, prices and charts are the planner's."""
_ROWS = frozenset({"requirements", "risks"})
"""Parts whose tables a model completes."""
_WHY_NOW = "background"


@dataclass
class SectionWork:
    """One section."""

    section: Section
    """As the planner has it."""
    question: str
    """The prompt."""
    facts: Sequence[Fact]
    """The evidence that the model is given."""
    most: int | None
    """Most sentences; None for all."""
    rows: Rows | None
    """Its table, where that is what the model completes."""
    shorter: bool = False
    """Whether what it says is to take the place of all the prose, and be less."""
    said: list[tuple[Judged, str]] = field(default_factory=list)
    """What the model said, judged, and its words."""
    fates: list[Fate] = field(default_factory=list)
    """What became of each thing that it said."""
    why: Why | None = None
    """Why the section stays the planner's."""
    over: bool = False
    """Whether the model has ended."""

    def take(self, said: Said, pen: Pen) -> None:
        """Judge one thing that the model says."""
        if self.rows is not None:
            fate, words = self.rows.take(said, pen)
            one = Judged(fate, None)
        else:
            one, words = judged(said, self.facts, pen), said.text
        self.fates.append(one.fate)
        self.said.append((one, words))

    def end(self, failure: Failure | None) -> None:
        """The model has ended, or failed: a part of a section is none."""
        self.over = True
        self.why = failure or self._wanting()

    def finished(self) -> tuple[Section | None, WrittenSection]:
        """The section with the model's prose, None where it stays; and how it went."""
        told = WrittenSection(
            key=self.section.key,
            title=self.section.title,
            why=self.why,
            kept=self.fates.count("kept"),
            assumed=self.fates.count("assumed"),
            dropped=self.fates.count("dropped"),
        )
        if self.why is not None:
            return None, told
        if self.rows is not None:
            return self.rows.done(self.section), told
        by_id = {one.id: one.sentence for one in self.facts}
        sentences = [
            Phrased(one.sentence, frozenset(by_id[fact] for fact in one.facts))
            for one, _ in self.said
            if one.sentence is not None
        ]
        retold = {one.sentence for one in self.facts if self._retells(one)}
        if self.shorter:
            retold = {one.id for one in prose_of(self.section)}
        return with_prose(self.section, sentences, retold, self.most), told

    def _wanting(self) -> Why | None:
        """What it lacks to stand: words, or a single sentence that the section's evidence carries.

        Where nothing is known of a matter, assumptions are all that there can be.
        """
        if not self.fates:
            return "nothing"
        enough = {"kept"} if self.rows is None and self.facts else {"kept", "assumed"}
        if not enough & set(self.fates):
            return "unsupported"
        return "longer" if self.shorter and self._is_longer() else None

    def _is_longer(self) -> bool:
        said = [one.sentence.text for one, _ in self.said if one.sentence]
        present = [one.text for one in prose_of(self.section)]
        return sum(map(len, said)) >= sum(map(len, present))

    def _retells(self, fact: Fact) -> bool:
        """Whether sentences that rest on it say most of its figures."""
        on_it = [one.sentence.text for one, _ in self.said if one.sentence and fact.id in one.facts]
        told = [one for text in on_it for one in amounts(text)]
        there = amounts(fact.says)
        again = sum(any(one.agrees(other) for other in told) for one in there)
        return bool(on_it) and 2 * again >= len(there)


def shortening_of(section: Section, wish: str, texts: Texts, lang: Lang) -> SectionWork | None:
    """A section that is to say the same in fewer words; None for one without prose."""
    present = [one.text for one in prose_of(section)]
    if not present:
        return None
    facts = facts_of(section, None, texts)
    question = asked_edit(wish, section.title, present, facts, lang)
    return SectionWork(section, question, facts, None, None, shorter=True)


def works_of(prd: Prd, template: Template, texts: Texts) -> list[SectionWork]:
    """The sections of a draft that a model writes, in order; locked ones are not among them."""
    known = {one.key: one for one in template.sections}
    why_now = next((one for one in prd.sections if _draws(known.get(one.key), {_WHY_NOW})), None)
    works = []
    for section in prd.sections:
        asked = known.get(section.key)
        if asked is None or section.locked:
            continue
        if _draws(asked, _PROSE):
            works.append(_prose(prd, section, asked, why_now, texts))
        elif _draws(asked, _ROWS) and (table := table_of(section)):
            rows = Rows(table, section.key, texts)
            question = asked_rows(prd.title, section.title, table.heads, rows.shown(), prd.lang)
            works.append(SectionWork(section, question, (), None, rows))
    return works


def _prose(
    prd: Prd, section: Section, asked: TemplateSection, why_now: Section | None, texts: Texts
) -> SectionWork:
    more = None if section is why_now else why_now
    facts = facts_of(section, more, texts)
    question = asked_prose(prd.title, section.title, asked.holds[prd.lang], facts, prd.lang)
    most = asked.most * len(asked.parts) if asked.most else None
    return SectionWork(section, question, facts, most, None)


def _draws(section: TemplateSection | None, parts: frozenset[str] | set[str]) -> bool:
    return section is not None and bool(parts & set(section.parts))
