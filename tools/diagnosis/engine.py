"""The diagnosis: four stages in order, and the earliest fault that explains the failure."""

from knowledge.corpus import Corpus
from knowledge.language import Lang, language_of
from knowledge.records import Diagnosis, Product, Stage, StageVerdict, Trace
from tools.diagnosis.before_the_answer import before_the_answer
from tools.diagnosis.beside_verdict import agreeing, beside_verdict
from tools.diagnosis.by_reference import matches_reference
from tools.diagnosis.claimed import claims_of
from tools.diagnosis.conclusion import Conclusion, Findings
from tools.diagnosis.declined_well import asks_which, is_out_of_its_scope, says_what_is_unknown
from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding
from tools.diagnosis.fix import fix_of, priority_of, verify_of
from tools.diagnosis.generation import examine_generation
from tools.diagnosis.held_against import held_against_corpus
from tools.diagnosis.intent import examine_intent
from tools.diagnosis.needs import needs_of
from tools.diagnosis.note_kept import note_kept
from tools.diagnosis.query import examine_query
from tools.diagnosis.query_requests import leaves_a_request_out
from tools.diagnosis.reading import Reads
from tools.diagnosis.retrieval import examine_retrieval, rests_on_what_was_found
from tools.diagnosis.rules import Rules, default_rules
from tools.diagnosis.script import as_logged, in_one_script, names_in_one_script
from tools.diagnosis.second_look import second_look
from tools.diagnosis.system import examine_limit, examine_system
from tools.diagnosis.talk_turn import is_answered_in_kind
from tools.diagnosis.told_by_remark import told_by_remark
from tools.diagnosis.trust import sure_of
from tools.diagnosis.weighing import weighed

_SENSELESS = {"at_odds", "repeats"}
"""What makes a refusal as bad as an answer."""


def diagnose(
    trace: Trace,
    *,
    lang: Lang | None = None,
    corpus: Corpus | None = None,
    product: Product | None = None,
    rules: Rules | None = None,
    reads: Reads | None = None,
    with_claims: bool = True,
) -> Diagnosis:
    """Say which stage of `trace` failed, or that none did, or that the trace cannot tell.

    `corpus` is what the product retrieves from: with it a knowledge gap is told from a miss.
    `product` is what the team says of it: with that another name is told from another subject.
    `reads` is a chat model that reads the whole trace after the rules.
    Without claims it says the same in a third of the time: enough where nobody reads the answer.
    Total: any trace gets a diagnosis, in `lang`, or without one in the language of its query.
    Raises TypeError for what is no Trace; `tools.diagnosis.paste.case_from_json` makes one.
    """
    if not isinstance(trace, Trace):
        raise TypeError(
            f"diagnose takes a Trace, not a {type(trace).__name__};"
            " tools.diagnosis.paste.case_from_json makes one of a dict"
        )
    plain, said = in_one_script(trace), product or Product()
    if plain is not trace:
        said = names_in_one_script(said)
    docs = corpus.in_one_script if corpus else None
    facts = Facts(plain, lang or language_of(trace.query), rules or default_rules(), docs, said)
    found = _diagnosed(facts, reads, with_claims=with_claims)
    return found if plain is trace else as_logged(found, trace, corpus)


def examined(facts: Facts) -> tuple[Conclusion, Findings]:
    """What the rules say: the verdict, and what each stage shows."""
    findings: Findings = {
        "query": examine_query(facts),
        "intent": examine_intent(facts),
        "retrieval": examine_retrieval(facts),
        "generation": examine_generation(facts),
    }
    findings |= held_against_corpus(facts)
    named = told_by_remark(facts, findings)
    if named:
        findings[named[0]] = named[1]
    return conclude(facts, findings, named), findings


def _diagnosed(facts: Facts, reads: Reads | None, *, with_claims: bool) -> Diagnosis:
    end, findings = weighed(facts, *examined(facts))
    failed = ""
    if reads:
        end, findings, failed = second_look(facts, end, findings, reads)
    detail = end.finding.subcause if end.finding else None
    return Diagnosis(
        id=facts.trace.id,
        cause=end.cause,
        summary=_summary(facts, end),
        subcause=detail,
        confidence=None if end.confidence is None else round(end.confidence, 2),
        stages=[
            _verdict(stage, found)
            for stage, found in beside_verdict(facts, end.cause, findings).items()
        ],
        claims=agreeing(end.cause, claims_of(facts, findings["generation"])) if with_claims else [],
        fix=fix_of(facts, end.cause, end.finding),
        verify=verify_of(facts, end.cause, end.finding),
        priority=priority_of(facts, end.cause, end.finding),
        needs=needs_of(facts, end.cause, renamed=_is_open(findings["intent"]), failed=failed),
    )


