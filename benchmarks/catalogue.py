"""The catalogue: how many public scores find an offer, how good the matches are, how fast it is."""

import time
from pathlib import Path

import yaml

from knowledge.catalogue import Catalogue
from knowledge.offers.names import read_name, same_model
from knowledge.offers.quality import boards

JUDGED = Path(__file__).parent / "name_matches.yaml"


def main() -> None:
    """Print the matches, the errors of the judged hundred, and the seconds of a first load."""
    started = time.perf_counter()
    catalogue = Catalogue.load()
    seconds = time.perf_counter() - started
    named = [one for listed in boards().values() for one in listed]
    used = {(q.source, q.model) for o in catalogue.offers for q in catalogue.qualities(o)}
    scored = sum(bool(catalogue.qualities(one)) for one in catalogue.offers)
    print(f"catalogue: {len(catalogue.offers):,} offers, newest fact {catalogue.as_of}")
    print(f"  read in {seconds:.2f} s")
    print(f"  {len(used)} of {len(named)} names on public boards match an offer;", end=" ")
    print(f"{scored:,} offers have a score")
    judged = yaml.safe_load(JUDGED.read_text("utf-8"))
    kept = [one for one in judged if same_model(read_name(one["board"]), read_name(one["offer"]))]
    wrong = sum(one.get("right") is False for one in kept)
    print(f"  of {len(judged)} matches judged by hand {len(kept)} are still made, {wrong} wrongly")


if __name__ == "__main__":
    main()
