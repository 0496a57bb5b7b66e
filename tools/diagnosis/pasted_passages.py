"""Takes the labelled passages out of a pasted case, such as "资料：…" and "Context: …"."""

import re

from knowledge.records import Passage

_LABEL = re.compile(
    r"(?:^|(?<=[\s。；;！？!?.，,]))"
    r"(?:参考资料|参考|资料|(?:产品)?文档|知识库|素材|上下文|检索结果|检索到(?:的(?:是|内容|资料|素材|文档)?)?|召回(?:结果|内容|到的?)?"
    r"|(?:Contexts?|Passages?|Sources?|Retrieved|Docs?|Documents?|Knowledge base|KB)"
    r"(?:\s?\d{1,2})?)\s*[:：]\s*"
)
_NEXT = re.compile(
    r"(?:\n|(?<=[\s。；;！？!?.，,]))(?:(?:用户|客户|AI|客服|机器人|助手|助理|模型|产品)的?(?:提问|问题|回答|回复|输出|答复)?"
    r"|提问|问题|问|回答|回复|答案|答"
    r"|正确答案|Expected|Q|Query|User|Question|Human|Customer|A|Answer|Assistant|Agent"
    r"|(?:Support )?Bot|Output|Response)\s*[:：]"
)
_ITEM = re.compile(r"^\s*(?:[-*•·]|[\[(（]?\d{1,2}[\])）.、:：](?!\d))\s*", re.MULTILINE)
_ID = re.compile(r"\s*(?:[-*•·]\s*)?[\[【](?P<id>[A-Za-z][\w.#/-]{0,40})[\]】]\s*[:：]?\s*(?=\S)")
"""The id of a passage in brackets before it, as people copy it from a log: [kb-12]."""
_AFTER = re.compile(
    r"\s*(?:这?(?:是)?为什么|哪个?环节|问题出在哪|why\b)[^\n]*$"
    r"|\n\s*(?:[这那][条个句]?(?:回答|案例)?(?:是)?)?(?:怎么|哪里|哪儿)(?:会)?[答说搞弄]?错[^\n]*$",
    re.IGNORECASE,
)


def parted(text: str, quoted: re.Pattern[str] | None = None) -> tuple[str, list[Passage]]:
    """The case without its labelled passages, and those; what is `quoted` holds no labels."""
    masked = quoted.sub(lambda found: "\ue000" * len(found[0]), text) if quoted else text
    labels = list(_LABEL.finditer(masked))
    rest: list[str] = []
    texts: list[str] = []
    at = 0
    for label in labels:
        following = [one.start() for one in labels if one.start() >= label.end()]
        if after := _NEXT.search(masked, label.end()):
            following.append(after.start())
        end = min(following, default=len(text))
        rest.append(text[at : label.start()].rstrip() + "\n")
        texts += items_of(text[label.end() : end])
        at = end
    return "".join([*rest, text[at:]]), passages_of(texts)


def passages_of(texts: list[str]) -> list[Passage]:
    """Pasted texts as passages, by their own ids where all have one of their own.

    >>> [one.id for one in passages_of(["[kb-1] It opens at nine.", "[kb-2] It shuts at six."])]
    ['kb-1', 'kb-2']
    """
    named = [found for one in texts if (found := _ID.match(one))]
    if len(named) == len({one["id"] for one in named}) == len(texts):
        return [Passage(id=f["id"], text=f.string[f.end() :]) for f in named]
    return [Passage(id=f"p{n}", text=one) for n, one in enumerate(texts, start=1)]


def has_passages(text: str) -> bool:
    """Whether a text has labelled passages in it."""
    return _LABEL.search(text) is not None


def without_ask(text: str) -> str:
    r"""Passages without a question to us behind them.

    >>> without_ask("It opens at nine.\nWhy did this fail?")
    'It opens at nine.'
    """
    return _AFTER.sub("", text).strip()


def items_of(text: str) -> list[str]:
    """The passages of a list, or of paragraphs; else the text as the one that it is."""
    text = without_ask(text)
    lines = [line for line in text.split("\n") if line.strip()]
    listed = bool(lines) and all(_ITEM.match(line) or _ID.match(line) for line in lines)
    parts = (
        [one if _ID.match(one) else _ITEM.sub("", one, count=1) for one in lines]
        if listed
        else text.split("\n\n")
    )
    return [bare for one in parts if (bare := one.strip().strip('“”"「」『』'))]
