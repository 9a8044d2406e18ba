"""A process in which people race: threads with connections of their own, on a real database.

Run by `test_races`. Prints one JSON object: what each race came to.
"""

import json
import sys
from collections.abc import Callable, Iterable
from threading import Barrier, Thread
from uuid import UUID, uuid4

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections, transaction  # noqa: E402

from chengguan.core.documents.models import CasePaper  # noqa: E402
from chengguan.core.journal import services as journal  # noqa: E402
from chengguan.core.journal.models import JournalEntry  # noqa: E402
from chengguan.core.notices.models import OutboxRow  # noqa: E402
from chengguan.core.work import numbers  # noqa: E402
from chengguan.core.work.acting import At  # noqa: E402
from chengguan.core.work.errors import Conflict  # noqa: E402
from chengguan.core.work.models import Assignment, Matter  # noqa: E402
from chengguan.core.work.perform import open_matter, perform  # noqa: E402
from chengguan.enforcement.cases import inputs as case_inputs  # noqa: E402
from chengguan.enforcement.leads import inputs, services  # noqa: E402
from chengguan.enforcement.leads.models import ContactAttempt, Lead  # noqa: E402
from tests.whole.crowd import CLERKS, TURNS  # noqa: E402
from tests.whole.history import History  # noqa: E402
from tests.whole.town import LEAFLETS, Town  # noqa: E402


class Failure(Exception):
    """Something fails after the number was taken."""


