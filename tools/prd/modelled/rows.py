"""A table with a model's answers in its last column; what the rows rest on stays as it is."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.records.prd import Block, Section, Sentence
from knowledge.tokens import terms
from tools.prd.checking.bare import states_fact
from tools.prd.drafting.pen import Pen
from tools.prd.modelled.asking import MOST_ROWS
from tools.prd.modelled.facts import Fact, Texts, texts_of
from tools.prd.modelled.judged import Fate, cleaned, has_strange_number
from tools.prd.modelled.reply import Said

_WIDTH = 3
"""Columns of the tables that are completed: what, on what grounds, and the answer."""
_AGAIN = 0.8
"""The share of an answer's words that its row has, from which on it says nothing new."""
_LABEL = 60
"""Characters of what a new row is about."""


@dataclass
class Rows:
    """The table of a section while a model completes it."""

    block: Block
    """The planner's table."""
    section: str
    """The key of the section that it stands in."""
    texts: Texts
    """The texts of sources."""
    answers: dict[int, Sentence] = field(default_factory=dict)
    """The model's answers by row."""
    new: list[tuple[Sentence, ...]] = field(default_factory=list)
    """The rows that it adds."""

    def __len__(self) -> int:
        return len(self.block.sentences) // _WIDTH

    def shown(self) -> list[tuple[str, list[str]]]:
        """Each row's id and its cells but the last."""
        return [(f"r{at + 1}", [one.text for one in self._row(at)[:-1]]) for at in range(len(self))]

    def take(self, said: Said, pen: Pen) -> tuple[Fate, str]:
        """Judge an answer; what became of it, and its words."""
        text = cleaned(said.answer, pen.lang)
        if text is None:
            return "dropped", ""
        at = self._at(said.row)
        if at is None:
            return self._added(said, text, pen)
        if (
            at in self.answers
            or self._repeats(text, at)
            or has_strange_number(text, self._facts(at))
        ):
            return "dropped", text
        self.answers[at] = pen.assumed(text, *self._row(at)[-1].sources)
        return "assumed", text

    def done(self, section: Section) -> Section:
        """The section with what was taken."""
        cells: list[Sentence] = []
        for at in range(len(self)):
            row = self._row(at)
            cells += [*row[:-1], self.answers.get(at, row[-1])]
        cells += [cell for row in self.new for cell in row]
        table = self.block.model_copy(update={"sentences": tuple(cells)})
        blocks = tuple(table if one is self.block else one for one in section.blocks)
        return section.model_copy(update={"blocks": blocks})

    def _added(self, said: Said, answer: str, pen: Pen) -> tuple[Fate, str]:
        """A row for what no row was about: a risk on no grounds, or a wish."""
        about = cleaned(said.text[: _LABEL * 4], pen.lang)
        if said.row.strip() or about is None or len(self.new) >= MOST_ROWS:
            return "dropped", answer
        if has_strange_number(f"{about} {answer}", []) or states_fact(about):
            return "dropped", answer
        if self.section == "requirements":
            first = pen.plain(f"R{len(self) + len(self.new) + 1}")
            row = (first, pen.assumed(about), pen.assumed(answer))
        else:
            bare = about.rstrip("。.!！")[:_LABEL]
            row = (
                pen.plain(bare),
                pen.asked(pen.phrase("risks.said_basis")),
                pen.assumed(answer),
            )
        self.new.append(row)
        return "assumed", f"{about} {answer}"

    def _at(self, name: str) -> int | None:
        number = name.strip().casefold().removeprefix("r")
        at = int(number) - 1 if number.isascii() and number.isdigit() and len(number) < 4 else -1
        return at if 0 <= at < len(self) else None

    def _row(self, at: int) -> Sequence[Sentence]:
        return self.block.sentences[at * _WIDTH : (at + 1) * _WIDTH]

    def _repeats(self, text: str, at: int) -> bool:
        """Whether an answer only says again what stands in its row."""
        told = {term for one in self._row(at)[:-1] for term in terms(one.text)}
        said = set(terms(text))
        return len(said & told) >= _AGAIN * len(said)

    def _facts(self, at: int) -> list[Fact]:
        """What a row says and rests on; its last cell too, whose figures the planner derived."""
        return [
            Fact(
                one.id,
                one.text,
                one.kind,
                one.sources,
                tuple(texts_of(one, self.texts)),
                one.id,
            )
            for one in self._row(at)
        ]


def table_of(section: Section) -> Block | None:
    """The table of a section whose last column can be completed; None without one."""
    return next(
        (
            one
            for one in section.blocks
            if one.form == "table"
            and len(one.heads) == _WIDTH
            and len(one.sentences) >= _WIDTH
            and all(cell.kind == "assumption" for cell in one.sentences[_WIDTH - 1 :: _WIDTH])
        ),
        None,
    )
