"""A team's own product, by its stages: asked by evaluations, replayed to prove a cause."""

import asyncio
import json
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from tool_deps import called, deps_of

from knowledge.errors import BadInput
from knowledge.records import Example, Passage, Trace, Understood
from knowledge.workspace import Workspace
from tools.diagnose_case import diagnose_case
from tools.diagnosis.engine import diagnose
from tools.evals.targets.named import FILE, Targets, described_in
from tools.evals.targets.stages import StagedTarget, StagesDescription
from tools.evals.targets.target import CallFailed
from tools.fix_rates import fix_rates
from tools.intervention.experiment import intervene
from tools.intervention.markdown import proof_markdown
from tools.intervention.staged import StageFailed

REFUNDS = {"id": "refunds", "text": "Refunds are paid within seven days of the request."}
PARKING = {"id": "parking", "text": "Visitors park in the yard behind the building."}
FAILED = Trace(
    id="own-1",
    query="How long does a refund take?",
    answer="Visitors park in the yard behind the building.",
    reference="Refunds are paid within seven days.",
    version="v7",
    intent={"name": "ask_help"},
    rewritten_query="parking for visitors",
    retrieved=[Passage(**PARKING, used=True)],
)
"""The product searched for something else than was asked; it has been mended since."""

CODE = """
calls = []

def understand(query, history):
    calls.append("understand")
    return {"intent": {"name": "ask_help"}, "rewritten_query": query}

def retrieve(query, rewritten_query):
    calls.append("retrieve")
    refunds = {"id": "refunds", "text": "Refunds are paid within seven days of the request."}
    parking = {"id": "parking", "text": "Visitors park in the yard behind the building."}
    return [parking if "parking" in (rewritten_query or query) else refunds]

async def generate(retrieved, run, **others):
    calls.append("generate")
    return retrieved[0]["text"] if retrieved else "There is nothing about that in the documents."

def odd(query):
    return {"hits": []}

def broken(query):
    raise RuntimeError("the index is gone")
"""
STAGES = {name: f"own_product:{name}" for name in ("understand", "retrieve", "generate")}


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The team's module, importable."""
    (tmp_path / "own_product.py").write_text(CODE)
    monkeypatch.syspath_prepend(tmp_path)
    yield None
    sys.modules.pop("own_product", None)


def target(**more: Any) -> StagedTarget:
    described = StagesDescription.model_validate({"kind": "stages", **STAGES, **more})
    return StagedTarget("ours", described, allow_private=True, environ={"KEY": "secret"})


def proof(staged: StagedTarget, trace: Trace = FAILED) -> Any:
    return intervene(trace, diagnose(trace, lang="en"), staged, lang="en")


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize("repeats", [1, 3])
def test_the_stage_that_broke_is_proven(repeats: int) -> None:
    found = proof(target(repeats=repeats))
    assert found.cause == "intent"
    anew = next(arm for arm in found.arms if arm.name == "understood_anew")
    assert (anew.before.count, anew.after.count) == (0, repeats)
    assert anew.low is not None
    assert anew.low > 0
    told = proof_markdown(found, diagnose(FAILED, lang="en"), "en")
    assert ("+100 (" in told) == (repeats > 1), "one run is the whole truth without chance"


@pytest.mark.usefixtures("own")
def test_an_evaluation_gets_all_that_the_stages_tell() -> None:
    trace = asyncio.run(target(version="v7").ask(Example(id="e", query=FAILED.query), "run/e"))
    assert (trace.version, trace.rewritten_query) == ("v7", FAILED.query)
    assert trace.retrieved == [Passage(**REFUNDS, used=True)]
    assert trace.answer == REFUNDS["text"]
    with pytest.raises(CallFailed, match="retrieve: RuntimeError: the index is gone"):
        asyncio.run(target(retrieve="own_product:broken").ask(Example(id="e", query="q"), "run/e"))


class Stages(BaseHTTPRequestHandler):
    """Three stages; every other answer is wrong, and some fail, which is chance."""

    failing = 0

    def do_POST(self) -> None:
        given = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        stage = self.path.strip("/")
        allowed = self.headers["Authorization"] == "Bearer secret"
        status, reply = (200, self._made(stage, given)) if allowed else (401, {})
        if stage == "generate" and given["run"] < self.failing:
            status, reply = 503, {"error": "overloaded"}
        body = json.dumps({"data": reply}).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    @staticmethod
    def _made(stage: str, given: Mapping[str, Any]) -> Mapping[str, Any]:
        if stage == "understand":
            return {"rewritten_query": given["query"]}
        if stage == "retrieve":
            return {"retrieved": [PARKING if "parking" in given["rewritten_query"] else REFUNDS]}
        found = given["retrieved"][0]["text"]
        return {"answer": found if given["run"] % 2 == 0 else "Ask somebody else, please."}


