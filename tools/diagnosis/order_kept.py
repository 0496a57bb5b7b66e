"""Does a text keep to what its order, and the rules that it was made by, bound and ban?"""

from tools.diagnosis.facts import Facts
from tools.diagnosis.finding import Finding, clip
from tools.diagnosis.generation_findings import not_as_asked
from tools.diagnosis.order_bans import bans
from tools.diagnosis.order_lengths import too_long


def examine_order(facts: Facts) -> Finding | None:
    """The first thing that the text does not keep to; None where it keeps to all."""
    if facts.said.declined or not facts.said.answer:
        return None
    for ban in bans(facts):
        if ban.is_there:
            wanted = facts.say("stipulated.without", word=clip(ban.thing))
            return not_as_asked(facts, ban.words, wanted, ban.source)
    if over := too_long(facts.asked.query, facts.said.answer):
        count = facts.say("stipulated.most", count=over.high)
        unit = facts.say(f"stipulated.{over.form}")
        wanted = facts.say("stipulated.counted", unit=unit, wanted=count, got=over.got)
        return not_as_asked(facts, over.words, wanted, "query")
    return None
