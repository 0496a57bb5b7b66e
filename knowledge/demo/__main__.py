"""Clear the demo product out of a workspace: `python -m knowledge.demo remove [--home DIR]`.

The team's own documents, traces and corpus stay, and so do conversations and diagnoses.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from knowledge.demo.first_start import remove_demo
from knowledge.errors import CasebookError
from knowledge.settings import Settings
from knowledge.workspace import open_workspace


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m knowledge.demo", description=__doc__)
    parser.add_argument("command", choices=["remove"])
    parser.add_argument("--home", type=Path, help="workspace folder (default: CASEBOOK_HOME)")
    args = parser.parse_args(argv)
    try:
        with open_workspace(Settings.load(home=args.home), "python -m knowledge.demo") as workspace:
            found = remove_demo(workspace)
    except CasebookError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print("demo removed" if found else "there was no demo", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
