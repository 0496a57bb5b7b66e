"""ScriptMate: what it understands, that it keeps to its passages and to the time, and replays."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.demo.scriptmate.generate import Params
from knowledge.demo.scriptmate.library import Topic, demo_library
from knowledge.demo.scriptmate.pacing import bounds, headline, speech_length
from knowledge.demo.scriptmate.product import Run, ScriptMate
from knowledge.demo.scriptmate.understand import Version
from knowledge.language import Lang
from knowledge.records import Intent, Passage, Turn

LIBRARY = demo_library()
LENGTHS: dict[Lang, tuple[int, ...]] = {"zh": (15, 30, 60, 90), "en": (15, 30, 60)}
COVERED = [
    (topic, lang, seconds)
    for topic in LIBRARY.topics
    for lang, lengths in LENGTHS.items()
    if LIBRARY.covers(topic, lang)
    for seconds in lengths
]
VOICE = re.compile(r"^(?:口播：|Voice: )(.*)$", re.MULTILINE)


def spoken(answer: str) -> list[str]:
    return VOICE.findall(answer)


@pytest.mark.parametrize(
    ("query", "intent", "slots"),
    [
        (
            "生成一条30秒的儿童玩具测评脚本",
            "write_script",
            {"topic": "儿童玩具", "style": "product_review", "audience": "children", "seconds": 30},
        ),
        (
            "Write a 30-second children's toy review script",
            "write_script",
            {
                "topic": "children's toy",
                "style": "product_review",
                "audience": "children",
                "seconds": 30,
            },
        ),
        ("给打工人看的咖啡机，一分半", "write_script",
         {"topic": "咖啡机", "audience": "adults", "seconds": 90}),
        ("发抖音，睡眠，轻松一点", "write_script",
         {"topic": "睡眠", "platform": "douyin", "tone": "casual"}),
        ("黑洞的视频起个标题", "write_title", {"topic": "黑洞"}),
        ("what should I film about air fryers", "brainstorm_topics", {"topic": "air fryers"}),
        ("怎么导出", "ask_help", {}),
        ("写个房车改装的脚本", "write_script", {"topic": "房车改装"}),
        ("帮我写个脚本", "write_script", {}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("version", ["v1", "v2"])
def test_reads_intent_and_slots(
    query: str, intent: str, slots: dict[str, object], version: Version
) -> None:
    understood = ScriptMate(version).understand(query)
    assert understood.intent == Intent(name=intent, slots=slots)


def test_a_follow_up_inherits_what_it_leaves_open() -> None:
    history = [
        Turn(role="user", text="写一条30秒的咖啡机测评脚本"),
        Turn(role="assistant", text="《磨豆那八秒》"),
    ]
    slots = ScriptMate().understand("太长了，压到15秒", history).slots
    assert slots == {"topic": "咖啡机", "style": "product_review", "seconds": 15}


def test_only_v2_searches_for_an_audience_and_a_proper_name() -> None:
    query = "给宝妈看的尿不湿测评"
    assert ScriptMate("v1").understand(query).rewritten_query == "尿不湿测评脚本"
    assert ScriptMate("v2").understand(query).rewritten_query == "面向家长的纸尿裤测评脚本"


@settings(max_examples=120, deadline=None)
@given(
    case=st.sampled_from(COVERED),
    version=st.sampled_from(["v1", "v2"]),
    seed=st.integers(0, 10**6),
    name=st.integers(0, 20),
)
def test_scripts_keep_to_the_time_and_to_their_passages(
    case: tuple[Topic, Lang, int], version: Version, seed: int, name: int
) -> None:
    topic, lang, seconds = case
    called = topic.aliases[lang][name % len(topic.aliases[lang])]
    query = f"写一条{seconds}秒的{called}脚本" if lang == "zh" else f"{called} script, {seconds}s"
    run = ScriptMate(version).run(query, params=Params(seed=seed))
    low, high = bounds(seconds, lang)
    assert run.passages is not None
    texts = [passage.text for passage in run.passages if passage.used]
    assert low <= sum(speech_length(line, lang) for line in spoken(run.answer)) <= high
    for line in spoken(run.answer):
        assert any(line.rstrip("。.") in text for text in texts), line
    title = run.answer.splitlines()[0].strip('《》"')
    assert title in {headline(text, lang) for text in texts}


def test_stages_are_deterministic() -> None:
    first = ScriptMate("v2").run("降噪耳机，60秒，测评", params=Params(seed=5))
    assert first == ScriptMate("v2").run("降噪耳机，60秒，测评", params=Params(seed=5))
    assert first.answer != ScriptMate("v2").run("降噪耳机，60秒，测评").answer


def test_v2_writes_in_another_layout() -> None:
    assert "镜头1（0–" in ScriptMate("v1").run("咖啡机脚本").answer
    assert "[0–" in ScriptMate("v2").run("咖啡机脚本").answer


def test_a_replaced_understanding_flows_on() -> None:
    product = ScriptMate()
    right = product.understand("生成一条30秒的儿童玩具测评脚本")
    wrong = replace(right, rewritten_query="成人解压玩具测评脚本")
    run = product.run(right.query, understanding=wrong)
    assert topics_of(run) == {"成人解压玩具"}
    assert topics_of(product.run(right.query, understanding=right)) == {"儿童积木玩具"}


def test_replaced_passages_flow_on() -> None:
    own = Passage(id="mine", text="这句话是手工放进去的。", used=True)
    unused = Passage(id="other", text="这句话没有交给模型。", used=False)
    run = ScriptMate().run("咖啡机脚本", passages=[own, unused])
    assert spoken(run.answer) == [own.text]


def test_a_replaced_answer_ends_the_run() -> None:
    assert ScriptMate().run("咖啡机脚本", answer="手写的").answer == "手写的"


def test_superseded_entries_and_rules_are_not_retrieved() -> None:
    for topic in LIBRARY.topics:
        for version in ("v1", "v2"):
            run = ScriptMate(version).run(f"写一条90秒的{topic.names['zh']}脚本")
            entries = [LIBRARY.by_id[passage.id] for passage in run.passages or ()]
            assert all(entry.superseded_by is None for entry in entries)
            assert all(entry.kind != "rule" for entry in entries)


def topics_of(run: Run) -> set[str]:
    return {LIBRARY.by_id[passage.id].topic for passage in run.passages or ()}
