"""Answers whose words and figures all stand in the passage, but belong to something else there."""

import pytest

from knowledge.language import language_of
from knowledge.records import Diagnosis, Passage, Trace
from tools.claims.bound.calendar import days_of, months_of
from tools.claims.bound.states import states
from tools.diagnosis.engine import diagnose

OTHERS = {
    "en": Passage(id="other", text="The gift shop sells postcards and maps of the old town."),
    "zh": Passage(id="other", text="纪念品商店出售明信片和老城地图。"),
}


def found(query: str, answer: str, passage: str) -> Diagnosis:
    lang = language_of(query)
    shown = [Passage(id="on it", text=passage), OTHERS[lang]]
    return diagnose(Trace(id="t", query=query, answer=answer, retrieved=shown), lang=lang)


HOURS = (
    "Opening hours: the gym is open from 6:00 to 22:00 on weekdays and from 8:00 to 18:00 at"
    " weekends."
)
PLANS = "Storage: Free accounts get 5 GB, Pro accounts 200 GB and Business accounts 2 TB."
TRASH = "Deleted files stay in the trash for 30 days; on Business they stay for 180 days."
CAPTAINS = "Captain Ida Lund commands the Nordstar; Captain Ole Berg commands the Seahawk."
ARRIVAL = "Check-in is from 14:00 and check-out is by 10:30."
GRANT = "Edith Marlow founded the Marlow Grant. It is open to nurses. The deadline is 15 June."
PARKING = "Parking: the underground garage costs €20 per night; the outdoor lot is free."
SIGN_IN = "Two-step sign-in is required for admins and optional for members."
TOWELS = "Towels are included with Plus and Premium but not with Basic."
TOKENS = "When you revoke a token, requests that use it keep working for 10 minutes."
INVOICES = "To add your company go to Settings > Firm > Name. Sent offers cannot be edited."
FERRIES = "From April to September ferries leave at 7:15; from October to March at 8:00."
LIBRARY = "开放时间：周二至周五9:00—20:30，周六、周日9:00—18:00，周一闭馆。"
LENDING = "成人证押金100元，一次可借10册；少儿证免押金，一次可借6册。"
RETURNS = "签收后7天内可无理由退货，15天内可换货。"
HEADS = "财务部经理为陈若谷先生，市场部经理为苏明远女士。"
POOL = "泳池对住客免费开放，健身房需收费，每次50元。"
PARCELS = "省内件1至2天送达，跨省件2至4天送达，偏远地区5至7天送达。"
LICENCE = "取得驾驶资格证书的，在取得证书的当月一次性补贴900元。"
VOUCHER = "礼品卡可转赠；到期后余额须一次用完，不能延期。"


