"""`python -m knowledge.offers find WORDS`, `python -m knowledge.offers refresh [--url URL]`."""

import argparse
import datetime as dt
import sys
from pathlib import Path

from knowledge.catalogue import Catalogue
from knowledge.errors import CasebookError
from knowledge.offers.notes import notes
from knowledge.offers.refresh import URL, refresh
from knowledge.records import Offer
from knowledge.settings import Settings
from knowledge.texts import say

_MOST = 20


def main(argv: list[str] | None = None) -> int:
    """Look offers up, or fetch the newest list; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m knowledge.offers", description=__doc__)
    parser.add_argument("--home", type=Path, help="the workspace folder")
    does = parser.add_subparsers(dest="does", required=True)
    find = does.add_parser("find", help="offers of what is called so")
    find.add_argument("words")
    fetch = does.add_parser("refresh", help="fetch the newest list into the workspace")
    fetch.add_argument("--url", default=URL)
    args = parser.parse_args(argv)
    try:
        home = Settings.load(home=args.home).home
        if args.does == "refresh":
            home.mkdir(parents=True, exist_ok=True)
            count = refresh(home, args.url, dt.datetime.now(dt.UTC).date())
            print(say("models.refreshed", "en", count=f"{count:,}", home=home), file=sys.stderr)
        else:
            for offer in Catalogue.load(home).find(args.words)[:_MOST]:
                print(_line(offer))
    except CasebookError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _line(offer: Offer) -> str:
    price = offer.price
    costs = [price.input, price.output] if price.input is not None else []
    costs += [one for one in (price.million_characters, price.minute) if one is not None]
    told = " / ".join(str(one) for one in costs) or "price unknown"
    context = f"{offer.context:,}" if offer.context else "context unknown"
    parts = [f"{offer.id:50} {told} {price.currency}", context, f"{offer.source} {offer.as_of}"]
    return "\n    ".join(["  ".join(parts), *notes(offer, "en")])


if __name__ == "__main__":
    sys.exit(main())
