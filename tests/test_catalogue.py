"""The catalogue: what is known of offers, and what is not."""

import datetime as dt
from decimal import Decimal

import pytest

from knowledge.catalogue import Catalogue
from knowledge.language import Lang
from knowledge.offers.agreed import as_most_say
from knowledge.offers.doubt import without_doubtful_prices
from knowledge.offers.notes import notes
from knowledge.offers.own import speech_offers
from knowledge.offers.providers import maker_words, spoken_names
from knowledge.offers.quality import LIVEBENCH_DATE
from knowledge.records import Offer, Price, Usage


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.load()


def test_every_offer_is_there_once(catalogue: Catalogue) -> None:
    ids = [one.id for one in catalogue.offers]
    assert len(ids) == len(set(ids)) > 5_000
    assert all(one.source and one.as_of for one in catalogue.offers)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("gpt-5 mini", "openai/gpt-5-mini"),
        ("GPT-5-mini", "openai/gpt-5-mini"),
        ("DeepSeek", "deepseek/"),
        ("通义千问", "alibaba-cn/qwen"),
        ("Claude Sonnet", "anthropic/claude-sonnet"),
        ("cosyvoice", "aliyun/cosyvoice-v2"),
    ],
)
def test_a_model_is_found_as_people_call_it(catalogue: Catalogue, words: str, first: str) -> None:
    assert catalogue.find(words)[0].id.startswith(first)


@pytest.mark.parametrize("words", ["", "？？", "no such model at all"])
def test_what_is_not_there_is_not_found(catalogue: Catalogue, words: str) -> None:
    assert catalogue.find(words) == []


def test_a_price_of_nothing_is_unknown(catalogue: Catalogue) -> None:
    plans = [one for one in catalogue.offers if one.provider == "zai-coding-plan"]
    assert plans
    assert all(one.price == Price() for one in plans)
    assert not [one for one in catalogue.offers if one.price.input == 0 and one.price.output == 0]


def test_scores_go_to_the_model_that_they_were_measured_on(catalogue: Catalogue) -> None:
    mini = catalogue.offer("openai/gpt-4o-mini")
    assert mini
    names = {score.model.lower() for score in catalogue.qualities(mini)}
    assert names == {"gpt-4o-mini-2024-07-18"}
    scored = [one for one in catalogue.offers if catalogue.qualities(one)]
    assert len(scored) > 2_000
    assert all(score.date and score.source for score in catalogue.qualities(scored[0]))


def test_a_support_bot_on_a_small_model(catalogue: Catalogue) -> None:
    # 100,000 calls of 1,200 tokens in and 400 out at $0.25 and $2 a million:
    # 120 M × 0.25 = $30; 40 M × 2 = $80.
    offer = catalogue.offer("openai/gpt-5-mini")
    assert offer
    usage = Usage(calls=100_000, input_tokens=1_200, output_tokens=400)
    assert catalogue.cost(offer, usage) == Decimal("110")


def test_every_price_of_speech_names_where_it_was_read() -> None:
    offers = speech_offers()
    assert all(one.source and one.as_of for one in offers)
    assert not [one.id for one in offers if "unverified" in one.source]
    unread = {one.provider for one in offers if "could be read" in one.source}
    assert unread
    assert not [
        one.id for one in offers if one.provider in {"tencent", "iflytek"} and one.price.is_known
    ]


@pytest.mark.parametrize("model", ["qwen-plus", "qwen-flash", "qwen-max", "qwen-turbo"])
def test_a_maker_is_told_by_its_word_alone(catalogue: Catalogue, model: str) -> None:
    own = catalogue.offer(f"alibaba-cn/{model}")
    assert own
    assert own.is_first_party
    assert "qwen" in own.model.split()


def test_a_distilled_model_is_its_makers_and_not_its_teachers(catalogue: Catalogue) -> None:
    distilled = catalogue.offer("alibaba-cn/deepseek-r1-distill-qwen-32b")
    assert distilled
    assert not distilled.is_first_party


def test_a_resellers_price_too_good_to_be_true_is_put_aside(catalogue: Catalogue) -> None:
    makers = catalogue.offer("anthropic/claude-sonnet-4-5-20250929")
    cheap = catalogue.offer("qihang-ai/claude-sonnet-4-5-20250929")
    assert makers
    assert cheap
    stated = cheap.other_prices[0].price
    assert makers.price.input
    assert stated.input
    assert stated.input * 5 < makers.price.input
    assert cheap.price_doubtful
    assert catalogue.cost(cheap, Usage(input_tokens=1, output_tokens=1)) is None


def offered(provider: str, cost: str, **more: object) -> Offer:
    made = {"provider": provider, "provider_name": provider, "model_id": "m", "name": "M"}
    price = Price.model_validate({"input": cost, "output": cost})
    return Offer.model_validate(made | {"model": "m", "price": price, "source": "s"} | more)


@pytest.mark.parametrize(
    ("cost", "is_open", "is_doubtful"),
    [("1.9", False, True), ("2", False, False), ("0.1", True, False), ("11", False, False)],
)
def test_only_closed_models_far_below_their_makers_are_doubted(
    cost: str, is_open: bool, is_doubtful: bool
) -> None:
    maker = offered("maker", "10", is_first_party=True, open_weights=is_open)
    _, reseller = without_doubtful_prices([maker, offered("reseller", cost)])
    assert reseller.price_doubtful is is_doubtful
    assert reseller.price.is_known is not is_doubtful


