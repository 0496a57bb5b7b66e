"""Which kinds of model a scenario takes, told by its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.decisions.task import kind_part, languages_in, task_of


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("脚本生成", ["chat"]),
        ("智能问答", ["chat"]),
        ("文案创作", ["chat"]),
        ("customer support chatbot", ["chat"]),
        ("字幕自动生成", ["asr"]),
        ("会议转写", ["asr"]),
        ("语音指令识别", ["asr"]),
        ("video captions", ["asr"]),
        ("智能配音（TTS）", ["tts"]),
        ("dubbing", ["tts"]),
        ("语音助手", ["voice"]),
        ("real-time voice", ["voice"]),
        ("数字人驱动", ["avatar", "tts"]),
        ("a digital human for livestreams", ["avatar", "tts"]),
        ("个性化背景音乐生成", ["music"]),
        ("背景音乐推荐", ["embedding"]),
        ("封面图", ["image"]),
        ("posters", ["image"]),
        ("生成一段30秒视频", ["video"]),
        ("text-to-video", ["video"]),
        ("向量检索", ["embedding"]),
        ("semantic search", ["embedding"]),
        ("会议纪要", ["asr", "chat"]),
        ("视频翻译", ["asr", "chat", "tts"]),
        ("脚本生成和智能配音", ["chat", "tts"]),
    ],
)
def test_kinds_of_model(text: str, kinds: list[str]) -> None:
    assert [part.kind for part in task_of(text).parts] == kinds


@pytest.mark.parametrize(
    ("text", "inputs"),
    [
        ("视频内容智能剪辑", {"text", "video"}),
        ("video editing", {"text", "video"}),
        ("商品图理解", {"text", "image"}),
        ("OCR of receipts", {"text", "image"}),
        ("客服问答，用户会发截图理解", {"text", "image"}),
        ("PDF 问答", {"text", "pdf"}),
    ],
)
def test_what_it_has_to_take(text: str, inputs: set[str]) -> None:
    [part] = task_of(text).parts
    assert (part.kind, part.inputs) == ("chat", inputs)


@pytest.mark.parametrize("text", ["生成短视频脚本", "短视频脚本生成", "video script generation"])
def test_the_head_of_a_compound_counts(text: str) -> None:
    [part] = task_of(text).parts
    assert (part.kind, part.outputs) == ("chat", {"text"})


@pytest.mark.parametrize("text", ["", "提升留存", "make our users happy", "stories", "？？"])
def test_words_that_name_no_kind_are_unknown(text: str) -> None:
    assert not task_of(text).known


def test_languages() -> None:
    assert languages_in("支持中英文语音") == {"zh", "en"}
    assert languages_in("Cantonese and Japanese dubbing") == {"yue", "ja"}
    assert task_of("粤语配音").languages == {"yue"}
    assert languages_in("polish the script") == frozenset()
    assert kind_part("tts").outputs == {"audio"}


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    for part in task_of(text).parts:
        assert part.said in text
