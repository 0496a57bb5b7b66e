"""English verbs whose past no stemmer finds: "logs are kept" is about what "we keep logs" is."""

_PAST = (
    "begin began begun|break broke broken|bring brought|buy bought|catch caught|choose chose chosen"
    "|come came|deal dealt|draw drew drawn|fall fell fallen|feed fed|find found"
    "|forbid forbade forbidden|forget forgot forgotten|freeze froze frozen|give gave given"
    "|go went gone|grow grew grown|hide hid hidden|hold held|keep kept|know knew known|lead led"
    "|lose lost|make made|mean meant|meet met|overwrite overwrote overwritten|override overridden"
    "|pay paid|repay repaid|rewrite rewrote rewritten|run ran|sell sold|resell resold|seek sought"
    "|send sent|resend resent|show shown|speak spoke spoken|spend spent|stand stood|steal stole"
    " stolen|take took taken|teach taught|think thought|throw threw thrown"
    "|understand understood|undo undone|win won|withdraw withdrew withdrawn|withhold withheld"
    "|write wrote written"
)
BASE = {past: base for base, *pasts in map(str.split, _PAST.split("|")) for past in pasts}
"""Forms of the past by the verb. Those that are as often another word are left out: left, saw,
felt, rose, and built as in built-in."""
