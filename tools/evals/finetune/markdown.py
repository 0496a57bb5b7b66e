"""A fine-tuning set as Markdown that stands alone."""

from typing import TYPE_CHECKING

from knowledge.texts import say, series
from tools.evals.finetune.telling import (
    advice_said,
    balance_said,
    findings_said,
    funnel_table,
    leakage_said,
    masked_said,
    method_said,
    values_said,
)
from tools.inert import inert

if TYPE_CHECKING:
    from tools.build_finetune_set import FinetuneArtifact


def finetune_text(found: "FinetuneArtifact") -> str:
    """The verdict with its evidence, then where the examples are from and where they lie."""
    lang, made, decision = found.lang, found.made, found.made.decision
    said = [
        say(
            "finetune.text.verdict",
            lang,
            verdict=say(f"finetune.verdict.{decision.verdict}", lang),
            reason=say(f"finetune.reason.{decision.reason}", lang),
        ),
        "\n".join([say("finetune.text.evidence", lang), *evidence_said(found)]),
    ]
    if not any(one.count for one in made.funnel if one.step == "taken"):
        return "\n\n".join([*said, say("finetune.text.nothing", lang)])
    said.append(f"{say('finetune.text.funnel', lang)}\n\n{funnel_table(made.funnel, lang)}")
    if made.left_out:
        counts = {reason: made.left_out.get(reason, 0) for reason in ("failed", "rejected", "torn")}
        said.append(say("finetune.text.left_out", lang, **counts))
    leak = leakage_said(made.leakage, lang)
    said.append(f"{leak} {method_said(made.leakage, lang)}" if made.leakage.examples else leak)
    said.append(advice_said(made.leakage, lang))
    written = made.files
    if written is None:
        return "\n\n".join(filter(None, [*said, say("finetune.text.none_left", lang)]))
    balance = balance_said(made.balanced_by, made.segments.get(made.balanced_by or "", {}), lang)
    files = say(
        "finetune.text.files",
        lang,
        name=inert(written.name),
        version=written.version,
        hash=written.hash[:12],
        train=written.train,
        validation=written.validation,
        pairs=written.pairs,
        folder=written.folder,
        files=series((f"`{name}`" for name in written.names), lang),
    )
    said += [masked_said(made.masked, lang), balance, files, findings_said(made.findings, lang)]
    if decision.verdict != "yes":
        said.append(say("finetune.text.unsure", lang))
    return "\n\n".join(filter(None, said))


def evidence_said(found: "FinetuneArtifact") -> list[str]:
    """A line for each piece of evidence, with which way it points."""
    lang = found.lang
    return [
        f"- [{say(f'finetune.sign.{one.sign}', lang)}] "
        + say(
            f"finetune.evidence.{one.key}",
            lang,
            **{
                name: inert(value) if isinstance(value, str) else value
                for name, value in values_said(one, lang).items()
            },
        )
        for one in found.made.decision.evidence
    ]
