"""Ask in the terminal: `python -m agent "question"`, or `python -m agent --batch IN.jsonl`."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from agent.assistant import Assistant
from agent.batch import run_batch
from agent.citations import plain
from agent.events import Failed, Token, ToolFinished, ToolStarted
from knowledge.demo.first_start import fill_if_new
from knowledge.errors import CasebookError
from knowledge.settings import Settings
from knowledge.workspace import open_workspace


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    args = _arguments(argv)
    try:
        settings = Settings.load(home=args.home, model=args.model)
        with _assistant(settings) as assistant:
            if args.batch:
                return 0 if run_batch(assistant, args.batch, args.output) else 1
            return 0 if _ask(assistant, args.question) else 1
    except CasebookError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Who reads has enough, such as `| head`; Python still wants to flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m agent", description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("question", nargs="?", help="one question, answered as it is written")
    what.add_argument("--batch", type=Path, metavar="IN.jsonl", help="many conversations")
    parser.add_argument("-o", "--output", type=Path, help="where the batch's answers go")
    parser.add_argument("--home", help="the workspace folder (default: CASEBOOK_HOME)")
    parser.add_argument("--model", help="planner, or openai:<name> (default: CASEBOOK_MODEL)")
    return parser.parse_args(argv)


@contextmanager
def _assistant(settings: Settings) -> Iterator[Assistant]:
    """An assistant whose conversations end with the command; the workspace is the real one."""
    with open_workspace(settings, purpose="python -m agent") as workspace:
        if fill_if_new(workspace, settings):
            print("demo product installed", file=sys.stderr)
        yield Assistant(workspace, settings, threads=None)


def _ask(assistant: Assistant, question: str) -> bool:
    """Print the answer line by line as it comes; returns whether there was one."""
    line, answered = "", True
    for event in assistant.ask(uuid4().hex, question):
        match event:
            case Token(text=text):
                *whole, line = (line + text).split("\n")
                for each in whole:
                    print(plain(each), flush=True)
            case ToolStarted(name=name):
                print(f"… {name}", file=sys.stderr)
            case ToolFinished(ok=ok):
                answered = ok
            case Failed(message=message):
                print(f"error: {message}", file=sys.stderr)
                answered = False
    print(plain(line))
    return answered


if __name__ == "__main__":
    sys.exit(main())
