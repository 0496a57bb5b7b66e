"""PRDs as files: `python -m tools.prd export PRD --to md|docx|html|pdf|csv [-o FILE]`."""

import argparse
import sys
from pathlib import Path

from knowledge.errors import BadInput, CasebookError
from knowledge.output import write_bytes
from knowledge.prds import PrdStore
from knowledge.records.prd import Prd
from knowledge.settings import Settings
from knowledge.workspace import open_workspace
from tools.prd.export.exported import FORMS, exported

_LISTED = 10
_NO_TEXT = frozenset({"docx", "pdf"})


def main(argv: list[str] | None = None) -> int:
    """Run the command; 0 when the file is written, 2 on bad input."""
    options = _options(argv)
    try:
        if options.output is None and options.to in _NO_TEXT and sys.stdout.isatty():
            raise BadInput("prd_export.error.terminal", form=options.to)
        settings = Settings.load(home=options.home)
        with open_workspace(settings, "export", fill=False) as workspace:
            prd = _named(workspace.prds, options.prd)
        write_bytes(exported(prd, options.to), options.output)
    except CasebookError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 1
    print(f"{prd.id}, version {prd.version}: {' '.join(prd.title.split())}", file=sys.stderr)
    return 0


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.prd", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    send = commands.add_parser("export", help="a PRD as a file")
    send.add_argument("prd", nargs="?", metavar="PRD", help="its id or title (default: the newest)")
    send.add_argument("--to", choices=tuple(FORMS), required=True, help="the form")
    send.add_argument("-o", "--output", type=Path, help="where to write (default: stdout)")
    send.add_argument("--home", type=Path, help="the workspace (default: CASEBOOK_HOME)")
    return parser.parse_args(argv)


def _named(store: PrdStore, name: str | None) -> Prd:
    """The newest version of the PRD with that id or title, or of the one changed last."""
    prds = store.all()
    if not prds:
        raise BadInput("prd_export.error.none")
    if name is None:
        return prds[0]
    found = [one for one in prds if one.id == name] or [
        one for one in prds if one.title.strip().casefold() == name.strip().casefold()
    ]
    if len(found) == 1:
        return found[0]
    known = ", ".join(f"{one.id} ({one.title})" for one in (found or prds)[:_LISTED])
    key = "several" if found else "unknown"
    raise BadInput(f"prd_export.error.{key}", name=name, known=known)


if __name__ == "__main__":
    sys.exit(main())
