"""Flows of PRDs: read, written again, laid out, drawn."""

import io
import re
from html.parser import HTMLParser
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from prd_samples import FLOWS, HOSTILE

from tools.prd.export import flow_picture
from tools.prd.export.flow import flow_svg
from tools.prd.export.flow_drawing import Point
from tools.prd.export.flow_layout import laid_out
from tools.prd.export.flow_picture import flow_png
from tools.prd.export.flowchart import Arrow, Flowchart, Node, read_flowchart, written


def read(source: str) -> Flowchart:
    chart = read_flowchart(source)
    assert chart is not None
    return chart


class Texts(HTMLParser):
    """The tags, the attributes and the words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_shapes_arrows_and_labels_are_read() -> None:
    chart = read(
        'graph LR\n%% a note\nA([Start]) --> B{"Is it \\"ok\\"?"}\n'.replace('\\"', "#quot;")
        + "B -->|yes| C[Show<br/>it]; B -- no, wait --> D(Stop)\nC -.-> D ==> A & E --- F\n"
        + "classDef x fill:#fff\nclick A href 'http://a.example'\n"
    )
    assert not chart.down
    assert chart.nodes["A"] == Node("Start", "stadium")
    assert chart.nodes["B"] == Node('Is it "ok"?', "diamond")
    assert chart.nodes["C"] == Node("Show\nit", "box")
    assert chart.nodes["D"] == Node("Stop", "round")
    assert chart.arrows == (
        Arrow("A", "B"),
        Arrow("B", "C", "yes"),
        Arrow("B", "D", "no, wait"),
        Arrow("C", "D", line="dotted"),
        Arrow("D", "A", line="thick"),
        Arrow("D", "E", line="thick"),
        Arrow("A", "F", head=False),
        Arrow("E", "F", head=False),
    )


@pytest.mark.parametrize(
    "source",
    [
        "",
        "flowchart TD",
        "sequenceDiagram\nA->>B: hi",
        "flowchart TD\nsubgraph one\nA-->B\nend",
        "flowchart TD\nA[[x]] --> B",
        "flowchart TD\nA --> A",
        "flowchart TD\nA[no end --> B",
        "flowchart TD\nA -->",
        "flowchart RL\nA --> B",
        "flowchart TD\n" + "\n".join(f"a{at} --> b{at}" for at in range(100)),
    ],
)
def test_what_is_not_simple_is_not_guessed_at(source: str) -> None:
    assert read_flowchart(source) is None
    assert flow_svg(source) is None


names = st.sampled_from("A B C D E F G".split())
labels = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=30)
arrows = st.builds(
    Arrow, names, names, labels, st.sampled_from(["solid", "dotted", "thick"]), st.booleans()
).filter(lambda one: one.start != one.end)
shapes = st.sampled_from(["box", "round", "stadium", "diamond"])
charts = st.builds(
    lambda down, texts, found: Flowchart(
        down,
        {name: texts.get(name, Node(name, "box")) for name in "ABCDEFG"},
        tuple(found),
    ),
    st.booleans(),
    st.dictionaries(names, st.builds(Node, labels.filter(bool), shapes)),
    st.lists(arrows, max_size=14),
)


@given(charts)
def test_what_is_written_is_read_as_it_was(chart: Flowchart) -> None:
    again = read(written(chart))
    assert again.down == chart.down
    assert list(again.nodes.values()) == list(chart.nodes.values())
    names = dict(zip(again.nodes, chart.nodes, strict=True))
    assert [
        Arrow(names[one.start], names[one.end], one.label, one.line, one.head)
        for one in again.arrows
    ] == list(chart.arrows)


@given(charts)
def test_nothing_overlaps_and_nothing_is_outside(chart: Flowchart) -> None:
    drawing = laid_out(chart)
    assert len(drawing.boxes) == len(chart.nodes)
    assert len(drawing.words) == sum(bool(one.label) for one in chart.arrows)
    assert sum(one.head for one in drawing.strokes) == sum(one.head for one in chart.arrows)
    for one in drawing.boxes:
        (x, y), (width, height) = one.at, one.size
        assert width / 2 < x < drawing.width - width / 2
        assert height / 2 < y < drawing.height - height / 2
    for one, other in combinations(drawing.boxes, 2):
        apart = [abs(one.at[side] - other.at[side]) for side in (0, 1)]
        room = [(one.size[side] + other.size[side]) / 2 for side in (0, 1)]
        assert apart[0] >= room[0] or apart[1] >= room[1]
    for label in drawing.words:
        for box in drawing.boxes:
            assert any(abs(label.at[at] - box.at[at]) >= box.size[at] / 2 for at in (0, 1))


def test_arrows_do_not_cross_where_they_need_not() -> None:
    source = """flowchart TD
  A[start] --> B[read] --> C{enough?}
  C -->|no| D[ask] --> B
  C -->|yes| E[fetch] --> F[write] --> G{fine?}
  G -->|no| F
  G -->|yes| H[show]
"""
    segments = [
        (one, start, end)
        for one in laid_out(read(source)).strokes
        for start, end in pairwise(one.points)
    ]
    for (stroke, a, b), (other, c, d) in combinations(segments, 2):
        if stroke is not other and not {a, b} & {c, d}:
            assert not _cross(a, b, c, d)


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def test_the_arrow_points_at_the_box_that_it_reaches() -> None:
    drawing = laid_out(read("flowchart TD\nA[one] --> B[two]\nB -->|again| A"))
    boxes = {box.lines[0]: box for box in drawing.boxes}
    down, up = (one.points[-1] for one in drawing.strokes if one.head)
    assert down == pytest.approx(
        (boxes["two"].at[0], boxes["two"].at[1] - boxes["two"].size[1] / 2)
    )
    assert up == pytest.approx((boxes["one"].at[0], boxes["one"].at[1] + boxes["one"].size[1] / 2))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_svg_says_what_the_flow_says(lang: str) -> None:
    page = Texts(str(flow_svg(FLOWS[lang], alt="Flow")))
    said = "".join("".join(page.words).split())
    for node in read(FLOWS[lang]).nodes.values():
        assert "".join(node.text.split()) in said
    assert set(page.tags) <= {"svg", "title", "g", "rect", "polygon", "polyline", "text", "tspan"}


def test_labels_are_only_text() -> None:
    source = f'flowchart TD\nA["{HOSTILE.replace(chr(34), "#quot;")}"] --> B'
    page = Texts(str(flow_svg(source)))
    assert "script" not in page.tags
    assert "img" not in page.tags
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "href"]
    safe = written(read(source))
    assert not re.search(r"[<>`]", safe.replace("-->", "").replace("<br/>", ""))


def test_the_picture_is_sharp_and_in_ink() -> None:
    drawing = laid_out(read(FLOWS["en"]))
    made = flow_png(drawing)
    assert made is not None
    picture = Image.open(io.BytesIO(made))
    assert picture.size == (round(drawing.width * 3), round(drawing.height * 3))
    assert 0.005 < sum(picture.histogram()[:128]) / (picture.width * picture.height) < 0.3


def test_without_a_font_chinese_has_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow_picture, "chinese_fonts", tuple)
    assert flow_png(laid_out(read(FLOWS["zh"]))) is None
    assert flow_png(laid_out(read(FLOWS["en"]))) is not None
