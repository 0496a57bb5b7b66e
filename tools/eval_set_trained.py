"""Whether a set holds what a training set of this workspace was made of."""

from collections.abc import Sequence

from knowledge.records import Example
from knowledge.texts import say, series
from tools.deps import Deps
from tools.evals.finetune.lineage import names_of


def trained_on(deps: Deps, examples: Sequence[Example]) -> list[str]:
    """A remark where traces of the set were exported for training, before it was built.

    The next training set leaves them out; a model that was trained on the earlier one must not be
    judged by them.
    """
    names = [set(names_of(one)) for one in examples]
    held: set[int] = set()
    sets: dict[str, None] = {}
    for newest in deps.datasets.all():
        for version in deps.datasets.versions(newest.name):
            if version.purpose != "finetune":
                continue
            known = {one.id for one in deps.datasets.examples(version.name, version.version)}
            found = {at for at, some in enumerate(names) if some & known}
            if found:
                held |= found
                sets[f"{version.name} v{version.version}"] = None
    if not held:
        return []
    lang = deps.lang
    return [say("sets.text.trained_on", lang, count=len(held), sets=series(sets, lang))]
