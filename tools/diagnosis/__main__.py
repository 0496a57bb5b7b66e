"""Diagnose traces from a file: `python -m tools.diagnosis IN.jsonl [--docs DOCS.jsonl]`.

One diagnosis a line, in the order of the input, over all cores; memory does not grow with the
file. With `-o OUT` a run that was ended, by whatever, goes on where it was when the same command
is given again.
"""

import argparse
import sys

from tools.diagnosis.batch.forking import forking
from tools.diagnosis.batch.options import PIPED, options_of

_LARGE = 300_000
"""Bytes of an input from which it is likely to be worth further processes."""


def main(argv: list[str] | None = None) -> int:
    """Run the command; 0 if every line could be diagnosed, 1 if some could not, 2 on bad input."""
    options = options_of(argv, __doc__)
    if options.workers > 1 and _may_be_large(options):
        forking()
    # To load the code takes as long as to diagnose a hundred traces; two processes do so at once.
    from tools.diagnosis.batch.command import run  # noqa: PLC0415

    return run(options)


def _may_be_large(options: argparse.Namespace) -> bool:
    if options.input == PIPED:
        return True
    try:
        return bool(options.input.stat().st_size >= _LARGE)
    except OSError:
        return False


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:  # while the code was still being loaded: nothing is begun
        sys.exit(130)
