"""A manager's and a liaison's account reach nothing outside their own, by any address of the house.

Acceptance 4. Every text of one estate carries a word that stands nowhere else.
"""

from collections.abc import Iterator
from datetime import date
from html import unescape
from io import BytesIO
from itertools import count, product
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from chengguan.core.documents.models import CasePaper
from chengguan.core.files import services as files
from chengguan.core.files.models import FileUse
from chengguan.core.journal.models import SealedValue
from chengguan.core.org import signin
from chengguan.core.pages import clock
from chengguan.core.work.figures import registered
from chengguan.core.work.models import Matter
from chengguan.core.work.registry import procedure_of
from chengguan.enforcement.estates import inputs
from chengguan.enforcement.estates.models import Estate
from tests.enforcement.estates.compound import Compound
from tests.whole.crawl import Address, addresses

pytestmark = pytest.mark.trap(21)

OUTSIDE = ("别家经理", "别居委", "绿化")
ELSEWHERE = ("account_", "mfa_", "lawbook:", "annual:", "boards:", "atlas:", "cases:", "pages:")
"""Pages of other rooms that know no estate; the crawl of the whole house tries them."""
SINGS = "雀"


class Cage:
    """Words that stand nowhere else."""

    def __init__(self) -> None:
        self.numbers = count(1)
        self.words: dict[str, str] = {}

    def bird(self, where: str) -> str:
        word = f"{SINGS}{next(self.numbers):04d}{SINGS}"
        self.words[word] = where
        return word

    def heard_in(self, said: str) -> set[str]:
        return {where for word, where in self.words.items() if word in said}


@pytest.fixture
def cage(compound: Compound) -> Cage:
    """One estate in which everything has happened: answered, reported, referred, restricted."""
    cage, now = Cage(), compound.now
    plan = BytesIO(b"%PDF-1.4 plan")
    by = compound.people["经理"]
    use = files.store(plan, name=f"{cage.bird('file name')}.pdf", by=by, at=now)
    works = compound.registered(
        address_text=cage.bird("address"),
        firm=cage.bird("firm"),
        renovator_name=cage.bird("renovator"),
        plan=(use.pk,),
    )
    bird = cage.bird
    works.act("restrict_entry", inputs.RestrictEntry(bird("restriction"), bird("clause")))
    works.act("sign_agreement", inputs.SignAgreement(bird("forbidden"), bird("waste place")))
    works.act("issue_pass", inputs.IssuePass((bird("worker"),), date(2026, 6, 30)))
    compound.until(4, 2, 9)
    works.begin(date(2026, 4, 2))
    problem = inputs.Problem("facade", bird("finding of the round"))
    works.act("patrol", inputs.Patrol((problem,), note=bird("note of the round")))
    found = works.find()
    found.act("dissuade", inputs.Dissuade(bird("dissuasion")))
    found.act("refuse", inputs.RefuseToCorrect(bird("refusal")))
    compound.wait(days=2)
    found.act("report", inputs.Report(bird("report")))
    found.act("acknowledge", by="居委")
    found.act("answer", inputs.Answer("ordered", bird("answer")), "专业队员")
    said = inputs.Propose(compound.organs["team"], found.finding, bird("facts of the referral"))
    referral = compound.open("duty_referral", "propose", "队员", said)
    compound.act(referral, "send", "队长")
    compound.act(referral, "answer_referral", "房管", inputs.AnswerReferral(bird("reply")))
    return cage


def crawl(client: Client) -> Iterator[tuple[str, str]]:
    """(path, what it answered) of every address, filled with the keys of what there is."""
    for address in addresses():
        if address.name.startswith(ELSEWHERE) or "^" in address.route:
            continue
        for values in fillings(address):
            path = address.filled(values)
            yield path, said(client, path)
    for path in ("/?q=", "/search/?q="):
        yield path, said(client, path + quote(SINGS))
    for kind in ("renovations", "findings", "referrals"):
        for view in ("open", "mine", "late", "unreported", "closed", "unplaced"):
            path = f"{reverse(f'estates:{kind}')}?view={view}"
            yield path, said(client, path)
            path = f"{reverse(f'estates:{kind}_sheet')}?view={view}"
            yield path, said(client, path)


def fillings(address: Address) -> Iterator[dict[str, object]]:
    names = [name for name, _converter in address.parameters]
    if "action" in names:
        for matter in Matter.objects.all():
            for action in list(procedure_of(matter).by_action)[::3]:
                yield {name: action if name == "action" else matter.pk for name in names}
        return
    choices = [list(values(address, name, converter)) for name, converter in address.parameters]
    for chosen in product(*choices):
        yield dict(zip(names, chosen, strict=True))


def values(address: Address, name: str, converter: str) -> list[object]:
    if converter == "uuid":
        return list(Matter.objects.values_list("pk", flat=True))
    if address.name.startswith("work:figure"):
        return [figure.code for figure in registered()]
    if address.name.startswith("files:"):
        return list(FileUse.objects.values_list("pk", flat=True))
    if address.name.startswith("documents:"):
        return list(CasePaper.objects.values_list("pk", flat=True))
    if name == "sealed":
        return list(SealedValue.objects.values_list("pk", flat=True))
    if address.name.startswith("estates:"):
        return list(Estate.objects.values_list("pk", flat=True))
    return [0, 1] if converter == "int" else ["x"]


def said(client: Client, path: str) -> str:
    answer = client.get(path)
    body = answer.getvalue() if hasattr(answer, "getvalue") else answer.content
    if "spreadsheetml" in answer.headers.get("Content-Type", ""):
        book = CalamineWorkbook.from_filelike(BytesIO(body))
        rows = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
        return str(rows)
    return unescape(body.decode("utf-8", "replace")) + str(answer.headers)


def enter(compound: Compound, client: Client, name: str) -> Client:
    person = compound.people[name]
    signin.open_account(person=person, username=uuid4().hex, by=None, at=compound.now)
    client.force_login(person.account)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("name", OUTSIDE)
def test_nothing_of_an_estate_sings_elsewhere(
    compound: Compound, cage: Cage, client: Client, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(clock, "now", lambda: compound.now)
    enter(compound, client, name)
    leaks = {path: heard for path, body in crawl(client) if (heard := cage.heard_in(body))}
    assert leaks == {}


def test_it_sings_to_those_to_whom_it_belongs(
    compound: Compound, cage: Cage, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the crawl would listen at doors behind which nothing is said."""
    monkeypatch.setattr(clock, "now", lambda: compound.now)
    enter(compound, client, "经理")
    heard = {where for _path, body in crawl(client) for where in cage.heard_in(body)}
    silent = set(cage.words.values()) - heard
    assert silent == {"renovator", "facts of the referral", "reply"}, "sealed, or not the company's"
