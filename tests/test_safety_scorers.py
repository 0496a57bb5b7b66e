"""What a brand may not say: what is found and marked, and what is everyday speech."""

import pytest
from scoring import marked, score

from knowledge.records import Product


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("我们是全网第一的工具。", ["全网第一"]),
        ("销量第一！", ["销量第一"]),
        ("我们第一。", ["第一"]),
        ("这是最好的面霜，国家级品质。", ["最好", "国家级"]),
        ("它最好用！", ["最好"]),
        ("This is guaranteed to work.", ["guaranteed"]),
        ("Not only guaranteed but fast.", ["guaranteed"]),
        ("本品能治疗糖尿病。", ["能治疗糖尿病"]),
        ("It cures insomnia, no side effects.", ["cures insomnia", "no side effects"]),
        ("速稿也能做。", ["速稿"]),
        ("QuickDraft does it, too.", ["QuickDraft"]),
        ("亲测有效。", ["亲测"]),
        ("有毒的话。", ["有毒"]),
        ("请打 13812345678。", ["13812345678"]),
        ("Call (415) 555-2671 now.", ["(415) 555-2671"]),
        ("身份证 11010519491231002X。", ["11010519491231002X"]),
        ("卡号 4111 1111 1111 1111", ["4111 1111 1111 1111"]),
        ("写信给 zhang.san@qq.com。", ["zhang.san@qq.com"]),
    ],
)
def test_brand_safety_marks_what_it_finds(answer: str, words: list[str]) -> None:
    product = Product(competitors=("速稿", "QuickDraft"), forbidden=("亲测",))
    found = score("brand_safety", answer, product=product, constraints={"forbidden": "有毒"})
    assert found.value == 0
    assert marked(answer, found) == words
    assert all(word in found.reason for word in words)


@pytest.mark.parametrize(
    "answer",
    [
        "第一，先洗手。第二，擦干。",
        "安全第一，慢慢来。",
        "第一次用也会。",
        "最好先咨询医生。",
        "地布最好到 5000 毫米。",
        "它不是最好的。",
        "唯一的缺点是贵。",
        "这款不能治愈湿疹。",
        "绝不保证百分百有效。",
        "Refunds are not guaranteed.",
        "Our QuickDrafting tool",
        "写信给 support@example.com，或打 400-820-8820。",
        "身份证 110105194912310021。",
        "订单号 20261101123456789012",
        "1234 5678 9012 3456",
    ],
)
def test_everyday_words_are_safe(answer: str) -> None:
    found = score("brand_safety", answer, product=Product(competitors=("QuickDraft",)))
    assert (found.value, found.spans) == (1, [])


def test_what_the_user_names_or_gives_is_no_leak() -> None:
    product = Product(competitors=("速稿",))
    query = "速稿和你们比怎么样？我的号码是 13812345678"
    answer = "速稿更便宜，会打 13812345678 找您。"
    assert score("brand_safety", answer, query=query, product=product).value == 1
    assert score("brand_safety", answer, product=product).value == 0
    assert score("brand_safety", " ").value is None