def at_once(works: Iterable[Callable[[], object]]) -> list[object]:
    """All begin in the same moment; each answer, or the name of the error."""
    tasks = list(works)
    gate, answers = Barrier(len(tasks)), [None] * len(tasks)

    def run(place: int, work: Callable[[], object]) -> None:
        try:
            gate.wait(20)
            answers[place] = work()
        except Exception as error:
            answers[place] = _told(error)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=pair) for pair in enumerate(tasks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def _told(error: Exception) -> str:
    return f"Conflict {error.version}" if isinstance(error, Conflict) else type(error).__name__


class Race(Town):
    """The town, and the races in it; ``play`` of the history gives orders that have come far."""

    received = History.received
    opening = History.opening

    # -- two at one matter ------------------------------------------------------------------

    def dispatched(self, number: int) -> UUID:
        lead = self.received(number)
        sent = inputs.Dispatch(self.organs["east"], "report", LEAFLETS, "属地")
        self.act(lead, "dispatch", "dispatcher", sent)
        return lead

    def two(self, matter: UUID, action: str, people: tuple[str, str], data: object) -> object:
        """Two people take the same act having seen the same version."""
        version = self.version(matter)
        actors = [self.actor(name) for name in people]
        entries = JournalEntry.objects.filter(stream_id=matter).count()
        answers = at_once(
            lambda by=by: self.take(matter, action, by, data, uuid4().hex, version) for by in actors
        )
        return {
            "before": version,
            "answers": sorted(map(str, answers)),
            "after": self.version(matter),
            "entries": JournalEntry.objects.filter(stream_id=matter).count() - entries,
        }

    def take(self, matter, action, by, data, key, version) -> int:  # type: ignore[no-untyped-def]
        moment = At.once(self.at)
        outcome = perform(
            matter=matter, action=action, by=by, at=moment, data=data, key=key, version=version
        )
        return outcome.version

    def version(self, matter: UUID) -> int:
        return Matter.objects.values_list("version", flat=True).get(pk=matter)

    def sign(self) -> object:
        lead = self.dispatched(1)
        raced = self.two(lead, "sign", ("handler", "colleague"), None)
        hands = Assignment.objects.filter(matter=lead, until=None)
        return raced | {
            "hands": hands.count(),
            "signed": Lead.objects.get(pk=lead).signed_at is None,
        }

    def contact(self) -> object:
        lead = self.dispatched(2)
        self.act(lead, "sign", "handler")
        said = inputs.Contact("phone", "connected", "说过")
        raced = self.two(lead, "contact", ("handler", "handler"), said)
        return raced | {"attempts": ContactAttempt.objects.filter(lead=lead).count()}

    def heard(self) -> UUID:
        case = self.open("case.summary", "discover", "handler", self.opening(0))
        officers = (self.people["handler"].pk, self.people["officer"].pk)
        seen = case_inputs.Inspect(
            officers=officers,
            certificates_shown_at=self.at,
            record="属实。",
            signature="signed",
            harm="real",
            photos=(self.file("handler", "content", "east", "street"),),
        )
        notice = case_inputs.Inform(
            is_warning=False, fine=10000, reasons="六张", basis="沪市容条例 20"
        )
        self.act(case, "inspect", "handler", seen)
        self.act(
            case, "order_correction", "handler", case_inputs.OrderCorrection(requirement="清除")
        )
        self.act(case, "inform", "handler", notice)
        heard = case_inputs.Hear(is_waived=False, statement="初犯。", review="已复核。")
        self.act(case, "hear", "handler", heard)
        return case

    def decision(self) -> case_inputs.DecideOnTheSpot:
        return case_inputs.DecideOnTheSpot(
            officers=(self.people["handler"].pk, self.people["officer"].pk),
            item_code=LEAFLETS,
            is_warning=False,
            fine=10000,
            served_at=self.at,
            signature="signed",
        )

    def decide(self) -> object:
        case = self.heard()
        raced = self.two(case, "decide", ("handler", "officer"), self.decision())
        return raced | {"papers": CasePaper.objects.filter(matter=case).count()}

    # -- one request twice --------------------------------------------------------------------

    def same_key(self) -> object:
        lead, by = self.dispatched(3), self.actor("handler")
        version, key = self.version(lead), uuid4().hex
        outbox = OutboxRow.objects.count()
        answers = at_once(
            lambda: self.take(lead, "sign", by, None, key, version) for _twin in range(4)
        )
        told = OutboxRow.objects.count() - outbox
        return {"answers": answers, "before": version, "after": self.version(lead), "outbox": told}

    def same_order(self) -> object:
        """Four deliveries of one order by the hotline, each a request of its own."""
        by = self.actor("dispatcher")
        order = inputs.Receive(
            organ=self.organs["a"],
            source="hotline_12345",
            appeal_kind="complaint",
            title="同一件",
            description="同一件诉件。",
            external_no="SH-SAME",
            address_text="示范路 1 号",
        )
        answers = at_once(
            lambda: str(
                services.take_in(by=by, at=At.once(self.at), data=order, key=uuid4().hex).matter
            )
            for _line in range(4)
        )
        made = Lead.objects.filter(external_no="SH-SAME").values_list("pk", flat=True)
        return {"answers": sorted(set(map(str, answers))), "leads": [str(pk) for pk in made]}

    def same_opening(self) -> object:
        """A phone that sends its finding twice before the first answer has come."""
        by, key, data = self.actor("handler"), uuid4().hex, self.opening(5)
        answers = at_once(lambda: str(self.discover(by, key, data)) for _twin in range(4))
        made = Matter.objects.filter(kind="case", party=data.party)
        return {"answers": sorted(set(map(str, answers))), "cases": [str(m.pk) for m in made]}

    def discover(self, by, key: str, data: case_inputs.OpenSummary) -> UUID:  # type: ignore[no-untyped-def]
        moment = At.once(self.at)
        outcome = open_matter(
            procedure="case.summary", action="discover", by=by, at=moment, data=data, key=key
        )
        return outcome.matter

    # -- numbers -------------------------------------------------------------------------------

    def numbers(self) -> object:
        """Eight clerks open cases; every other act fails after its number was taken."""
        by, data = self.actor("handler"), self.opening(6)
        before = set(Matter.objects.filter(kind="case").values_list("number", flat=True))

        def clerk() -> int:
            for _turn in range(TURNS):
                try:
                    with transaction.atomic():
                        self.discover(by, uuid4().hex, data)
                        raise Failure
                except Failure:
                    self.discover(by, uuid4().hex, data)
            return TURNS

        answers = at_once(clerk for _clerk in range(CLERKS))
        every = Matter.objects.filter(kind="case").values_list("number", flat=True)
        found = sorted(_sequence(number) for number in every if number.startswith("east"))
        return {"answers": answers, "new": len(set(every) - before), "sequences": found}

    def paper_numbers(self) -> object:
        """Eight cases are decided at once; each decision is refused once before it is taken."""
        cases = [self.heard() for _clerk in range(CLERKS)]
        before = CasePaper.objects.count()
        by = self.actor("handler")

        def clerk(case: UUID) -> str:
            try:
                with transaction.atomic():
                    self.take(case, "decide", by, self.decision(), uuid4().hex, self.version(case))
                    raise Failure
            except Failure:
                key, version = uuid4().hex, self.version(case)
                self.take(case, "decide", by, self.decision(), key, version)
            return "decided"

        answers = at_once(lambda case=case: clerk(case) for case in cases)
        sequences = sorted(CasePaper.objects.values_list("sequence", flat=True))
        return {"answers": answers, "new": len(sequences) - before, "sequences": sequences}

    def series(self) -> object:
        """The bare counter, with rollbacks between."""

        def clerk() -> list[int]:
            given = []
            for turn in range(TURNS):
                try:
                    with transaction.atomic():
                        number = numbers.next_number("race/2026")
                        if turn % 2:
                            raise Failure
                    given.append(number)
                except Failure:
                    continue
            return given

        lists = at_once(clerk for _clerk in range(CLERKS))
        return {"given": sorted(number for given in lists for number in given)}


def _sequence(number: str) -> int:
    return int(number.rpartition("〕")[2].removesuffix("号"))


RACES = (
    "sign",
    "contact",
    "decide",
    "same_key",
    "same_order",
    "same_opening",
    "numbers",
    "paper_numbers",
    "series",
)

if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    race = Race()
    results = {name: getattr(race, name)() for name in RACES}
    results["findings"] = [str(finding) for finding in journal.verify().findings]
    sys.stdout.write(json.dumps(results))
