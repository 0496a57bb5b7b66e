import subprocess
import sys

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from knowledge.vectors.embeddings import HashingEmbedder

EMBEDDER = HashingEmbedder()


def likeness(one: str, other: str) -> float:
    left, right = EMBEDDER.embed([one, other])
    return float(left @ right)


def test_likeness_follows_shared_words() -> None:
    assert likeness("企业版的价格", "企业版价格") > likeness("企业版的价格", "母婴脚本风格")
    assert likeness("pricing of the team plan", "team plan prices") > 0.5


def test_a_misspelling_is_still_near() -> None:
    assert likeness("subscription", "subscripton") > likeness("subscription", "retrieval") + 0.3


def test_vectors_are_the_same_in_another_process() -> None:
    code = (
        "from knowledge.vectors.embeddings import HashingEmbedder;"
        "print(HashingEmbedder().embed(['检索 retrieval'])[0].tobytes().hex())"
    )
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert other.stdout.strip() == EMBEDDER.embed(["检索 retrieval"])[0].tobytes().hex()


@given(st.text())
def test_any_text_gives_a_unit_vector(text: str) -> None:
    (vector,) = EMBEDDER.embed([text])
    assert vector.shape == (EMBEDDER.dimensions,)
    assert np.isclose(np.linalg.norm(vector), 1, atol=1e-4)
