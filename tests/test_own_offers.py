"""A team's own offers lie on top of the list, and the list is fetched anew when asked for."""

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from knowledge.catalogue import Catalogue
from knowledge.errors import BadInput
from knowledge.offers.refresh import refresh


def test_the_teams_own_offer_lies_on_top(tmp_path: Path) -> None:
    (tmp_path / "offers.yaml").write_text(
        "as_of: 2026-11-01\noffers:\n"
        "  - {provider: openai, model_id: gpt-5-mini, price: {input: '0.2', output: '1'}}\n"
        "  - {provider: ours, model_id: house-7b, open_weights: true, regions: [cn]}\n",
        encoding="utf-8",
    )
    catalogue = Catalogue.load(tmp_path)
    negotiated = catalogue.offer("openai/gpt-5-mini")
    assert negotiated
    assert negotiated.price.input == Decimal("0.2")
    assert negotiated.source == "offers.yaml"
    assert negotiated.inputs, "what the team leaves out stays as it was"
    assert negotiated.context
    assert catalogue.find("house-7b")[0].regions == {"cn"}


@pytest.mark.parametrize(
    "text",
    ["offers: 3", "- a", "offers:\n  - {provider: x, model_id: y, context: many}", "offers: [", ""],
)
def test_own_offers_that_cannot_be_read_are_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "offers.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=r"offers\.yaml"):
        Catalogue.load(tmp_path)


def listing(models: int) -> bytes:
    made = {
        f"m{at}": {
            "id": f"m{at}",
            "name": f"Model {at}",
            "cost": {"input": 1.5, "output": 3},
            "limit": {"context": 1000},
            "modalities": {"input": ["text"], "output": ["text"]},
        }
        for at in range(models)
    }
    return json.dumps({"p": {"id": "p", "name": "P", "models": made}}).encode()


@contextmanager
def serving(body: bytes) -> Iterator[str]:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/api.json"
    server.shutdown()
    server.server_close()


def test_the_list_is_fetched_when_asked_for(tmp_path: Path) -> None:
    with serving(listing(150)) as url:
        assert refresh(tmp_path, url, dt.date(2026, 11, 25)) == 150
    offer = Catalogue.load(tmp_path).offer("p/m7")
    assert offer
    assert offer.price.input == Decimal("1.5")
    assert offer.as_of == dt.date(2026, 11, 25)


@pytest.mark.parametrize("body", [b"<html>", b"[]", b"{}", listing(3), b'{"p": {"models": 1}}'])
def test_what_is_no_list_changes_nothing(tmp_path: Path, body: bytes) -> None:
    with serving(body) as url, pytest.raises(BadInput, match="no list"):
        refresh(tmp_path, url, dt.date(2026, 11, 25))
    assert not list(tmp_path.iterdir())


def test_who_is_offline_is_told(tmp_path: Path) -> None:
    with serving(b"") as url:
        pass
    with pytest.raises(BadInput, match="cannot be reached"):
        refresh(tmp_path, url, dt.date(2026, 11, 25))
