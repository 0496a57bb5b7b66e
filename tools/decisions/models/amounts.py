"""What a month of one kind of model uses: tokens, characters, minutes or pieces."""

from knowledge.records import Usage
from tools.decisions.task import Part

NOMINAL_CALLS = 1_000
_NOMINAL = {"input_tokens": 1_000.0, "output_tokens": 500.0, "characters": 150.0, "minutes": 1.0}
_BILLED: dict[str, tuple[str, ...]] = {
    "chat": ("input_tokens", "output_tokens"),
    "embedding": ("input_tokens",),
    "tts": ("characters",),
    "asr": ("minutes",),
    "voice": ("minutes",),
    "avatar": ("minutes",),
    "video": ("minutes",),
    "image": ("pieces",),
    "music": ("pieces",),
}
"""By what each kind is billed."""


def usage_of(part: Part, usage: Usage) -> tuple[Usage, bool]:
    """The usage in what the kind is billed by, and whether it is nominal.

    Where calls or their size are unknown, offers are compared by a nominal use: 1,000 calls, of
    1,000 tokens in and 500 out, 150 characters, a minute or one piece each. It says which is
    cheaper and is no bill, so a budget is never held against it.
    """
    billed = _BILLED[part.kind]
    sizes = {name: getattr(usage, name) for name in billed}
    is_nominal = not usage.calls or any(size is None for size in sizes.values())
    filled = {
        name: size if size is not None else _NOMINAL.get(name, 1.0) for name, size in sizes.items()
    }
    calls = NOMINAL_CALLS if is_nominal else usage.calls
    return Usage(calls=calls, cached_share=usage.cached_share, **filled), is_nominal
