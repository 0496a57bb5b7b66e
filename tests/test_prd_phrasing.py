"""Single sentences, retold so that they can stand in a PRD."""

import pytest

from knowledge.language import Lang
from knowledge.texts import say
from tools.prd.drafting.abilities import ability
from tools.prd.drafting.pen import label_of
from tools.prd.drafting.voice import told, within
from tools.prd.gathering.facts import quotable


@pytest.mark.parametrize(
    ("words", "lang", "expected"),
    [
        ("You can add your files", "en", "Users can add their files."),
        ("It lets you pick a voice.", "en", "It lets users pick a voice."),
        ("When you add a node, you can name it.", "en", "When users add a node, they can name it."),
        ("Your data is kept for 30 days.", "en", "The data is kept for 30 days."),
        ("Use the Retrieval node to search your files.", "en",
         "The Retrieval node serves to search files."),
        ("你可以将 文件 加入你的知识库", "zh", "用户可以将文件加入自己的知识库。"),
        ("点踩率不超过 6%；", "zh", "点踩率不超过 6%。"),
        ("支持 GPT-4 , 以及 Claude", "zh", "支持 GPT-4 , 以及 Claude。"),
        ("最多上传 5 个文件, 每个 2 MB", "zh", "最多上传 5 个文件，每个 2 MB。"),
    ],
)  # fmt: skip
def test_a_manual_is_retold_in_the_third_person(words: str, lang: Lang, expected: str) -> None:
    assert told(words, lang) == expected


@pytest.mark.parametrize(
    ("words", "lang", "who", "what"),
    [
        ("You can also check your balance before you submit.", "en", None,
         "check my balance before I submit"),
        ("Managers can approve a request.", "en", "Managers", "approve a request"),
        ("The flow lets you export the table.", "en", None, "export the table"),
        ("管理员可以批量编辑文档的元数据。", "zh", "管理员", "批量编辑文档的元数据"),
        ("您还可以对比相邻两个尺码。", "zh", None, "对比相邻两个尺码"),
    ],
)  # fmt: skip
def test_an_ability_becomes_a_story(words: str, lang: Lang, who: str | None, what: str) -> None:
    found = ability(words, lang)
    assert found is not None
    assert (found.who, found.what) == (who, what)


@pytest.mark.parametrize(
    ("words", "lang"),
    [("Requests can fail silently.", "en"), ("A file can be at most 2 MB.", "en"),
     ("单份病历可能超过 200 页。", "zh"), ("尺码推荐根据身高给出尺码。", "zh")],
)  # fmt: skip
def test_what_states_no_ability_makes_no_story(words: str, lang: Lang) -> None:
    assert ability(words, lang) is None


def test_names_and_headings_are_fit_to_stand_in_a_sentence() -> None:
    assert quotable("每次都买两个码，太麻烦了。”她说尺码总是不…") == "每次都买两个码，太麻烦了"
    assert quotable("跑题，或写给了别的人群") == "跑题，或写给了别的人群"
    assert label_of("画像一：跑单间隙写段子的阿凯（对应 P01）") == "跑单间隙写段子的阿凯"
    assert label_of("2. 槽位") == "槽位"
    assert within("Studios with editors") == "studios with editors"
    assert within("NHS trusts") == "NHS trusts"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_gap_has_a_question_and_somebody_who_can_answer(lang: Lang) -> None:
    for gap in ("users", "targets", "needs", "speed", "models", "datasets", "safety", "volume"):
        assert say(f"prd.ask.{gap}", lang).endswith(("?", "？"))
        assert say(f"prd.who.{gap}", lang)