def test_who_alone_calls_a_model_open_or_seeing_is_not_believed() -> None:
    maker = offered("maker", "10", is_first_party=True, open_weights=False, inputs=["text"])
    others = [offered(f"r{at}", "9", inputs=["text"]) for at in range(5)]
    alone = offered("alone", "1", open_weights=True, inputs=["text", "image"])
    *_, said = as_most_say([maker, *others, alone])
    assert (said.open_weights, said.inputs) == (False, frozenset(["text"]))
    *_, doubted = without_doubtful_prices([maker, *others, said])
    assert doubted.price_doubtful
    says_so = maker.model_copy(update={"inputs": frozenset(["text", "image"])})
    assert as_most_say([says_so, *others])[0].inputs == says_so.inputs


def test_a_model_that_thinks_does_so_at_every_reseller() -> None:
    maker = offered("maker", "10", is_first_party=True, reasoning=True)
    others = [offered(f"r{at}", "9", reasoning=True) for at in range(5)]
    *_, said = as_most_say([maker, *others, offered("alone", "1", reasoning=False)])
    assert said.reasoning


def test_a_closed_model_stays_doubted_where_one_host_calls_it_open(catalogue: Catalogue) -> None:
    cheap = catalogue.offer("qihang-ai/gemini-3-flash-preview")
    assert cheap
    assert cheap.price_doubtful


@pytest.mark.parametrize(
    "model_id",
    [
        "digitalocean/bge-m3",
        "digitalocean/all-mini-lm-l6-v2",
        "groq/meta-llama/llama-prompt-guard-2-22m",
    ],
)
def test_what_writes_nothing_is_no_language_model(catalogue: Catalogue, model_id: str) -> None:
    found = catalogue.offer(model_id)
    assert found
    assert found.kind != "chat"


def test_another_source_of_a_price_is_remembered_beside_ours(catalogue: Catalogue) -> None:
    differing = [one for one in catalogue.offers if one.other_prices and not one.price_doubtful]
    assert differing
    assert all(one.price.is_known for one in differing)
    assert {other.source.split()[0] for one in differing for other in one.other_prices} == {
        "genai-prices"
    }


def test_a_price_that_ours_lacks_is_taken_from_the_other_source(catalogue: Catalogue) -> None:
    filled = [one for one in catalogue.offers if one.price_source]
    assert filled
    assert all(one.price.is_known and one.price_source.startswith("genai") for one in filled)


@pytest.mark.parametrize(("lang", "word"), [("zh", "存疑"), ("en", "doubtful")])
def test_a_doubted_price_is_said_to_be_so(catalogue: Catalogue, lang: Lang, word: str) -> None:
    cheap = catalogue.offer("qihang-ai/claude-sonnet-4-5-20250929")
    assert cheap
    first = notes(cheap, lang)[0]
    assert word in first
    assert "$0.43 / $2.14" in first, "what was stated is told"


def test_relays_are_somewhere_unknown(catalogue: Catalogue) -> None:
    relays = {"openrouter", "huggingface", "vercel", "302ai", "requesty", "sap-ai-core"}
    offers = [one for one in catalogue.offers if one.provider in relays]
    assert {one.provider for one in offers} == relays
    assert all(one.regions is None for one in offers)


def test_what_is_known_of_a_registration_says_from_where(catalogue: Catalogue) -> None:
    facts = {fact for one in catalogue.offers for fact in one.compliance}
    assert facts
    assert all("2023-08-31" in fact and "reprint" in fact for fact in facts)
    assert not [one for one in catalogue.offers if one.compliance and "qwen" in one.model.split()]


def test_names_that_a_text_may_use_are_in_one_place() -> None:
    assert {"claude", "qwen", "通义千问", "gpt", "openai"} <= set(spoken_names())
    assert not {"step", "speech", "fun"} & set(spoken_names())
    assert set(maker_words()) >= {"step", "o3"}


def test_scores_are_dated_as_their_board_dates_them(catalogue: Catalogue) -> None:
    dates: dict[str, set[tuple[dt.date | None, bool]]] = {}
    for offer in catalogue.offers:
        for one in catalogue.qualities(offer):
            dates.setdefault(one.source, set()).add((one.date, one.is_month_only))
    assert dates["LiveBench"] == {(LIVEBENCH_DATE, False)}
    assert dates["LMArena"] == {(dt.date(2025, 8, 1), True)}
    assert dates["Vectara"] == {(dt.date(2026, 3, 1), True)}
    assert len(dates["Aider polyglot"]) > 10
    assert not any(is_month for _, is_month in dates["Aider polyglot"])


def test_speech_is_paid_by_the_character_in_yuan(catalogue: Catalogue) -> None:
    # 3,000 scripts of 180 Chinese characters at ¥2 for 10,000 letters, of which a Chinese one is
    # two: 540,000 × 2 × 2 / 10,000 = ¥216.
    offer = catalogue.offer("aliyun/cosyvoice-v2")
    assert offer
    assert offer.price.currency == "CNY"
    assert catalogue.cost(offer, Usage(calls=3_000, characters=180)) == Decimal("216")


def test_subtitles_are_paid_by_the_minute(catalogue: Catalogue) -> None:
    # 2,000 clips of 1.5 minutes at $0.006: 3,000 × 0.006 = $18.
    offer = catalogue.offer("openai/whisper-1")
    assert offer
    assert catalogue.cost(offer, Usage(calls=2_000, minutes=1.5)) == Decimal("18")


@pytest.mark.parametrize(
    ("maker", "model"),
    [
        ("google", "gemini"),
        ("谷歌", "gemini"),
        ("OpenAI", "gpt"),
        ("阿里", "qwen"),
        ("Meta", "llama"),
    ],
)
def test_a_maker_is_meant_with_its_models_at_any_reseller(maker: str, model: str) -> None:
    found = Catalogue.load().find(maker)
    elsewhere = [one for one in found if not one.is_first_party and model in one.name.lower()]
    assert elsewhere