@contextmanager
def service(failing: int = 0) -> Iterator[dict[str, Any]]:
    handler = type("Handler", (Stages,), {"failing": failing})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}"
    headers = {"Authorization": "Bearer ${KEY}"}
    try:
        yield {
            name: {"url": f"{url}/{name}", "headers": headers, "result": "data"} for name in STAGES
        }
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_service_with_chance_is_proven_by_its_intervals() -> None:
    with service() as stages:
        ours = target(**stages, repeats=12)
        assert "secret" not in ours.info.model_dump_json()
        found = proof(ours)
        anew = next(arm for arm in found.arms if arm.name == "understood_anew")
        assert (anew.before.count, anew.after.count) == (0, 6), "as often as chance lets it"
        assert found.cause == "intent"
        few = proof(target(**stages, repeats=2))
        assert few.cause == "undetermined", "one of two is no proof"


def test_a_run_that_fails_is_counted_neither_way() -> None:
    with service(failing=4) as stages:
        found = proof(target(**stages, repeats=12))
        anew = next(arm for arm in found.arms if arm.name == "understood_anew")
        assert (anew.after.count, anew.after.of) == (4, 8)
    with service(failing=12) as stages:
        found = proof(target(**stages, repeats=12))
        assert found.cause == "undetermined"
        told = proof_markdown(found, diagnose(FAILED, lang="en"), "en")
        assert "None of the answers" in told


@pytest.mark.parametrize(
    ("stage", "call", "reason"),
    [
        ("retrieve", "own_product:broken", "the index is gone"),
        ("retrieve", "own_product:odd", "no `retrieved`"),
        ("generate", "own_product:calls", "not callable"),
        ("generate", "own_product:nothing", "nothing"),
        ("understand", "json:JSONEncoder", "intent"),
    ],
)
@pytest.mark.usefixtures("own")
def test_a_stage_that_gives_nothing_is_named(stage: str, call: str, reason: str) -> None:
    ours = target(**{stage: call})
    with pytest.raises((StageFailed, BadInput), match=reason):
        ours.generate(
            FAILED.query,
            ours.understand(FAILED.query, []),
            ours.retrieve(FAILED.query, Understood(None, None), {}),
            {},
            0,
        )


def test_a_private_address_is_refused_unless_it_is_meant() -> None:
    stages = {name: {"url": "http://127.0.0.1:9/x"} for name in STAGES}
    described = StagesDescription.model_validate({"kind": "stages", **stages})
    with pytest.raises(BadInput, match=r"127\.0\.0\.1"):
        StagedTarget("ours", described).check()


def written(workspace: Workspace, text: str) -> None:
    (workspace.home / FILE).write_text(text, encoding="utf-8")


OURS = "targets:\n  ours: {{kind: stages, {stages}, version: v7}}\n"


@pytest.mark.usefixtures("own")
def test_a_case_is_proven_and_asked_again_in_the_chat(workspace: Workspace) -> None:
    listed = ", ".join(f'{name}: "{call}"' for name, call in STAGES.items())
    written(workspace, OURS.format(stages=listed))
    workspace.events.append([FAILED])
    deps = deps_of(workspace, "en")
    text, artifact = called(diagnose_case, deps, case_id="own-1", part="prove")
    assert "The replay proves it" in text
    assert artifact["replayable"]
    text, artifact = called(diagnose_case, deps, case_id="own-1", part="rerun")
    assert [one["version"] for one in artifact["reruns"]] == ["v7"]
    assert "it comes out well: v7" in text
    calls = sys.modules["own_product"].calls
    calls.clear()
    case = (FAILED, diagnose(FAILED, lang="en"))
    assert fix_rates(deps, [case], lambda *_: None) == {}
    assert calls == [], "nobody's product is called unasked"


def test_without_stages_the_way_to_have_them_is_told(workspace: Workspace) -> None:
    workspace.events.append([FAILED])
    with pytest.raises(BadInput, match=r"targets\.yaml"):
        called(diagnose_case, deps_of(workspace, "en"), case_id="own-1", part="prove")
    written(workspace, "targets: {ours: {kind: stages}}")
    _, artifact = called(diagnose_case, deps_of(workspace, "en"), case_id="own-1")
    assert not artifact["replayable"]
    with pytest.raises(BadInput, match="retrieve: Field required"):
        called(diagnose_case, deps_of(workspace, "en"), case_id="own-1", part="prove")


@pytest.mark.usefixtures("own")
def test_the_version_of_the_trace_comes_first(workspace: Workspace) -> None:
    listed = ", ".join(f'{name}: "{call}"' for name, call in STAGES.items())
    lines = [f"  {v}: {{kind: stages, {listed}, version: {v}}}" for v in ("v6", "v7", "v8")]
    written(workspace, "\n".join(["targets:", *lines]))
    targets = Targets(
        described_in(workspace.home / FILE), {}, retrieve=lambda *_: (), priced=lambda *_: None
    )
    assert next(iter(targets.staged("v7"))) == "v7"
    assert set(targets.staged(None)) == {"v6", "v7", "v8"}
    assert targets.open("v6").info.kind == "stages"
