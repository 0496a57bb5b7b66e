"""The catalogue: how many public scores find an offer, how good the matches are, how fast it is."""

import time
from pathlib import Path

import yaml

from knowledge.catalogue import Catalogue
from knowledge.offers.quality import boards
from knowledge.records import Offer

JUDGED = Path(__file__).parent / "name_matches.yaml"


def main() -> None:
    """Print the matches, the errors of the judged hundred, and the seconds of a first load."""
    started = time.perf_counter()
    catalogue = Catalogue.load()
    seconds = time.perf_counter() - started
    named = [one for listed in boards().values() for one in listed]
    matches = [(one, score) for one in catalogue.offers for score in catalogue.qualities(one)]
    used = {(score.source, score.model) for _, score in matches}
    made = {(one.model_id, score.model) for one, score in matches}
    scored = sum(bool(catalogue.qualities(one)) for one in catalogue.offers)
    print(f"catalogue: {len(catalogue.offers):,} offers, newest fact {catalogue.as_of}")
    print(f"  read in {seconds:.2f} s")
    print(f"  {len(used)} of {len(named)} names on public boards match an offer;", end=" ")
    print(f"{scored:,} offers have a score")
    for seed, judged in yaml.safe_load(JUDGED.read_text("utf-8")).items():
        wrong = [one for one in judged if one.get("right") is False]
        still = [one for one in judged if (one["offer"], one["board"]) in made]
        left = sum(one in wrong for one in still)
        print(
            f"  of {len(judged)} matches drawn with seed {seed}, {len(wrong)} were wrong;", end=" "
        )
        print(f"{len(still)} are still made, {left} wrongly")
    _tell_prices(catalogue.offers)


def _tell_prices(offers: tuple[Offer, ...]) -> None:
    """Of how many the price is known, from whom, and where sources differ."""
    priced = [one for one in offers if one.price.is_known]
    filled = sum(one.price_source is not None for one in priced)
    differing = sum(bool(one.other_prices) for one in priced)
    doubted = sum(one.price_doubtful for one in offers)
    print(f"  {len(priced):,} have a price, {filled} of them from genai-prices alone;", end=" ")
    print(f"on {differing} it says otherwise; {doubted} prices are doubted")
    speech = [one for one in offers if one.kind in {"tts", "asr", "voice", "avatar", "music"}]
    known = sum(one.price.is_known for one in speech)
    print(f"  speech, digital humans and music: {len(speech)} offers, {known} with a price")


if __name__ == "__main__":
    main()