def conclude(
    facts: Facts, findings: Findings, named: tuple[Stage, Finding] | None = None
) -> Conclusion:
    """The earliest fault that explains the failure; nothing is blamed for a good answer.

    `named` is what the reference says went wrong, which goes first.
    """
    if broken := examine_system(facts):
        return Conclusion("system", broken, broken.confidence)
    if named is None and _is_good(facts, findings):
        return Conclusion("none", None, _trust(facts, findings))
    if blamed := named or before_the_answer(facts, findings):
        return Conclusion(*blamed, blamed[1].confidence)
    if cut := examine_limit(facts):
        return Conclusion("system", cut, cut.confidence)
    if findings["generation"].verdict == "fault":
        found = findings["generation"]
        return Conclusion("generation", found, _unseen(facts) * found.confidence)
    return Conclusion("undetermined", None, None)


def _is_good(facts: Facts, findings: Findings) -> bool:
    """Whether the outcome is as it should be, whatever the stages did on the way."""
    if not facts.said.answer or findings["generation"].subcause in _SENSELESS:
        return False
    is_called_good = facts.said.remark == "fine"
    if facts.said.should_decline and not is_called_good:
        return facts.said.as_expected or is_answered_in_kind(facts.asked, facts.said)
    is_asked_badly = findings["query"].verdict == "fault" and facts.said.reference is None
    is_in_place = is_called_good or is_answered_in_kind(facts.asked, facts.said)
    if is_in_place or (is_asked_badly and facts.said.declined):
        return True
    if facts.said.reference is not None:
        as_noted = _is_made_well if facts.asked.creative else _is_answered_well
        return as_noted(facts, findings)
    if is_out_of_its_scope(facts) or asks_which(facts) or says_what_is_unknown(facts, findings):
        return True
    return _looks_good(facts, findings)


def _is_answered_well(facts: Facts, findings: Findings) -> bool:
    """Whether an answer says what the reference says, on all that was asked."""
    in_part = findings["query"].subcause == "two_topics" and leaves_a_request_out(facts)
    is_fault = findings["generation"].verdict == "fault"
    return not in_part and not is_fault and matches_reference(facts)


def _is_made_well(facts: Facts, findings: Findings) -> bool:
    """Whether a text that was made has what its note wants, or else looks good where none tells."""
    noted = note_kept(facts)
    if noted is None or not (noted.is_kept or noted.is_broken):
        return _looks_good(facts, findings)
    made = (findings["generation"].verdict, findings["retrieval"].verdict)
    return noted.is_kept and "fault" not in made


def _looks_good(facts: Facts, findings: Findings) -> bool:
    """Whether no stage shows a fault, and what was found and what was made of it are as needed."""
    if examine_limit(facts) or findings["generation"].verdict != "ok" or facts.said.declined:
        return False
    seen = [findings[stage].verdict for stage in ("query", "intent", "retrieval")]
    if "fault" in seen or _is_open(findings["intent"]):
        return False
    if facts.trace.retrieved is None and not facts.asked.creative:
        return True  # as the corpus has it
    if facts.asked.to_order:
        return True  # made from what was found, whatever that is called
    return findings["retrieval"].verdict == "ok" or rests_on_what_was_found(facts)


def _is_open(intent: Finding) -> bool:
    """Whether something was seen at the intent stage that may be a fault, and may not."""
    return intent.verdict == "unknown" and bool(intent.quotes)


def _trust(facts: Facts, findings: Findings) -> float:
    """How sure it is that an answer is good, 0 to 1: by what is fitted where passages tell; else
    by the reference, or by how many stages were seen to be in order.
    """
    if is_answered_in_kind(facts.asked, facts.said):
        return sure_of("talk")
    if facts.said.declined and facts.trace.reference is None and not facts.asked.creative:
        return sure_of("declined_well")
    if rests_on_passages(facts):
        return facts.sure("good")
    if facts.said.reference is not None and not facts.asked.creative:
        return 0.95
    known = sum(finding.verdict == "ok" for finding in findings.values())
    return 0.58 + 0.08 * known


def rests_on_passages(facts: Facts) -> bool:
    """Whether a good answer is one that says something from what was retrieved."""
    is_told = not facts.asked.creative and not facts.said.should_decline and not facts.said.declined
    return bool(facts.found.passages) and is_told


def _unseen(facts: Facts) -> float:
    """By how much less sure a fault of the last stage is where those before it were not logged."""
    return 0.85 if facts.trace.retrieved is None else 1.0


def _verdict(stage: Stage, finding: Finding) -> StageVerdict:
    return StageVerdict(
        stage=stage,
        verdict=finding.verdict,
        evidence=finding.evidence,
        quotes=[quote for quote in finding.quotes if quote.text],
    )


def _summary(facts: Facts, end: Conclusion) -> str:
    if end.finding is None:
        return facts.say(f"summary.{end.cause}")
    name = facts.say(f"subcause.{end.cause}.{end.finding.subcause}")
    return facts.say(f"summary.{end.cause}", kind=name)
