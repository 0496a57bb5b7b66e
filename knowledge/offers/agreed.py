"""What one reseller says of a model against all others who offer it.

Whether weights are open, whether a model sees pictures and whether it thinks first lies in the
model. What its maker never says and hardly any reseller does is a slip of that reseller's list.
"""

from collections import defaultdict
from collections.abc import Iterable

from knowledge.records.offer import Modality, Offer

ENOUGH = 5
"""So many offers of a model are needed to tell a slip from a fact."""
HARDLY_ANY = 0.2
"""A claim that a smaller share of the offers makes is a slip."""
_SEEN: tuple[Modality, ...] = ("image", "video", "audio", "pdf")


def as_most_say(offers: Iterable[Offer]) -> list[Offer]:
    """The offers in their order, without what hardly anybody claims of the same model."""
    offers = list(offers)
    models: dict[str, list[Offer]] = defaultdict(list)
    for one in offers:
        if one.kind == "chat":
            models[one.model].append(one)
    closed = {
        name
        for name, group in models.items()
        if _is_slip(group, [one for one in group if one.open_weights])
    }
    thinking = {
        name
        for name, group in models.items()
        if any(one.is_first_party and one.reasoning for one in group)
        and _is_slip(group, [one for one in group if one.reasoning is False])
    }
    unseen = {
        name: {
            kind for kind in _SEEN if _is_slip(group, [one for one in group if kind in one.inputs])
        }
        for name, group in models.items()
    }
    return [
        _put_right(one, closed, thinking, unseen) if one.kind == "chat" else one for one in offers
    ]


def _is_slip(group: list[Offer], claim: list[Offer]) -> bool:
    """Whether those of a group who claim something are alone with it."""
    if len(group) < ENOUGH or not claim or any(one.is_first_party for one in claim):
        return False
    return len(claim) < HARDLY_ANY * len(group)


def _put_right(
    one: Offer, closed: set[str], thinking: set[str], unseen: dict[str, set[Modality]]
) -> Offer:
    anew: dict[str, object] = {}
    if one.open_weights and one.model in closed:
        anew["open_weights"] = False
    if one.reasoning is False and one.model in thinking:
        anew["reasoning"] = True
    if slips := one.inputs & unseen[one.model]:
        anew["inputs"] = one.inputs - slips
    return one.model_copy(update=anew) if anew else one
