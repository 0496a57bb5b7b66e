"""Personal data is masked, all of it that is planted, and little else."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.records import Example, Passage, Turn
from tools.evals.masking import mask, mask_all, mask_example

DOCS = sorted(Path("knowledge/demo/docs").glob("*.md"))

digits = st.text("0123456789", min_size=1)


def figures(n: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=n, max_size=n)


@st.composite
def mobiles(draw: st.DrawFn) -> str:
    number = "1" + draw(st.sampled_from("3456789")) + draw(figures(9))
    gap = draw(st.sampled_from(["", " ", "-", "."]))
    cuts = draw(st.sampled_from([(3, 7), (3,), (4, 7), (3, 6), (7,)]))
    parts = [number[a:b] for a, b in zip((0, *cuts), (*cuts, 11), strict=True)]
    return draw(st.sampled_from(["", "+86 ", "86-", "(+86)", "0086 "])) + gap.join(parts)


@st.composite
def identities(draw: st.DrawFn) -> str:
    day = draw(st.dates(min_value=date(1930, 1, 1), max_value=date(2026, 1, 1)))
    body = f"{draw(st.integers(110000, 659000))}{day:%Y%m%d}{draw(figures(3))}"
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    total = sum(int(one) * weight for one, weight in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


@st.composite
def cards(draw: st.DrawFn) -> str:
    body = draw(st.sampled_from(["62", "4", "5"])) + draw(figures(15))
    for check in "0123456789":
        number = (body + check)[:19]
        total = 0
        for at, one in enumerate(reversed(number)):
            value = int(one) * (2 if at % 2 else 1)
            total += value - 9 if value > 9 else value
        if total % 10 == 0:
            break
    gap = draw(st.sampled_from(["", " ", "-"])) if len(number) == 16 else ""
    return gap.join(number[at : at + 4] for at in range(0, len(number), 4)) if gap else number


local = st.from_regex(r"[a-z][a-z0-9._]{1,12}[a-z0-9]", fullmatch=True)
emails = st.builds(
    "{}@{}".format, local, st.sampled_from(["qq.com", "163.com", "mail.example.co.uk"])
)
landlines = st.builds(
    "{}{}{}".format,
    st.sampled_from(["010", "021", "0755", "(020)", "0571"]),
    st.sampled_from(["-", " ", ""]),
    st.builds("{}{}".format, st.sampled_from("2345678"), figures(7)),
)
abroad = st.builds(
    "+{} {} {} {}".format, st.sampled_from([1, 44, 49, 852]), figures(3), figures(3), figures(4)
)
passports = st.builds("{}{}".format, st.sampled_from("EG"), figures(8))
plates = st.builds(
    "{}{}{}".format, st.sampled_from(["京A", "粤B", "沪C·"]), figures(4), st.sampled_from("DF7")
)
ips = st.builds("{}.{}.{}.{}".format, *[st.integers(11, 126)] * 4)
qqs = st.builds("QQ：{}{}".format, st.sampled_from("123456789"), figures(8))
wechats = st.builds("微信号：{}{}".format, st.from_regex(r"[a-z]{5,8}", fullmatch=True), figures(2))
streets = st.builds(
    "{}{}{}号{}室".format,
    st.sampled_from(["浙江省杭州市西湖区", "上海市", "朝阳区"]),
    st.sampled_from(["文三路", "淮海中路", "建国大道"]),
    st.integers(1, 900),
    st.integers(100, 999),
)
us_streets = st.builds(
    "{} {}, Apt {}, Springfield, IL 62704".format,
    st.integers(1, 9999),
    st.sampled_from(["Maple Street", "North Oak Ave", "Old Mill Road"]),
    st.integers(1, 99),
)
PLANTED = {
    "mobile": mobiles(),
    "identity": identities(),
    "card": cards(),
    "email": emails,
    "landline": landlines,
    "abroad": abroad,
    "passport": passports,
    "plate": plates,
    "ip": ips,
    "qq": qqs,
    "wechat": wechats,
    "street": streets,
    "us street": us_streets,
}
CARRIERS = [
    "帮我写一条，{}，谢谢",
    "联系我{}就行",
    "{}",
    "please use {} from now on",
    "第3条视频 30 秒。{}\n下一行",
    "（{}）",
]
surnames = st.sampled_from("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗")
given_zh = st.sampled_from(["小明", "建国", "雨桐", "子轩", "芳", "伟", "志强", "丽华", "梦琪"])
NAMED_ZH = ["我叫{}，做母婴的", "姓名：{}\n电话", "收件人：{}", "{}女士您好", "联系人：{}，下午在"]
NAMED_EN = [
    "My name is {} and I sell toys.",
    "Please ask Ms. {} about it.",
    "It broke again.\n\nBest regards,\n{}",
    "Full name: {}\nPlan: Pro",
]
english_names = st.sampled_from(
    ["John Smith", "Mary O'Brien", "Zoe Miller-Hall", "Ann Lee", "Anne van Dyk"]
)


@pytest.mark.parametrize("kind", PLANTED)
def test_nothing_planted_survives(kind: str) -> None:
    @settings(max_examples=150, deadline=None)
    @given(value=PLANTED[kind], carrier=st.sampled_from(CARRIERS))
    def check(value: str, carrier: str) -> None:
        text = carrier.format(value)
        masked = mask(text)
        secret = value.partition("：")[2] or value
        assert secret not in masked.text, masked.text
        left = re.sub(r"<[^>]*>", "", masked.text).replace("第3条视频 30 秒", "")
        assert not re.search(r"\d[\d .-]{4,}", left), masked.text
        assert masked.found
        assert mask(masked.text).text == masked.text

    check()


@settings(max_examples=200, deadline=None)
@given(surname=surnames, given=given_zh, carrier=st.sampled_from(NAMED_ZH))
def test_chinese_names_go_where_they_are_said_to_be_names(
    surname: str, given: str, carrier: str
) -> None:
    name = surname + given
    masked = mask(carrier.format(name) + f"。后来{name}又问了一次")
    assert name not in masked.text
    assert masked.text.count("<姓名-1>") == 2


@given(name=english_names, carrier=st.sampled_from(NAMED_EN))
@settings(deadline=None)
def test_english_names_go_where_they_are_said_to_be_names(name: str, carrier: str) -> None:
    masked = mask(carrier.format(name))
    assert name not in masked.text
    assert name.rsplit(maxsplit=1)[-1] not in masked.text
    assert "<name-1>" in masked.text


@settings(max_examples=150, deadline=None)
@given(
    parts=st.lists(
        st.one_of(*PLANTED.values(), st.text(max_size=20), st.sampled_from(NAMED_ZH)), max_size=6
    )
)
def test_masking_twice_changes_nothing(parts: list[str]) -> None:
    once = mask("".join(parts)).text
    again = mask(once)
    assert again.text == once
    assert again.found == ()


WITHOUT = [
    "请把视频控制在 30 秒，预算 1500 元，2026-11-01 上线，版本 2.1.3.4",
    "项目经理和高级经理都要看，任何老师都可以，提高老师的水平，三张老师的照片",
    "开屏 1080x1920，15 30 45 60 90 120 秒各一条，订单 20261101123456",
    "What does Pro cost per month? We had 1,200,000 views, up 12.5% on 2026-10-31.",
    "The request t-000123 took 1700000000000 ms; see v1.2.3.4 and 127.0.0.1:7860",
    "Dear Customer, thanks for your order. Best regards,\nThe Team",
    "微信小程序和 WeChat Pay 都支持，QQ 音乐也行，客服热线 400-820-8820",
    "新APP上线，高兴，方案说明，顾客您好，我是高中老师，于是联系顾客",
    "I am happy. This is Product Review. I'm Sure it works",
]


@pytest.mark.parametrize("text", WITHOUT)
def test_what_holds_no_personal_data_is_left_as_it_is(text: str) -> None:
    assert mask(text).text == text


def test_the_demo_documents_lose_nothing_but_people() -> None:
    """Two of the demo's people are named there; all else is product, prices, times and ids."""
    people = {"林知夏", "陈"}
    for doc in DOCS:
        text = doc.read_text(encoding="utf-8")
        masked = mask(text)
        assert {one.kind for one in masked.found} <= {"name"}, doc.name
        back = masked.text
        for placeholder in set(re.findall(r"<(?:姓名|name)-\d+>", back)):
            assert any(back.replace(placeholder, one) in text or one in text for one in people)
        assert abs(len(text) - len(re.sub(r"<[^<>]*-\d+>", "", back))) <= 40