@pytest.mark.parametrize(
    ("query", "answer", "passage"),
    [
        ("What time does the gym close on Sundays?", "The gym closes at 22:00 on Sundays.", HOURS),
        ("How much storage does Pro have?", "Pro accounts get 2 TB.", PLANS),
        (
            "How long do files stay on Business?",
            "On Business, deleted files stay in the trash for 30 days.",
            TRASH,
        ),
        (
            "Who is captain of the Seahawk?",
            "Captain Ida Lund commands the Seahawk.",
            CAPTAINS,
        ),
        ("By when do we have to check out?", "Check-out is by 14:00.", ARRIVAL),
        ("When is the Marlow deadline?", "The deadline is 15 May.", GRANT),
        ("What is parking outdoors?", "The outdoor lot costs €20 per night.", PARKING),
        (
            "Do members need two-step sign-in?",
            "Two-step sign-in is required for members.",
            SIGN_IN,
        ),
        ("Are towels included with Basic?", "Yes, towels are included with Basic.", TOWELS),
        (
            "If I revoke a token, does it stop at once?",
            "Yes, requests that use a revoked token stop working immediately.",
            TOKENS,
        ),
        (
            "Can I still edit an offer that was sent?",
            "Sure, sent offers can be edited under Settings > Firm > Name.",
            INVOICES,
        ),
        ("周日几点闭馆", "周日20:30闭馆。", LIBRARY),
        ("周一开放吗", "周一正常开放。", LIBRARY),
        ("少儿证一次借几本", "少儿证一次可借10册。", LENDING),
        ("多少天内可以换货", "签收后7天内可以换货。", RETURNS),
        ("市场部经理是谁", "市场部经理是陈若谷先生。", HEADS),
        ("健身房收费吗", "健身房对住客免费开放。", POOL),
        ("跨省几天送达", "跨省件1至2天送达。", PARCELS),
        ("考了驾照能补多少", "取得驾驶资格证书的，当月可以一次性补贴1200元。", LICENCE),
        ("礼品卡到期能延期吗", "可以的，礼品卡到期后支持延期，最长12个月。", VOUCHER),
    ],
)
def test_a_value_of_something_else_is_a_contradiction(
    query: str, answer: str, passage: str
) -> None:
    end = found(query, answer, passage)
    assert (end.cause, end.subcause) == ("generation", "contradiction")
    assert any(claim.verdict == "contradicted" for claim in end.claims)
    told = next(stage for stage in end.stages if stage.stage == "generation")
    assert any(quote.text in passage for quote in told.quotes)


@pytest.mark.parametrize(
    ("query", "answer", "passage"),
    [
        ("What time does the gym close on Sundays?", "It closes at 6 pm on Sundays.", HOURS),
        ("How much storage does Pro have?", "Pro accounts come with 200 GB.", PLANS),
        (
            "How long do files stay on Business?",
            "On Business they are kept for 180 days.",
            TRASH,
        ),
        (
            "Who is captain of the Seahawk?",
            "The Seahawk is commanded by Captain Ole Berg.",
            CAPTAINS,
        ),
        ("When is the Marlow deadline?", "Applications close on June 15.", GRANT),
        ("What does the garage cost?", "The garage is €20 a night; outdoors is free.", PARKING),
        ("Are towels included with Plus?", "Yes, towels are included with Plus.", TOWELS),
        ("When do ferries leave in December?", "In December they leave at 8:00.", FERRIES),
        ("周日几点闭馆", "周日下午六点闭馆。", LIBRARY),
        ("周三开放吗", "周三正常开放。", LIBRARY),
        ("少儿证一次借几本", "少儿证每次最多借6册。", LENDING),
        ("多少天内可以换货", "签收后15天内都可以换货。", RETURNS),
        ("市场部经理是谁", "市场部的经理是苏明远女士。", HEADS),
        ("健身房收费吗", "健身房要收费，每次50元，泳池是免费的。", POOL),
        ("跨省几天送达", "跨省件3天左右送达。", PARCELS),
        ("礼品卡到期能延期吗", "礼品卡到期后延不了。", VOUCHER),
    ],
)
def test_the_right_one_of_several_values_is_no_contradiction(
    query: str, answer: str, passage: str
) -> None:
    end = found(query, answer, passage)
    assert end.subcause != "contradiction"
    assert not any(claim.verdict == "contradicted" for claim in end.claims)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The pool is not free.", [("cost", False)]),
        ("A free account", []),
        ("毛巾不收费", [("cost", True)]),
        ("周二不对外开放", [("open", False)]),
    ],
)
def test_a_denial_turns_a_state_round(text: str, told: list[tuple[str, bool]]) -> None:
    assert [(one.of, one.holds) for one in states(text)] == told


def test_days_and_months_are_those_of_ranges_and_groups() -> None:
    assert days_of("周五至周日") == days_of("Friday to Sunday") == {4, 5, 6}
    assert days_of("工作日") == days_of("on weekdays") == set(range(5))
    assert not days_of("3个工作日")
    assert months_of("November to February") == months_of("11月至2月") == {11, 12, 1, 2}
