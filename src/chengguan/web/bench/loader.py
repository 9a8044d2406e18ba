"""Volume: leads with all their rows, in chunks. For throw-away databases only.

A third of the leads are in hand, the others closed. Nothing here passes through `perform`, so
`verify` would refuse such a database; pages and acts work on it.
"""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain, count
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from chengguan.core.journal.chain import entry_hash
from chengguan.core.journal.models import JournalEntry, SealedValue, Stream, SubjectKey
from chengguan.core.journal.sealing import blind_index, seal
from chengguan.core.lawbook.items import EnforcementItem, items_on
from chengguan.core.org.models import Person
from chengguan.core.work import visibility
from chengguan.core.work.models import Access, Assignment, Matter, MatterClock, Receipt
from chengguan.enforcement.leads.models import AppealKind, Lead, LeadSource
from chengguan.enforcement.leads.procedures import FIRST_CONTACT, HOTLINE, ORDINARY
from chengguan.web.bench.bare import Plain, create_table
from chengguan.web.bench.population import EVERY, Population, Team, populate
from chengguan.web.bench.rows import insert
from chengguan.web.bench.throwaway import refuse_others

CHUNK = 1000
DAY, WEEK = timedelta(days=1), timedelta(days=7)
HANDLED = 120
"""So many leads in hand lie on the reader's own desk: enough for each act to meet a fresh one."""
PHONE = "complainant.phone"
STEPS = (
    ("receive", "", "received"),
    ("dispatch", "received", "dispatched"),
    ("sign", "dispatched", "handling"),
    ("submit", "handling", "review"),
    ("approve_submission", "review", "answering"),
    ("answer", "answering", "answered"),
    ("call_back", "answered", "closed"),
)
IN_HAND = 3
"""So many of the steps has a lead behind it that is being handled."""


def load(matters: int, at: datetime) -> None:
    """Fill the current database with so many leads, the newest from shortly before `at`."""
    refuse_others()
    create_table()
    volume = Volume(populate(), at)
    for start in range(0, matters, CHUNK):
        with transaction.atomic():
            volume.write(range(start, min(start + CHUNK, matters)))
    with connection.cursor() as db:
        # What autovacuum does by itself where data grow slowly; SQLite never does.
        if connection.vendor == "postgresql":
            db.execute("VACUUM ANALYZE")


class Volume:
    """The rows of leads by their numbers."""

    def __init__(self, population: Population, at: datetime) -> None:
        self.population, self.at = population, at
        self.items = items_on(at.date())
        self.given = count()

    def write(self, numbers: range) -> None:
        """One chunk: a few statements for each table, then nothing of it is kept."""
        leads = [self._lead(number) for number in numbers]
        insert(Matter, (lead.matter for lead in leads))
        self._seal_phones(numbers, leads)
        insert(Lead, leads)
        insert(MatterClock, chain.from_iterable(_clocks(lead) for lead in leads))
        insert(Assignment, (_assignment(lead) for lead in leads if lead.matter.is_open))
        insert(Access, chain.from_iterable(_access(lead) for lead in leads))
        insert(Receipt, (_receipt(lead) for lead in leads))
        _write_record(leads)
        insert(Plain, (plain(lead.matter) for lead in leads))

    def _lead(self, number: int) -> Lead:
        team = self.population.team_of(number)
        is_open = number // EVERY % 3 == 0
        item = self.items[number % len(self.items)]
        matter = self._matter(number, team, item, is_open)
        return Lead(
            matter=matter,
            source=LeadSource.HOTLINE_12345,
            external_no=f"B{number}",
            appeal_kind=AppealKind.COMPLAINT,
            address_text=f"测试路{number}号",
            description=f"{item.name}，影响周边居民，要求到场处理。" * 3,
            item_code=item.code,
            intake_organ=team.district,
            dispatched_at=matter.opened_at,
            signed_at=matter.state_since,
            handler=self._handler(number, team, is_open),
        )

    def _matter(self, number: int, team: Team, item: EnforcementItem, is_open: bool) -> Matter:
        age = timedelta(hours=2 + number % 120) if is_open else timedelta(days=20 + number % 700)
        opened = self.at - age - timedelta(seconds=number % 3600)
        return Matter(
            kind=HOTLINE.kind,
            procedure=HOTLINE.key,
            graph=HOTLINE.graph_hash,
            number=f"BENCH-{number:07d}",
            title=f"{item.name}（{number}）",
            organ=team.organ,
            field=str(item.field),
            confidentiality=HOTLINE.confidentiality,
            state="handling" if is_open else "closed",
            state_since=opened + timedelta(hours=1),
            is_open=is_open,
            opened_by=team.dispatcher,
            opened_at=opened,
            closed_at=None if is_open else opened + timedelta(days=9, seconds=number % 80_000),
            next_due_at=opened + DAY if is_open else None,
            version=IN_HAND if is_open else len(STEPS),
        )

    def _handler(self, number: int, team: Team, is_open: bool) -> Person:
        mine = is_open and self.population.is_readers(number) and next(self.given) < HANDLED
        return self.population.reader if mine else team.officer

    def _seal_phones(self, numbers: range, leads: list[Lead]) -> None:
        """All are found by blind index; only those on the reader's desk can be opened."""
        closed: list[SealedValue] = []
        for number, lead in zip(numbers, leads, strict=True):
            key, phone = lead.matter.pk, f"13{number:09d}"
            if lead.handler == self.population.reader:
                lead.caller_phone = seal(subject=key, kind=PHONE, value=phone)
            else:
                lead.caller_phone = _without_key(key, phone)
                closed.append(lead.caller_phone)
        insert(SubjectKey, (_lost_key(value.subject_id) for value in closed))
        SealedValue.objects.bulk_create(closed)  # their keys stand in the leads


