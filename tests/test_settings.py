from pathlib import Path

import pytest

from knowledge.errors import BadInput
from knowledge.settings import Settings


def test_defaults_need_nothing() -> None:
    settings = Settings.load(environ={})
    assert settings.mind == "planner"
    assert settings.home == Path("~/.casebook").expanduser()
    assert settings.demo


def test_argument_beats_environment_beats_default(tmp_path: Path) -> None:
    environ = {"CASEBOOK_HOME": "/elsewhere", "CASEBOOK_MODEL": "openai:deepseek-chat"}
    settings = Settings.load(home=tmp_path, environ=environ)
    assert settings.home == tmp_path
    assert settings.mind == "deepseek-chat"
    assert Settings.load(model="planner", environ=environ).mind == "planner"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CASEBOOK_MODEL", "gpt"),
        ("CASEBOOK_MODEL", "openai:"),
        ("CASEBOOK_MODEL_TIMEOUT", "soon"),
        ("CASEBOOK_MODEL_TIMEOUT", "-1"),
        ("CASEBOOK_DEMO", "perhaps"),
        ("CASEBOOK_EMBEDDINGS", "word2vec"),
        ("CASEBOOK_EMBEDDINGS", "local:"),
        ("CASEBOOK_CHROMA_URL", "chroma"),
    ],
)
def test_bad_value_is_named(name: str, value: str) -> None:
    with pytest.raises(BadInput) as error:
        Settings.load(environ={name: value})
    for lang in ("zh", "en"):
        assert name in error.value.text(lang)
        assert value in error.value.text(lang)


@pytest.mark.parametrize("value", ["minilm", "none", "openai:text-embedding-3-small", "local:a/b"])
def test_embeddings(value: str) -> None:
    assert Settings.load(environ={"CASEBOOK_EMBEDDINGS": value}).embeddings == value
    assert Settings.load(environ={}).embeddings == "minilm"