def test_a_value_has_one_placeholder_however_it_is_written() -> None:
    masked = mask("手机 138-0013-8000，就是+86 13800138000，不是 13900139000")
    assert masked.text == "手机 <电话-1>，就是<电话-1>，不是 <电话-2>"
    assert masked.found[0].count == 3


def test_numbering_goes_on_after_placeholders_that_stand_there() -> None:
    assert mask("call <phone-1> or +44 20 7946 0958").text == "call <phone-1> or <phone-2>"


def test_full_width_and_spoken_figures_are_read() -> None:
    assert mask("电话１３８００１３８０００").text == "电话<电话-1>"
    assert mask("打幺三八零零一三八零零零").text == "打<电话-1>"
    assert mask("邮箱ａｂｃ＠ｑｑ．com发我").text == "邮箱<邮箱-1>发我"


def test_an_example_is_masked_as_a_whole() -> None:
    example = Example(
        id="t-1",
        query="我叫王小明，写个脚本",
        history=[Turn(role="user", text="我的手机 13800138000")],
        reference="王小明你好，稍后打 13800138000",
        answer="好的王小明",
        passages=[Passage(id="d", text="客户王小明，wxm@qq.com")],
        keywords=["王小明"],
        segment={"style": "comedy"},
    )
    masked, found = mask_example(example)
    assert "王小明" not in masked.model_dump_json()
    assert "13800138000" not in masked.model_dump_json()
    assert masked.reference == "<姓名-1>你好，稍后打 <电话-1>"
    assert masked.keywords == ["<姓名-1>"]
    assert masked.segment == example.segment
    assert {one.kind: one.count for one in found} == {"name": 5, "phone": 2, "email": 1}
    assert mask_example(masked) == (masked, ())


def test_an_example_without_personal_data_is_the_same_one() -> None:
    example = Example(id="t-1", query="写个搞笑脚本", answer="好")
    assert mask_example(example) == (example, ())


def test_nothing_and_no_texts() -> None:
    assert mask("").text == ""
    assert mask_all([]) == []


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "a",
        "a.",
        "@",
        "1-",
        "王",
        "市",
        "路",
        "0 ",
        ":",
        "Mr ",
        "我叫",
        "12 A ",
        "A1",
        "<电话-1>",
    ],
)
def test_long_input_ends(piece: str) -> None:
    """A pattern that goes back and forth would not come to an end here."""
    long = piece * (120_000 // len(piece))
    assert len(mask(long).text) > 0
