"""Statements that deny each other, and right answers in like words."""

import pytest

from tools.claims.denial import denial, denied_by
from tools.claims.ground import Ground
from tools.claims.splitting import claims
from tools.claims.weighing import weigh

DENIED = [
    ("运费退不退？", "运费全部退还。", "退货时运费不退还，商品金额在7天内原路退回。"),
    ("特价机票能退票吗？", "特价机票可以退票。", "特价机票一经售出，不得退票，仅可改签一次。"),
    ("可以带宠物入住吗？", "可以带宠物入住。", "酒店禁止携带宠物入住，导盲犬除外。"),
    ("会议室能过夜用吗", "会议室可以过夜使用。", "会议室晚上十点后关闭，不能过夜使用。"),
    ("这款手表防水吗", "这款手表防水。", "这款手表不防水，请勿佩戴游泳。"),
    ("这款手表防水吗", "这款手表不防水。", "这款手表防水，游泳时可以佩戴。"),
    ("能用优惠券买礼品卡吗", "礼品卡支持使用优惠券购买。", "礼品卡不支持使用优惠券购买。"),
    ("孕妇能吃这个药吗", "孕妇可以服用本品。", "孕妇禁用本品。儿童须在成人监护下使用。"),
    ("实习生有年假吗", "实习生有年假。", "实习生没有年假，转正后每年5天。"),
    ("套餐能叠加吗", "两个套餐可以叠加使用。", "两个套餐无法叠加使用。"),
    ("疫苗接种后能洗澡吗", "接种当天可以洗澡。", "接种当天勿洗澡，次日可恢复正常。"),
    ("发票能重开吗", "发票可以重新开具。", "发票一经开出概不重新开具。"),
    ("图书馆周一开门吗", "图书馆周一不开放。", "图书馆周一开放，周二闭馆。"),
    ("免费版能导出PDF吗", "免费版可以导出PDF。", "只有专业版可以导出PDF，免费版不支持。"),
    ("定金退吗", "定金可以退。", "定金概不退还。"),
    ("需要预约吗", "不需要预约。", "参观需要提前预约。"),
    ("押金退吗？", "押金全额退还。", "押金在任何情况下均不予退还。"),
    (
        "Is the delivery fee refunded?",
        "The delivery fee is fully refunded.",
        "The delivery fee is not refunded; the price of the goods is paid back within 7 days.",
    ),
    (
        "Can I change a saver ticket?",
        "Saver tickets can be changed online.",
        "Saver tickets cannot be changed online or at the counter.",
    ),
    (
        "Are pets allowed?",
        "Pets are allowed in all rooms.",
        "Pets are never allowed in rooms, guide dogs excepted.",
    ),
    (
        "Is the old API supported?",
        "The old API is still supported.",
        "The old API is no longer supported since March.",
    ),
    ("Can guests park overnight?", "Guests can park overnight.", "Only staff can park overnight."),
    (
        "Is the watch waterproof?",
        "The watch is not waterproof.",
        "The watch is waterproof down to 30 metres.",
    ),
    (
        "Do interns get leave?",
        "Interns get paid leave.",
        "Interns get no paid leave; employees get 20 days.",
    ),
    (
        "Can vouchers be combined?",
        "Vouchers can be combined with sales.",
        "Vouchers can't be combined with sales.",
    ),
    (
        "Is the museum open on Mondays?",
        "The museum is open on Mondays.",
        "The museum is open every day except Mondays.",
    ),
    (
        "Does the free plan export PDF?",
        "The free plan exports PDF files.",
        "The free plan does not export PDF files.",
    ),
    ("Do I need a visa?", "You need a visa to enter.", "You need no visa to enter."),
    ("Are deposits refundable?", "Deposits are refundable.", "Deposits are non-refundable."),
    ("Do I have to book?", "You do not need to book in advance.", "You need to book in advance."),
    ("能带水杯进考场吗", "考生可以携带水杯进入考场。", "考生不得携带水杯进入考场。"),
    ("能带手机吗", "考生可携带手机。", "考生可携带透明水杯，不得携带手机。"),
    ("开封后能退吗", "开封后仍可退货。", "商品开封后不支持退货，质量问题除外。"),
    ("地铁里能吃东西吗", "地铁车厢内可以饮食。", "地铁车厢内禁止饮食。"),
    ("数据会卖给第三方吗", "我们会向第三方出售用户数据。", "我们不会向第三方出售用户数据。"),
    ("需要空腹吗", "抽血前不需要空腹。", "抽血前需要空腹8小时。"),
    ("这门课要考试吗", "这门课没有期末考试。", "这门课设期末考试，占总成绩60%。"),
    ("签证能加急吗", "签证可以加急办理。", "目前签证暂不受理加急办理。"),
    ("能异地还车吗", "支持异地还车。", "除合作门店外，不支持异地还车。"),
    ("收年费吗", "该卡收取年费。", "该卡免收年费。"),
    ("周末上班吗", "客服周末上班。", "客服周末不上班，工作日9点到18点在线。"),
    (
        "Can I bring water?",
        "Visitors may bring water into the gallery.",
        "Visitors may not bring water into the gallery.",
    ),
    ("Does it work offline?", "The app works offline.", "The app does not work offline."),
    (
        "Is smoking allowed?",
        "Smoking is allowed on balconies.",
        "Smoking is prohibited on balconies.",
    ),
    ("Do you store cards?", "We store your card number.", "We never store your card number."),
    (
        "Is the drug safe with alcohol?",
        "You can take the tablets with alcohol.",
        "Do not take the tablets with alcohol.",
    ),
    (
        "Can I cancel after a month?",
        "You can cancel after a month.",
        "You cannot cancel after a month.",
    ),
    ("Is breakfast included?", "Breakfast is included.", "Breakfast is not included in the price."),
    ("Is breakfast included?", "Breakfast is not included.", "Breakfast is included in the price."),
    (
        "Are children charged?",
        "Children are charged full price.",
        "Adults pay full price; children are not charged.",
    ),
    (
        "Is feature X available?",
        "Feature X is available on Linux.",
        "Feature X is unavailable on Linux.",
    ),
    (
        "Can managers approve?",
        "Any employee can approve expenses.",
        "Only managers can approve expenses.",
    ),
    ("Can trainees vote?", "Trainees can vote.", "Members vote each spring; trainees cannot."),
    (
        "Does the warranty cover water damage?",
        "The warranty covers water damage.",
        "The warranty covers all defects except water damage.",
    ),
    ("保修包括进水吗", "进水属于保修范围。", "保修范围不包括进水和人为损坏。"),
    ("能用微信登录吗", "可以用微信登录。", "可用手机号或邮箱登录，不支持微信登录。"),
    ("能带电脑吗", "不能带电脑。", "可以带电脑，不能带液体。"),
]
RIGHT = [
    ("运费退不退？", "运费不退还。", "退货时运费不退还，商品金额在7天内原路退回。"),
    ("运费退不退？", "运费不予退还。", "退货时运费不退还，商品金额在7天内原路退回。"),
    ("商品金额退吗", "商品金额原路退回。", "退货时运费不退还，商品金额在7天内原路退回。"),
    (
        "特价机票能退票吗？",
        "不可以，特价机票不得退票。",
        "特价机票一经售出，不得退票，仅可改签一次。",
    ),
    ("能改签吗", "特价机票可改签一次。", "特价机票一经售出，不得退票，仅可改签一次。"),
    ("宠物呢", "酒店不允许携带宠物入住。", "酒店禁止携带宠物入住，导盲犬除外。"),
    ("导盲犬可以入住吗", "导盲犬可以入住。", "酒店禁止携带宠物入住，导盲犬除外。"),
    ("这款手表防水吗", "这款手表不能防水。", "这款手表不防水，请勿佩戴游泳。"),
    ("儿童能用吗", "儿童须在成人监护下使用。", "孕妇禁用本品。儿童须在成人监护下使用。"),
    ("转正后年假几天", "转正后每年有5天年假。", "实习生没有年假，转正后每年5天。"),
    ("套餐能叠加吗", "两个套餐不能叠加使用。", "两个套餐无法叠加使用。"),
    ("会员能退吗", "会员可以随时取消。", "会员随时可取消，取消后不再扣费。"),
    ("谁能导出PDF", "专业版可以导出PDF。", "只有专业版可以导出PDF，免费版不支持。"),
    ("免费版能导出PDF吗", "免费版不能导出PDF。", "只有专业版可以导出PDF，免费版不支持。"),
    ("手续费多少", "7天内取消免手续费。", "7天内取消不收手续费，超过7天收10%。"),
    ("密码忘了怎么办", "点击忘记密码重新设置。", "如不记得密码，点击忘记密码重新设置即可。"),
    ("迟到影响吗", "迟到不超过10分钟不扣分。", "迟到10分钟以内不扣分。"),
    ("能过夜吗", "会议室晚上十点关闭，不能过夜。", "会议室晚上十点后关闭，不能过夜使用。"),
    ("退款吗", "未使用的券可以退款。", "券未使用的，可随时退款；已使用的不予退款。"),
    (
        "Is the delivery fee refunded?",
        "The delivery fee is not refunded.",
        "The delivery fee is not refunded; the price of the goods is paid back within 7 days.",
    ),
    (
        "Is the price refunded?",
        "The price of the goods is paid back within 7 days.",
        "The delivery fee is not refunded; the price of the goods is paid back within 7 days.",
    ),
    (
        "Can I change a saver ticket?",
        "No, saver tickets can't be changed.",
        "Saver tickets cannot be changed online or at the counter.",
    ),
    (
        "Is the old API supported?",
        "The old API is not supported any more.",
        "The old API is no longer supported since March.",
    ),
    ("Who can park overnight?", "Staff can park overnight.", "Only staff can park overnight."),
    (
        "Is the museum open on Tuesdays?",
        "The museum is open on Tuesdays.",
        "The museum is open every day except Mondays.",
    ),
    (
        "Is the museum open on Mondays?",
        "The museum is not open on Mondays.",
        "The museum is open every day except Mondays.",
    ),
    (
        "How many days do employees get?",
        "Employees get 20 days.",
        "Interns get no paid leave; employees get 20 days.",
    ),
    ("Are deposits refundable?", "Deposits cannot be refunded.", "Deposits are non-refundable."),
    (
        "Vouchers and sales?",
        "Vouchers cannot be combined with sales.",
        "Vouchers can't be combined with sales.",
    ),
    ("Must I sign up?", "You can browse without an account.", "No account is needed to browse."),
    (
        "What if I do not pay?",
        "The order is cancelled if you do not pay within 24 hours.",
        "Orders not paid within 24 hours are cancelled.",
    ),
    (
        "Can guests park overnight?",
        "Guests cannot park overnight.",
        "Only staff can park overnight.",
    ),
    ("能带水杯进考场吗", "考生可携带透明水杯。", "考生可携带透明水杯，不得携带手机。"),
    ("质量问题能退吗", "有质量问题可以退货。", "商品开封后不支持退货，质量问题除外。"),
    ("数据会卖给第三方吗", "我们不向第三方出售用户数据。", "我们不会向第三方出售用户数据。"),
    ("需要空腹吗", "抽血前需空腹。", "抽血前需要空腹8小时。"),
    ("这门课要考试吗", "这门课不设期末考试。", "这门课没有期末考试，以论文结课。"),
    ("合作门店能异地还车吗", "合作门店支持异地还车。", "除合作门店外，不支持异地还车。"),
    ("收年费吗", "该卡免年费。", "该卡不收年费。"),
    ("能不能开增值税发票", "可以开具增值税专用发票。", "可开具增值税专用发票，不能开具收据。"),
    ("是否可以退保", "犹豫期内可以退保。", "犹豫期内可以无损失退保，犹豫期后不能全额退保。"),
    (
        "Does it work offline?",
        "The app doesn't work offline.",
        "The app needs a connection and does not work offline.",
    ),
    ("Do you store cards?", "We do not store card numbers.", "We never store your card number."),
    (
        "When may I cancel?",
        "You can cancel within 14 days.",
        "You can cancel within 14 days. You cannot cancel after 14 days.",
    ),
    (
        "Are adults charged?",
        "Adults pay full price.",
        "Adults pay full price; children are not charged.",
    ),
    (
        "Can managers approve?",
        "Managers can approve expenses.",
        "Only managers can approve expenses.",
    ),
    ("Who can't vote?", "Trainees cannot vote.", "Members vote each spring; trainees cannot."),
    (
        "What about delays?",
        "If the train is late, you get half the price back.",
        "If the train is not on time, half the price is paid back.",
    ),
    ("Is it noisy?", "The fan makes no noise at night.", "At night the fan runs without noise."),
    (
        "Is parking free?",
        "Parking is free for guests.",
        "Parking is free for guests, not for visitors.",
    ),
    (
        "Is parking free for visitors?",
        "Parking is not free for visitors.",
        "Parking is free for guests, not for visitors.",
    ),
    (
        "Does the warranty cover defects?",
        "The warranty covers all defects.",
        "The warranty covers all defects except water damage.",
    ),
    (
        "Does the warranty cover water damage?",
        "The warranty does not cover water damage.",
        "The warranty covers all defects except water damage.",
    ),
    ("保修包括进水吗", "进水不在保修范围内。", "保修范围不包括进水和人为损坏。"),
    ("登录有几种方式", "可以用手机号登录。", "可用手机号或邮箱登录，不支持微信登录。"),
]


@pytest.mark.parametrize(("query", "answer", "passage"), DENIED)
def test_a_denial_that_only_one_of_them_has_contradicts(
    query: str, answer: str, passage: str
) -> None:
    assert denied_by(answer, claims(passage), query)


@pytest.mark.parametrize(("query", "answer", "passage"), RIGHT)
def test_a_right_answer_in_like_words_is_not_denied(query: str, answer: str, passage: str) -> None:
    assert denied_by(answer, claims(passage), query) is None


@pytest.mark.parametrize("passage", sorted({passage for *_, passage in DENIED + RIGHT}))
def test_nothing_denies_itself(passage: str) -> None:
    assert not [one for one in claims(passage) if denied_by(one, claims(passage))]


def test_the_place_in_the_claim_is_what_is_denied() -> None:
    found = denial("运费全部退还。", "退货时运费不退还")
    assert found is not None
    assert "运费全部退还。"[found.start : found.end] == "退还"


def test_a_short_claim_is_contradicted_where_faithfulness_weighs_it() -> None:
    (claim,) = weigh("运费全部退还。", Ground(["运费不退还，商品金额原路退回。"]))
    assert claim.verdict == "contradicted"
    assert [span.reason for span in claim.spans] == ["negation"]
