"""The case everybody knows: a children's toy review that came back for adults, in two languages."""

import datetime as dt
import random
from dataclasses import dataclass, replace

from knowledge.demo.scriptmate.generate import Params
from knowledge.demo.scriptmate.product import ScriptMate
from knowledge.demo.scriptmate.understand import Version
from knowledge.demo.traffic.asks import Ask
from knowledge.demo.traffic.costs import cost_of
from knowledge.demo.traffic.faults.intent import wrong_audience
from knowledge.demo.traffic.needs import Need
from knowledge.demo.traffic.people import ZONE
from knowledge.demo.traffic.reactions import Act
from knowledge.demo.traffic.session import Happening
from knowledge.language import Lang

TOY_CASE_ZH = "t-001024"
"""The trace of 16 October, as the incident report tells it."""
TOY_CASE_EN = "t-001200"
"""Its English twin, two days after the release of v2."""


@dataclass(frozen=True)
class ToyCase:
    """What is fixed about the two cases; all else follows from the product."""

    id: str
    """The trace's id: its rank in time."""
    lang: Lang
    """The user's language."""
    query: str
    """The user's words."""
    time: dt.datetime
    """When the query came in."""
    version: Version
    """The version that answered."""
    platform: str
    """Where the user publishes."""
    user_id: str
    """The user, pseudonymous."""
    latency_ms: float
    """From query to answer."""
    rated_after: int
    """Seconds until the user rated it down."""
    reason: str
    """What the user gave as the reason."""
    search: str
    """The rewritten query that the misread audience led to."""
    params: Params
    """How it was generated."""


TOY_CASES = (
    ToyCase(
        id=TOY_CASE_ZH,
        lang="zh",
        query="生成一条30秒的儿童玩具测评脚本",
        time=dt.datetime(2026, 10, 16, 20, 47, 12, tzinfo=ZONE),
        version="v1",
        platform="xiaohongshu",
        user_id="u-7c1e03aa",
        latency_ms=4200,
        rated_after=118,
        reason="写给了别的人群：我要的是儿童玩具，怎么给我写成了大人解压玩的",
        search="成人解压玩具好物推荐脚本",
        params=Params(seed=1017),
    ),
    ToyCase(
        id=TOY_CASE_EN,
        lang="en",
        query="Write a 30-second children's toy review script",
        time=dt.datetime(2026, 10, 21, 15, 12, 40, tzinfo=ZONE),
        version="v2",
        platform="youtube_shorts",
        user_id="u-51b9d2f4",
        latency_ms=4730,
        rated_after=64,
        reason="written for other people: I asked for kids' toys and got office toys for adults",
        search="review script on desk toy for adults",
        params=Params(seed=1021),
    ),
)


def toy_happening(case: ToyCase, product: ScriptMate) -> Happening:
    """The case as it happened: the audience misread, then searched for, written, rated down."""
    topic = product.library.topic_by_id["building_blocks"]
    need = Need(
        lang=case.lang,
        intent="write_script",
        topic=topic,
        called="儿童玩具" if case.lang == "zh" else "children's toy",
        style="product_review",
        audience="children",
        seconds=30,
        platform=case.platform,
    )
    stated = frozenset({"topic", "style", "seconds", "audience"})
    ask = Ask(need, case.query, stated, (), case.params)
    rng = random.Random(case.id)  # noqa: S311 (no secret)
    misread = wrong_audience(ScriptMate("v1", product.library), ask, rng)
    if misread is None:
        raise RuntimeError(f"{case.id}: the query names no audience")
    understood = replace(misread.understanding, rewritten_query=case.search)
    run = product.run(case.query, params=case.params, understanding=understood)
    shown = case.time + dt.timedelta(milliseconds=case.latency_ms)
    rated = case.time + dt.timedelta(seconds=case.rated_after)
    return Happening(
        time=case.time,
        version=case.version,
        session_id=f"s-toy-{case.lang}",
        user_id=case.user_id,
        ask=ask,
        run=run,
        fault="wrong_audience",
        cost=replace(cost_of(run, case.version, rng), latency_ms=case.latency_ms),
        acts=(
            Act("shown", shown),
            Act("rated", rated, rating="down", reason=case.reason),
            Act("abandoned", rated + dt.timedelta(seconds=25)),
        ),
    )
