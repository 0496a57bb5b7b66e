import pytest

from knowledge.language import language_of


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("为什么这条脚本会失败？", "zh"),
        ("Why did this script fail?", "en"),
        ("这个 trace 为什么 fail 了", "zh"),
        ('Why did "生成一条30秒的儿童玩具测评脚本" come back as something for adults?', "en"),
        ("t-001024 怎么了", "zh"),
        ("diagnose t-001024", "en"),
        ("t-404 呢", "zh"),
        ("v2 升级了啥", "zh"),
        ("定价", "zh"),
        ("SLA 是多少", "zh"),
        ('{"query": "退款多久", "answer": "九周", "retrieved": [{"used": true}]}', "zh"),
        ('{"query": "how long", "answer": "nine weeks"}', "en"),
    ],
)
def test_language_of_mixed_speech(text: str, lang: str) -> None:
    assert language_of(text) == lang


def test_default_for_texts_without_letters() -> None:
    assert language_of("123 !?", default="zh") == "zh"
    assert language_of("", default="en") == "en"
    assert language_of("t-001024?", default="zh") == "zh"
