from knowledge.records import Chunk
from knowledge.retrieval.glossary import OTHER_NAME_WEIGHT, Glossary, common_pairs, pairs_in
from knowledge.retrieval.lexical import LexicalIndex
from knowledge.tokens import terms


def chunk(text: str, doc_id: str = "glossary.zh.md") -> Chunk:
    return Chunk(id=f"{doc_id}#0", doc_id=doc_id, title="词表", text=text, lang="zh")


def test_pairs_come_from_the_table_whatever_the_order_of_its_columns() -> None:
    zh_first = (
        "| 术语 | English | 说明 |\n|---|---|---|\n| 点踩率 / 差评率 | downvote rate | 比例 |"
    )
    en_first = "| Term | 中文 | Note |\n|---|---|---|\n| Top-k (depth) | 召回深度 | 说明 |"
    assert list(pairs_in([chunk(zh_first)])) == [
        ("点踩率", "downvote rate"),
        ("差评率", "downvote rate"),
    ]
    assert ("召回深度", "Top-k") in list(pairs_in([chunk(en_first)]))


def test_other_documents_and_other_tables_give_none() -> None:
    assert not list(pairs_in([chunk("| 术语 | English |\n|---|---|\n| 甲 | a |", "pricing.md")]))
    assert not list(pairs_in([chunk("| 术语 | 说明 |\n|---|---|\n| 甲 | 第一个 |")]))


def test_the_longest_name_wins_and_other_names_weigh_less() -> None:
    glossary = Glossary([("adoption rate", "采纳率"), ("rate", "费率")])
    (concept,) = glossary.concepts(terms("adoption rate"))
    own, other = concept.wordings
    assert own.terms == tuple(terms("adoption rate"))
    assert other.terms == tuple(terms("采纳率"))
    assert own.weight == 1
    assert other.weight == OTHER_NAME_WEIGHT


def test_the_best_name_counts_not_the_sum() -> None:
    index = LexicalIndex([["price"], ["price", "cost", "fee"], ["other"]])
    glossary = Glossary([("price", "cost"), ("price", "fee")])
    matches = index.match(glossary.concepts(["price"]))
    assert matches.coverage.tolist() == [1, 1, 0]
    assert matches.scores[1] < 2 * matches.scores[0]


def test_common_names_cross_over() -> None:
    index = LexicalIndex([terms("专业版的定价"), terms("母婴脚本")])
    matches = index.match(Glossary(common_pairs()).concepts(terms("how much is the pro plan")))
    assert matches.coverage[0] > 0.5
    assert matches.coverage[1] == 0
