"""The fourth stage: did the answer make the right thing of what it was given?"""

from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding
from tools.diagnosis.generation_findings import shown_by_itself
from tools.diagnosis.generation_grounded import examine_grounding
from tools.diagnosis.generation_made import examine_made
from tools.diagnosis.generation_written import examine_writing
from tools.diagnosis.kept_to import examine_stipulations
from tools.diagnosis.order_kept import examine_order


def examine_generation(facts: Facts) -> Finding:
    """Against its passages, beyond them, silent though they speak, or against a checkable wish."""
    if not facts.said.answer:
        return Finding("unknown", facts.say("evidence.generation.no_answer"))
    if found := shown_by_itself(facts):
        return found
    found = _examined(facts)
    missed = examine_stipulations(facts)
    if facts.asked.to_order:
        missed = examine_order(facts) or missed
    # What is counted or parsed is surer than a want of common words.
    return missed if missed and missed.confidence > found.confidence else found


def _examined(facts: Facts) -> Finding:
    if not facts.asked.creative:
        return examine_grounding(facts)
    return examine_writing(facts) if facts.asked.scripted else examine_made(facts)
