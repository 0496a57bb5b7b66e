"""Texts of other kinds than a product's own: other scripts, paraphrases, notices, sources named."""

import pytest

from knowledge.corpus import Corpus, Entry
from knowledge.lexicon.simplified import simplified
from knowledge.records import Passage, Product, Trace
from tools.diagnosis.courtesy import without_courtesy
from tools.diagnosis.engine import diagnose
from tools.diagnosis.trust import sure

BRIDGE = (
    "The Verrazzano-Narrows Bridge was designed by Othmar Ammann. Its towers lean away from each "
    "other because of the curvature of the Earth."
)
BEES = "A worker tells the others where food is by a dance, which Karl von Frisch decoded."
WRITER = "鮑勃·迪倫因為在美國歌曲傳統之上開創了新的詩歌表現手法，獲得二零一六年諾貝爾文學獎。"
PORT = "太湖溇港是湖州的水利工程，閘工在洪水來時把沿湖的閘門打開。"


def _passages(*texts: str) -> list[Passage]:
    return [Passage(id=f"p{at}", text=text) for at, text in enumerate(texts)]


def test_a_paraphrased_question_is_answered_by_the_passage_that_stands_out() -> None:
    trace = Trace(
        id="t",
        query="Who was the designer of the Verrazzano-Narrows Bridge?",
        retrieved=_passages(BEES, BRIDGE),
        answer="I could not find that in the documents.",
    )
    found = diagnose(trace, lang="en")
    assert (found.cause, found.subcause) == ("generation", "refusal")


def test_a_corpus_in_which_all_else_fits_as_well_makes_an_answer_less_likely() -> None:
    near = [Entry(id=f"n{at}", text=f"Hall {at} has a stage, seats and a bar.") for at in range(40)]
    corpus = Corpus([*near, Entry(id="b", text=BRIDGE)])
    ahead = corpus.standing("Who designed the Verrazzano bridge?", ["b"])
    among = corpus.standing("Which hall has a stage?", ["n1", "n2"])
    assert ahead is not None
    assert among is not None
    assert ahead.ahead > 0.9
    assert among.ahead == pytest.approx(0.5, abs=0.05)
    assert corpus.standing("hall", ["unknown"]) is None


def test_traditional_and_simplified_characters_are_compared() -> None:
    trace = Trace(
        id="t",
        query="鮑勃·迪倫為什麼能獲得諾貝爾文學獎？",
        retrieved=[Passage(id="w", text=simplified(WRITER)), *_passages(simplified(PORT))],
        answer="因為他開創了新的詩歌表現手法。",
    )
    found = diagnose(trace, lang="zh")
    assert found.cause == "none"
    assert found.claims[0].text == trace.answer
    assert found.claims[0].supported_by == ["w"]


def test_what_is_quoted_stands_in_the_characters_that_were_logged() -> None:
    trace = Trace(
        id="t",
        query="誰獲得諾貝爾文學獎？",
        retrieved=_passages(PORT),
        answer="閘工。",
        reference="鮑勃·迪倫",
    )
    corpus = Corpus([Entry(id="w", text=WRITER), Entry(id="p0", text=PORT)])
    found = diagnose(trace, lang="zh", corpus=corpus)
    assert (found.cause, found.subcause) == ("retrieval", "miss")
    quotes = {quote.source: quote.text for stage in found.stages for quote in stage.quotes}
    assert quotes["w"] in WRITER
    assert quotes["p0"] in PORT


def test_a_products_names_are_known_in_both_scripts() -> None:
    product = Product(names=(("寵物",), ("理財",)))
    trace = Trace(
        id="t",
        feature="script",
        query="寫一條寵物的短視頻腳本",
        rewritten_query="理財",
        answer="今天聊聊理財。",
    )
    assert diagnose(trace, lang="zh", product=product).cause == "intent"


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ("The answer: thirteen (per the documents).", "thirteen"),
        ("Managua. This comes from the provided sources.", "Managua."),
        ("Regarding “Who was it?”: Ammann", "Ammann"),
        ("答案：0.15米。（依据所给资料）", "0.15米。"),
        ("资料显示，马勒卡，以上供参考。", "马勒卡"),
        ("The source of the Nile is Lake Victoria.", "The source of the Nile is Lake Victoria."),
        ("资料室", "资料室"),
    ],
)
def test_what_an_answer_says_of_its_sources_is_left_out(answer: str, left: str) -> None:
    assert without_courtesy(answer, "Who was it?") == left


def test_what_has_expired_in_a_manual_does_not_make_the_manual_outdated() -> None:
    query = "会话过期后怎么登录？"
    manual = "如果会话已过期，请重新运行登录命令，会话会再建立。"
    retrieved = _passages(manual, PORT)
    trace = Trace(id="t", query=query, retrieved=retrieved, answer="重新运行登录命令。")
    assert diagnose(trace, lang="zh").cause == "none"
    notice = "本文档已过期。会话过期后，请重新运行登录命令。"
    trace = trace.model_copy(update={"retrieved": _passages(notice, PORT)})
    assert diagnose(trace, lang="zh").subcause == "stale"


def test_a_decimal_is_no_number_of_a_list() -> None:
    trace = Trace(
        id="t",
        query="石匾的厚度是多少？",
        retrieved=_passages("这块石匾长1.81米，宽0.38米，厚0.15米。"),
        answer="0.15米。",
        reference="0.15米",
    )
    assert diagnose(trace, lang="zh").cause == "none"


def test_an_answer_to_one_of_two_requests_is_no_good_answer() -> None:
    trace = Trace(
        id="t",
        query="Which Moscow station is the deepest? Also, who designed the Verrazzano bridge?",
        retrieved=_passages("The deepest station of Moscow, Park Pobedy, lies 84 metres down."),
        answer="Park Pobedy",
        reference="Park Pobedy\nOthmar Ammann",
    )
    found = diagnose(trace, lang="en")
    assert (found.cause, found.subcause) == ("query", "two_topics")


def test_a_verdict_is_less_sure_where_the_evidence_is_thin() -> None:
    assert sure("good", 0.9, 0.5, by_reference=False) > sure("good", 0.3, 0.5, by_reference=False)
    assert sure("miss", 0.1, 0.5, by_reference=False) > sure("miss", 0.5, 0.5, by_reference=False)
    assert sure("refusal", 0.6, 0.0, by_reference=True) > sure(
        "refusal", 0.6, 0.0, by_reference=False
    )
