"""promptfoo: results of `promptfoo eval -o`, and test cases in YAML, JSON and CSV.

Read from promptfoo/promptfoo: `EvaluateResult` and `EvaluateSummaryV3` of `src/types/index.ts`,
commit 0011eb0 (version 3 of the summary; version 2 has the same results); `createOutputData` of
`src/util/output.ts`, 01535d6 (JSON, and a result a line as JSONL); `src/csv.ts`, 01b206c (tests).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.logs.values import count, number
from knowledge.logs.words import Asked, asked, said
from knowledge.records import Example, Score, TargetInfo
from tools.evals.interchange.assertions import from_short_form, wanted_of
from tools.evals.interchange.drafting import Draft, passages_of, recorded, score_of
from tools.evals.interchange.imported import Imported, Notes
from tools.evals.interchange.reading import Content, Row

_ERROR = 2
"""`ResultFailureReason.ERROR`: the call or the grading failed, which says nothing of the answer."""
_SHAPED = {"promptIdx", "testIdx", "provider"}
"""What every result has."""
_SPECIAL = "__"
"""What columns begin with that are no variable."""


def promptfoo(content: Content, file: str, notes: Notes) -> Imported | None:
    """What a promptfoo file holds; None for a file that is none."""
    draft = Draft("promptfoo", file, notes)
    if results := _results(content):
        return _run(results, draft)
    tests = _tests(content, notes)
    return _cases(tests, draft) if tests else None


def _results(content: Content) -> list[Row]:
    """The results of an output file, in any of its forms; empty for another file."""
    found: Any = content.whole
    if isinstance(found, Mapping):
        found = found.get("results")
        found = found.get("results") if isinstance(found, Mapping) else found
        rows = [
            Row(at, one)
            for at, one in enumerate(found if isinstance(found, list) else [], start=1)
            if isinstance(one, Mapping)
        ]
    else:
        rows = list(content.rows)
    return rows if any(one.fields.keys() >= _SHAPED for one in rows) else []


def _run(rows: Sequence[Row], draft: Draft) -> Imported:
    """A run for each prompt at each provider, as promptfoo tells them apart."""
    prompts: dict[str, set[str]] = {}
    for row in [one for one in rows if not one.fields.keys() >= _SHAPED]:
        draft.notes.row(row.number, "alone")
    rows = [one for one in rows if one.fields.keys() >= _SHAPED]
    for row in rows:
        prompts.setdefault(_provider(row.fields), set()).add(_prompt(row.fields))
    for row in rows:
        fields = row.fields
        case = _mapping(fields.get("testCase"))
        variables = _mapping(fields.get("vars")) or _mapping(case.get("vars"))
        if not variables:  # a prompt without a variable asks by itself
            variables = {"prompt": _mapping(fields.get("prompt")).get("raw")}
        example = _example(row.number, f"test-{fields.get('testIdx')}", variables, case, draft)
        if example is None:
            continue
        provider, prompt = _provider(fields), _prompt(fields)
        several = len(prompts[provider]) > 1
        target = recorded(f"{provider} · {prompt}" if several else provider, None, prompt=prompt)
        _outcome(row, target, example, draft)
    return draft.imported("promptfoo_results")


def _outcome(row: Row, target: TargetInfo, example: Example, draft: Draft) -> None:
    fields = row.fields
    response = _mapping(fields.get("response"))
    found = said(response.get("output"))
    answer = found.text
    draft.left(row.number, found.rest)
    tokens = _mapping(response.get("tokenUsage")) or _mapping(fields.get("tokenUsage"))
    is_error = fields.get("failureReason") == _ERROR
    error = fields.get("error") or response.get("error")
    # What came from promptfoo's cache took no time and no tokens of its own.
    is_cached = bool(response.get("cached"))
    latency = number(fields.get("latencyMs"))
    cost = number(response.get("cost"))
    draft.outcome(
        row.number,
        target,
        example,
        answer,
        error=error if is_error or answer is None else None,
        scores=_scores(fields, answer, None if not is_error else error or "error"),
        latency_ms=None if is_cached else latency,
        input_tokens=count(tokens.get("prompt")),
        output_tokens=count(tokens.get("completion")),
        cost_usd=cost if cost is not None else number(fields.get("cost")) or None,
    )


def _scores(fields: Mapping[str, Any], answer: str | None, failed: Any) -> dict[str, Score]:
    """Pass and score of the whole, the named metrics, and each unnamed assertion by its type."""
    grading = _mapping(fields.get("gradingResult"))
    reason = grading.get("reason")
    if failed is not None:
        return {name: score_of(None, answer, failed) for name in ("pass", "score")}
    found = {
        "pass": score_of(fields.get("success"), answer, reason),
        "score": score_of(fields.get("score"), answer, reason),
    }
    components = grading.get("componentResults")
    named: dict[str, Any] = {}
    for one in components if isinstance(components, list) else ():
        assertion = _mapping(_mapping(one).get("assertion"))
        if metric := assertion.get("metric"):
            named[str(metric)] = _mapping(one).get("reason")
            continue
        kind = str(assertion.get("type") or "assertion")
        at, name = 1, kind
        while name in found:
            at += 1
            name = f"{kind} {at}"
        found[name] = score_of(_mapping(one).get("score"), answer, _mapping(one).get("reason"))
    for name, value in _mapping(fields.get("namedScores")).items():
        found[str(name)] = score_of(value, answer, named.get(str(name)))
    return found


def _tests(content: Content, notes: Notes) -> list[Row]:
    """The test cases of a configuration, a list of them, or a CSV; empty for another file."""
    if content.is_table:
        if not any(name.startswith("__expected") for row in content.rows for name in row.fields):
            return []
        return [Row(row.number, _from_csv(row.fields)) for row in content.rows]
    found = content.whole
    if not isinstance(found, Mapping):
        are_tests = [one for one in content.rows if isinstance(one.fields.get("vars"), Mapping)]
        return list(content.rows) if are_tests else []
    if "tests" not in found or not {"prompts", "providers", "targets"} & found.keys():
        return []
    tests = found["tests"] if isinstance(found["tests"], list) else [found["tests"]]
    default = _mapping(found.get("defaultTest"))
    rows = []
    for at, one in enumerate(tests, start=1):
        if isinstance(one, str):
            notes.row(at, "elsewhere", name=one[:120])
        elif isinstance(one, Mapping):
            rows.append(Row(at, _with_default(one, default)))
        else:
            notes.row(at, "no_object")
    return rows


def _with_default(test: Mapping[str, Any], default: Mapping[str, Any]) -> dict[str, Any]:
    """A test case with what all of them share, as promptfoo joins them."""
    return {
        **default,
        **test,
        "vars": {**_mapping(default.get("vars")), **_mapping(test.get("vars"))},
        "assert": [*(default.get("assert") or []), *(test.get("assert") or [])],
    }


def _from_csv(fields: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "vars": {k: v for k, v in fields.items() if not k.startswith(_SPECIAL)},
        "assert": [
            from_short_form(cell)
            for name, cell in fields.items()
            if name.startswith("__expected") and cell.strip()
        ],
    }
    for name in ("description", "providerOutput"):
        if told := fields.get(f"{_SPECIAL}{name}"):
            made[name] = told
    return made


def _cases(rows: Sequence[Row], draft: Draft) -> Imported:
    for at, row in enumerate(rows):
        variables = _mapping(row.fields.get("vars"))
        # The place from 0, which is what the results of these tests go by.
        _example(row.number, f"test-{at}", variables, row.fields, draft)
    return draft.imported("promptfoo_tests")


def _example(
    row: int, id_: str, variables: Mapping[str, Any], case: Mapping[str, Any], draft: Draft
) -> Example | None:
    wanted = wanted_of(case.get("assert"), variables, row, draft.notes)
    # `context` is the variable that promptfoo's own assertions on retrieval go by.
    question = asked({name: one for name, one in variables.items() if name != "context"} or None)
    segment = draft.segment(
        row, question.rest, _mapping(case.get("metadata")), {"description": case.get("description")}
    )
    output = said(case.get("providerOutput"))
    return draft.example(
        row,
        id_,
        Asked(question.query, question.history, lost=question.lost),
        reference=wanted.reference,
        answer=output.text,
        passages=passages_of(variables.get("context")),
        constraints=wanted.constraints,
        expect="\n".join(wanted.expect),
        segment=segment,
    )


def _provider(fields: Mapping[str, Any]) -> str:
    provider = fields.get("provider")
    if isinstance(provider, Mapping):
        return str(provider.get("label") or provider.get("id") or "provider")
    return str(provider or "provider")


def _prompt(fields: Mapping[str, Any]) -> str:
    prompt = _mapping(fields.get("prompt"))
    told = str(prompt.get("label") or prompt.get("display") or "")
    # Without a label promptfoo calls a prompt by its text, which may be pages long.
    return " ".join(told.split())[:60] or f"prompt {fields.get('promptIdx')}"


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
