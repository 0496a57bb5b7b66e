"""Settings: explicit argument first, then environment, then default."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import BadInput
from knowledge.vectors.chroma_url import server_address

PLANNER = "planner"
"""The name of the built-in planner, where a model's name is expected."""

MINILM = "minilm"
"""The name of the embedder that comes along."""
NO_EMBEDDINGS = "none"
"""Where an embedder's name is expected: there is to be none."""


@dataclass(frozen=True)
class Settings:
    """Everything that can be set, resolved once at start."""

    home: Path
    """The workspace folder (`CASEBOOK_HOME`, default `~/.casebook`)."""
    model: str = PLANNER
    """`planner`, or `openai:<name>` for an OpenAI-compatible service (`CASEBOOK_MODEL`)."""
    base_url: str | None = None
    """The service's address (`OPENAI_BASE_URL`); None for OpenAI's own."""
    api_key: str | None = None
    """The service's key (`OPENAI_API_KEY`); never written anywhere."""
    timeout: float = 60.0
    """Seconds to wait for the next token of a model (`CASEBOOK_MODEL_TIMEOUT`)."""
    embeddings: str = NO_EMBEDDINGS
    """What makes the vectors of documents (`CASEBOOK_EMBEDDINGS`, default `minilm`): `minilm`,
    `openai:<name>` for an OpenAI-compatible service, `local:<name>` for a model of fastembed's,
    or `none`."""
    chroma_url: str | None = None
    """The Chroma server that keeps them (`CASEBOOK_CHROMA_URL`); None for the workspace folder."""
    demo: bool = True
    """Whether a new workspace is filled with the demo product (`CASEBOOK_DEMO=0` for no)."""

    allow_private: bool = False
    """Whether evaluations may call private addresses (`CASEBOOK_ALLOW_PRIVATE=1` for yes)."""

    @classmethod
    def load(
        cls,
        *,
        home: Path | str | None = None,
        model: str | None = None,
        demo: bool | None = None,
        environ: Mapping[str, str] | None = None,
    ) -> "Settings":
        """Resolve the settings; raises BadInput for a value that cannot be used."""
        env = os.environ if environ is None else environ
        chosen_home = home if home is not None else env.get("CASEBOOK_HOME") or "~/.casebook"
        return cls(
            home=Path(chosen_home).expanduser().absolute(),
            model=_model(model if model is not None else env.get("CASEBOOK_MODEL")),
            base_url=env.get("OPENAI_BASE_URL") or None,
            api_key=env.get("OPENAI_API_KEY") or None,
            embeddings=_embeddings(env.get("CASEBOOK_EMBEDDINGS")),
            chroma_url=_chroma_url(env.get("CASEBOOK_CHROMA_URL")),
            timeout=_seconds("CASEBOOK_MODEL_TIMEOUT", env.get("CASEBOOK_MODEL_TIMEOUT")),
            demo=demo
            if demo is not None
            else _switch("CASEBOOK_DEMO", env.get("CASEBOOK_DEMO"), default=True),
            allow_private=_switch(
                "CASEBOOK_ALLOW_PRIVATE", env.get("CASEBOOK_ALLOW_PRIVATE"), default=False
            ),
        )

    @property
    def mind(self) -> str:
        """Which mind answers by default: `planner`, or the model's bare name."""
        return self.model.removeprefix("openai:")


def _model(value: str | None) -> str:
    if not value or value == PLANNER:
        return PLANNER
    if not value.startswith("openai:") or value == "openai:":
        raise BadInput("settings.model", value=value)
    return value


def _embeddings(value: str | None) -> str:
    if not value:
        return MINILM
    kind, _, name = value.partition(":")
    if value not in (MINILM, NO_EMBEDDINGS) and (kind not in ("openai", "local") or not name):
        raise BadInput("settings.embeddings", value=value)
    return value


def _chroma_url(value: str | None) -> str | None:
    if not value:
        return None
    server_address(value)
    return value


def _seconds(name: str, value: str | None) -> float:
    if not value:
        return Settings.timeout
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 3600:
        raise BadInput("settings.seconds", name=name, value=value)
    return seconds


def _switch(name: str, value: str | None, *, default: bool) -> bool:
    if not value:
        return default
    switches = {"0": False, "false": False, "no": False, "1": True, "true": True, "yes": True}
    if value.lower() not in switches:
        raise BadInput("settings.switch", name=name, value=value)
    return switches[value.lower()]
