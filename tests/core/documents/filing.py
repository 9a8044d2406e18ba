"""A matter with papers, drafts, photos and a dossier, for the tests of what is filed."""

import io
import struct
import zlib
from collections.abc import Iterable, Sequence

from chengguan.core.documents import dossier_plans, dossiers, drafts, signing
from chengguan.core.documents.archive import building
from chengguan.core.documents.dossier_plans import Place, Plan
from chengguan.core.documents.models import CasePaper, Dossier, Draft, SignedSheet
from chengguan.core.files import services as files
from chengguan.core.files.models import FileUse
from chengguan.core.journal import services as journal
from chengguan.core.org.kinds import Role
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter, MatterFile
from tests.core.documents.sample import KEY, Desk

WORDS = ["经查，当事人在人行道上设摊经营。", "上述事实有现场笔录为证。", "现决定罚款贰佰元。"]


class Rules:
    """The officer writes while the matter is open, the legal reviewer comments."""

    def may_write(self, actor: Actor, matter: Matter, paper: str) -> bool:
        return "officer" in actor.roles and matter.is_open

    def may_review(self, actor: Actor, matter: Matter, paper: str) -> bool:
        return "legal_reviewer" in actor.roles and matter.is_open

    def papers(self, matter: Matter) -> Sequence[str]:
        return (KEY,)

    def handlers(self, matter: Matter) -> Iterable[int]:
        return matter.assignments.filter(person__isnull=False).values_list("person", flat=True)

    def first(self, matter: Matter, paper: str) -> Sequence[str]:
        return ("样例的第一段。",)


def plan(matter: Matter) -> Plan:
    return Plan(
        title="行政处罚案卷",
        retention=Dossier.Retention.TEN,
        archive=matter.organ,
        papers={KEY: Place(10)},
        files={"photo": Place(20), "minutes": Place(30, is_internal=True)},
        facts=(("案由", "占道经营"),),
    )


class Filing(Desk):
    """The desk of papers, where drafts are reviewed and dossiers bound."""

    def __init__(self) -> None:
        super().__init__()
        drafts.register_rules("sample", Rules())
        dossier_plans.register_plan("sample", plan)
        self.reviewer = self.person("法制", Role.LEGAL_REVIEWER, self.district)

    def write(self, words: Sequence[str] = WORDS, by: Actor | None = None, **more) -> Draft:
        return drafts.write(self.matter, KEY, words, by=by or self.officer, at=self.at, **more)

    def photo(self, *, name: str = "现场.png", purpose: str = "photo", **more: object) -> FileUse:
        """A picture that an act brought, as `perform` would bind and record it."""
        use = files.store(
            io.BytesIO(picture(len(name))), name=name, by=None, at=self.at, subject_kind=purpose
        )
        return self.bring(use, purpose, **more)

    def bring(self, use: FileUse, purpose: str, confidentiality: str = "enforcement") -> FileUse:
        kept = MatterFile.objects.create(
            matter=self.matter,
            use=use,
            action="photo",
            purpose=purpose,
            confidentiality=confidentiality,
            added_at=self.at,
        )
        journal.append(
            stream=journal.standing_stream(kind="matter", key=self.matter.pk),
            action="photo",
            actor="person:1",
            occurred_at=self.at,
            recorded_at=self.at,
            values={"files": [{"sha256": use.file.sha256}]},
            rows=[kept],
        )
        return use

    def signed(self, paper: CasePaper, scan: bytes, name: str = "签名.pdf") -> SignedSheet:
        return signing.add(paper, io.BytesIO(scan), name=name, by=self.officer, at=self.at)

    def bound(self) -> Dossier:
        dossiers.ask(self.matter, by=self.officer, at=self.at)
        self.set_papers()
        found = dossiers.newest(self.matter)
        assert found is not None
        return found

    def archive(self, *, by: Actor | None = None, with_internal: bool = True) -> bytes:
        self.matter.refresh_from_db()
        made = io.BytesIO()
        building.write(
            made,
            self.matter,
            plan(self.matter),
            by=by or self.officer,
            at=self.at,
            with_internal=with_internal,
        )
        return made.getvalue()


def picture(shade: int) -> bytes:
    """A small PNG of one grey."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        packed = kind + data
        return struct.pack(">I", len(data)) + packed + struct.pack(">I", zlib.crc32(packed))

    head = struct.pack(">IIBBBBB", 4, 4, 8, 0, 0, 0, 0)
    lines = zlib.compress((b"\0" + bytes([shade % 256]) * 4) * 4)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")
