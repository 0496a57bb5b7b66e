"""What breaks off in mid-sentence, and what only has no full stop."""

import pytest

from tools.claims.ending import breaks_off

SOURCES = [
    "To cancel, open Settings and select your subscription. Registration closes on Friday.",
    "请登录官网在线申请，审核需要3个工作日。",
    "You receive an e-mail with a download link. Members get one free body scan a year.",
    "您会收到一封含下载链接的邮件。尊享房40平方米，配按摩浴缸。",
]


@pytest.mark.parametrize(
    "text",
    [
        "Take photos and send them to",
        "You can bring one suitcase and",
        "The plan covers dental care, glasses and, in some cases, your",
        "1. Open the app.\n2. Tap Profile.\n3.",
        "Turn off the tap and remove the filter (see page",
        "The opening hours are as follows:",
        "You need to open Settings and sel",
        "| a | b |\n|---|---|\n| 1 | 2 |\n| 3",
        '{"name": "Ann", "age": 3',
        "```python\nprint(1)",
        "办理需要带身份证和",
        "退票请在开场前30分钟办理，手续费为",
        "请先打开App，然后点击右上角的",
        "1、关闭电源\n2、取下滤网\n3、",
        "会员享受以下权益：",
        "客服电话在工作日可以拨打，如有疑问请",
        "押金退还时间为3天（节假日",
        "请登录官网在线申",
        "Choose Data and click Export. You receive an e-mail with a link. After that you",
        "Click Export. You receive an e-mail with a download",
        "- open studio\n- one free body",
        "Sign in first. Once your account is",
        "You need a permit, and it should be booked at least",
        "点击导出。您会收到一封邮件，打开邮件后",
        "点击导出。您会收到一封含下载链接的",
        "1. 标准房：25平方米；\n2. 尊享房：40平方米，配有",
        "年费200元。另外每月至少",
        "展厅在三楼。讲解器租金20元，押金为",
    ],
)
def test_a_text_that_wants_more_breaks_off(text: str) -> None:
    assert breaks_off(text, SOURCES)


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Lena Ortiz",
        "It is rich in vitamin a",
        "3.",
        "That is the account you signed up with",
        "Send it to the address you bought it from",
        "No, you don't have to",
        "Yes, it is already paid for",
        "https://example.com/the/page",
        "- Milk\n- Eggs\n- Bread",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "```python\nprint(1)\n```",
        "Sorry about that :(",
        "The size is 5'10\"",
        "Open Settings and select your subscription",
        "是红色带条纹的",
        "云纹铜鼎是1978年在宝鸡出土的",
        "是的，早餐也包括",
        "费用总和",
        "在设置里可以打开",
        "参观需要自己申请",
        "请登录官网在线申请",
        "两条线路收费相若",
        "Click Export. You receive an e-mail with a download link",
        "- a towel\n- one free body scan",
        "No need to book. Just walk in after that",
        "Parking is free. Two hours at least",
        "Yes. That's what it is",
        "可以的。付款后",
        "可以退。时间为签收后",
        "这款是红色的。那个是蓝色的",
        "一共两种。两间房都配有",
    ],
)
def test_a_text_without_a_full_stop_may_be_whole(text: str) -> None:
    assert not breaks_off(text, SOURCES)
