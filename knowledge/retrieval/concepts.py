"""What a question asks for, in the asker's words and in all others that mean the same."""

from dataclasses import replace

from knowledge.language import Lang, language_of
from knowledge.lexicon.dictionary import translations
from knowledge.retrieval.concept import Concept, Wording
from knowledge.retrieval.glossary import Glossary
from knowledge.retrieval.question import Question
from knowledge.tokens import terms

_OTHER: dict[Lang, Lang] = {"zh": "en", "en": "zh"}

_SURE = 0.5
"""The weight of a translation from which its words are worth marking in a passage."""


def concepts_of(question: Question, glossary: Glossary) -> list[Concept]:
    """The things that a question asks for: by the glossary's names and by the dictionary's.

    Names of the glossary count in passages of either language. The dictionary's translations
    count only in the passages of the other language: there is no need for them in one's own.
    """
    return [_translated(concept) for concept in glossary.concepts(terms(question.about))]


def asked_terms(question: Question, glossary: Glossary) -> frozenset[str]:
    """The search terms of what is asked for, under all names that surely mean the same."""
    return frozenset(
        term
        for concept in concepts_of(question, glossary)
        for wording in concept.wordings
        if wording.only is None or wording.weight >= _SURE
        for term in wording.terms
    )


def _translated(concept: Concept) -> Concept:
    name = concept.wordings[0].terms
    if len(name) > 1:
        return concept
    lang = language_of(name[0])
    known = {wording.terms for wording in concept.wordings}
    others = tuple(
        Wording(words, weight, only=_OTHER[lang])
        for words, weight in translations(name[0], lang)
        if words not in known
    )
    return replace(concept, wordings=concept.wordings + others)
