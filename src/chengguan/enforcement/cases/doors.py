"""What the cases put up in the house: procedure, paper, words."""

from chengguan.core.documents.registry import register_paper
from chengguan.core.pages import words as sentences
from chengguan.core.work import registry
from chengguan.enforcement.cases import facts, papers, services
from chengguan.enforcement.cases.procedures import SUMMARY
from chengguan.enforcement.cases.words import SENTENCES


def open_all() -> None:
    sentences.register(SENTENCES)
    registry.register(registry.Handling(SUMMARY, facts=facts.facts, effects=services.EFFECTS))
    register_paper(papers.TEMPLATE)