def _lost_key(subject: UUID) -> SubjectKey:
    return SubjectKey(subject=subject, wrapped_key=bytes(60), key_id="bench")


def _without_key(subject: UUID, phone: str) -> SealedValue:
    return SealedValue(
        subject_id=subject,
        kind=PHONE,
        ciphertext=bytes(55),
        commitment="0" * 64,
        blind_index=blind_index(PHONE, phone),
    )


def _clocks(lead: Lead) -> Iterator[MatterClock]:
    """The first contact and the closing; of an open lead both run."""
    matter = lead.matter
    running = ((FIRST_CONTACT.ref, matter.opened_at + DAY), (ORDINARY.ref, matter.opened_at + WEEK))
    for ref, due in running:
        yield MatterClock(
            matter=matter,
            ref=ref,
            started_at=matter.opened_at,
            due_at=due,
            first_due_at=due,
            stopped_at=matter.closed_at,
        )


def _assignment(lead: Lead) -> Assignment:
    return Assignment(matter=lead.matter, person=lead.handler, since=lead.matter.state_since)


def _access(lead: Lead) -> Iterator[Access]:
    """By the rule itself: the organ's tokens upwards, and those of the people."""
    matter = lead.matter
    has_it = lead.handler_id if matter.is_open else None
    people = [person for person in (matter.opened_by_id, has_it) if person]
    due = visibility.list_moment(matter)
    for token in sorted(visibility.tokens_for(matter, people)):
        yield Access(
            matter=matter, token=token, kind=matter.kind, is_open=matter.is_open, due_at=due
        )


def _receipt(lead: Lead) -> Receipt:
    matter = lead.matter
    return Receipt(
        actor=f"person:{matter.opened_by_id}",
        key=str(matter.pk),
        request=matter.pk.hex,
        matter=matter,
        version=1,
    )


def _write_record(leads: list[Lead]) -> None:
    streams, entries = [], []
    for lead in leads:
        told = list(_entries(lead))
        last = told[-1]
        streams.append(
            Stream(
                id=last.stream_id, kind="matter", last_sequence=last.sequence, last_hash=last.hash
            )
        )
        entries += told
    insert(Stream, streams)
    insert(JournalEntry, entries)


def _entries(lead: Lead) -> Iterator[JournalEntry]:
    matter, previous = lead.matter, ""
    steps = STEPS[:IN_HAND] if matter.is_open else STEPS
    for sequence, (action, before, after) in enumerate(steps, start=1):
        moment = matter.opened_at + sequence * timedelta(minutes=10)
        envelope: dict[str, Any] = {
            "sequence": sequence,
            "action": action,
            "actor": f"person:{lead.handler_id}",
            "occurred_at": moment,
            "recorded_at": moment,
            "body": _body(lead, action, before, after, sequence),
        }
        own = entry_hash(kind="matter", stream=matter.pk, previous=previous, **envelope)
        yield JournalEntry(stream_id=matter.pk, previous_hash=previous, hash=own, **envelope)
        previous = own


def _body(lead: Lead, action: str, before: str, after: str, version: int) -> str:
    values = {
        "procedure": HOTLINE.key,
        "title": HOTLINE.by_action[action].title,
        "from": before,
        "to": after,
        "version": version,
        "by": str(lead.handler),
        "data": {"description": lead.description, "address_text": lead.address_text},
    }
    return json.dumps({"values": values}, ensure_ascii=False)


def plain(matter: Matter) -> Plain:
    """The same line of the list in the bare table."""
    return Plain(
        kind=matter.kind,
        number=matter.number,
        title=matter.title,
        organ=matter.organ.name,
        state=matter.state,
        is_open=matter.is_open,
        next_due_at=visibility.list_moment(matter),
        version=matter.version,
    )
