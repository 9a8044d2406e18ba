"""A small true history: an order that becomes a case, decided, paid, closed, and told back."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from uuid import UUID, uuid4

from chengguan.core.documents import dossiers, signing
from chengguan.core.documents import services as documents
from chengguan.core.documents.models import CasePaper
from chengguan.core.files import storage
from chengguan.core.files.models import FileUse
from chengguan.core.journal.services import checkpoint, seal_looks, write_deposit
from chengguan.core.lawbook import services as lawbook
from chengguan.core.lawbook.models import ChangeKind
from chengguan.core.org.kinds import OrganKind
from chengguan.core.org.services import found_organ
from chengguan.core.registers import merging
from chengguan.core.registers import services as registers
from chengguan.core.registers.locating import import_boundaries
from chengguan.core.work.acting import At
from chengguan.core.work.adoption import Told
from chengguan.core.work.handling import AskCosign, Cosign, NoteMistake
from chengguan.core.work.models import Matter
from chengguan.core.work.services import reveal
from chengguan.enforcement.cases import inputs as case_inputs
from chengguan.enforcement.leads import inputs, services
from chengguan.flows.lead_to_case.services import DocketCase
from tests.whole import estate_life, rare_course, structure_life, union_life
from tests.whole.ordinary import OrdinaryCase
from tests.whole.planned_year import PlannedYear
from tests.whole.town import EAST, ITEMS, LEAFLETS, NOW, Town

HANDLER, PARTNER, HEAD, DISPATCHER = "handler", "officer", "head", "dispatcher"


class History(Town):
    """Two orders with their cases; ``papers`` are typeset, the head lies in ``deposits``."""

    def __init__(self, deposits: Path) -> None:
        super().__init__()
        self.deposits = deposits
        structure = structure_life.ordered(self)
        self.ordinary_case_played()
        rare_course.suspected(self)
        estate_life.lived(self)
        PlannedYear(self).played()
        rare_course.taken_over(self)
        structure_life.forced(structure)
        self.its_day_begins()
        self.leads = [self.docketed(number) for number in range(2)]
        self.returned()
        self.registered()
        self.adopted()
        union_life.lived(NOW)
        for paper in CasePaper.objects.filter(file=None):
            documents.typeset(paper, NOW)
        self.signed()
        self.looked()
        seal_looks(at=NOW)
        write_deposit(deposits, checkpoint(NOW))

    def ordinary_case_played(self) -> None:
        """Every table of the ordinary procedure gets its rows."""
        played = OrdinaryCase(self, EAST, self.opening(6).party, lambda where: f"说明 {where}")
        played.verified().docketed().investigated().informed().decided().served()
        played.executed().archived()
        dossiers.ask(Matter.objects.get(pk=played.case), by=self.actor(HANDLER), at=self.at)
        OrdinaryCase(self, EAST, self.opening(9).party, str).verified().declined()

    def registered(self) -> None:
        """Two records of one party made one and two again; a place inside a boundary."""
        facts = {"by": None, "at": self.at}
        one, other = (
            registers.register_party(kind="person", name=name, **facts)
            for name in ("甲某", "甲 某")
        )
        facts["by"] = self.people[HEAD]
        merging.merge_parties(party=one, into=other, reason="同一人", **facts)
        merging.unmerge_party(party=one, reason="不是同一人", **facts)
        street = found_organ(
            kind=OrganKind.SUBDISTRICT,
            name="示范街道",
            short_name="示范街道",
            since=self.at.date(),
            **facts,
        )
        ring = [[121.0, 31.0], [122.0, 31.0], [122.0, 32.0], [121.0, 32.0]]
        area = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
        feature = {"properties": {"name": street.name}, "geometry": area}
        import_boundaries({"features": [feature]}, datum="wgs84", **facts)
        registers.register_place(
            kind="estate",
            name="示范新村",
            aliases=["老新村"],
            latitude=Decimal("31.5"),
            longitude=Decimal("121.5"),
            **facts,
        )

    def received(self, number: int, kind: str = "report") -> UUID:
        order = inputs.Receive(
            organ=self.organs["a"],
            source="hotline_12345",
            appeal_kind=kind,
            title=f"张贴小广告 {number}",
            description="电线杆上贴满小广告。",
            external_no=f"SH{number:06d}",
            caller_name="林某",
            caller_phone="13800000001",
            place=self.place(f"{number}"),
            address_text="示范路 12 号",
            item_code=LEAFLETS,
            photos=(self.file(DISPATCHER, "content", "east", "street"),),
        )
        outcome = services.take_in(
            by=self.actor(DISPATCHER), at=At.once(self.at), data=order, key=uuid4().hex
        )
        return outcome.matter

    def docketed(self, number: int) -> UUID:
        lead = self.received(number)
        sent = inputs.Dispatch(self.organs["east"], "report", LEAFLETS, "属地")
        self.act(lead, "dispatch", DISPATCHER, sent)
        self.act(lead, "sign", HANDLER)
        self.act(lead, "contact", HANDLER, inputs.Contact("phone", "connected", "说在现场"))
        officers = (self.people[HANDLER], self.people[PARTNER])
        photo = self.file(HANDLER, "content", "east", "street")
        seen = inputs.CheckOnSite(officers=officers, found="属实。", photos=(photo,))
        self.act(lead, "check_on_site", HANDLER, seen)
        self.act(lead, "ask_extension", HANDLER, inputs.AskExtension("须会同物业。"))
        self.act(lead, "grant_extension", HEAD, inputs.DecideExtension("同意"))
        self.act(lead, "docket", HANDLER, DocketCase("违法事实清楚", self.opening(number)))
        case = Matter.objects.get(links_in__source=lead, links_in__kind="case")
        self.punish(case.pk, number)
        self.answered(lead)
        return lead

    def opening(self, number: int) -> case_inputs.OpenSummary:
        party = registers.register_party(
            kind="person",
            name=f"当事人{number}",
            phone="13900000001",
            address="示范路 8 号",
            identifier="A1234",
            id_kind="other",
            aliases=(f"绰号{number}",),
            by=None,
            at=self.at,
        )
        return case_inputs.OpenSummary(
            organ=self.organs["east"],
            officer=self.people[HANDLER],
            party=party,
            item_code=LEAFLETS,
            conduct_on=self.at.date(),
            discovered_at=self.at,
            spot="示范路 12 号门前",
            fact="在电线杆上张贴小广告六张",
        )

    def punish(self, case: UUID, number: int) -> None:
        officers = (self.people[HANDLER].pk, self.people[PARTNER].pk)
        seen = case_inputs.Inspect(
            officers=officers,
            certificates_shown_at=self.at,
            record="小广告六张，当事人承认。",
            signature="signed",
            harm="real",
            photos=(self.file(HANDLER, "content", "east", "street"),),
        )
        doubted = self.people["colleague"].pk
        ruling = case_inputs.RuleOnRecusal(officer=doubted, is_granted=True)
        notice = case_inputs.Inform(
            is_warning=False, fine=10000, reasons="六张", basis="沪市容条例 20"
        )
        self.act(case, "inspect", HANDLER, seen)
        asked = case_inputs.RequestRecusal(officer=doubted, is_by_party=True, reason="有过纠纷。")
        self.act(case, "request_recusal", HANDLER, asked)
        self.act(case, "rule_on_recusal", HEAD, ruling)
        self.act(
            case, "order_correction", HANDLER, case_inputs.OrderCorrection(requirement="立即清除")
        )
        self.act(case, "inform", HANDLER, notice)
        heard = case_inputs.Hear(is_waived=False, statement="初犯。", review="已复核。")
        self.act(case, "hear", HANDLER, heard)
        decision = case_inputs.DecideOnTheSpot(
            officers=officers,
            item_code=LEAFLETS,
            is_warning=False,
            fine=10000,
            served_at=self.at + timedelta(minutes=1),
            signature="signed",
        )
        self.act(case, "decide", HANDLER, decision)
        self.act(case, "file_record", HANDLER, case_inputs.FileRecord(filed_with="内勤"))
        self.paid(case, number)
        self.act(case, "close", HANDLER)

    def paid(self, case: UUID, number: int) -> None:
        """One pays at the bank, the other on the spot."""
        if number:
            paid = case_inputs.RecordPayment(
                channel="bank", receipt_number="JS001", treasury_account="代收专户"
            )
            self.act(case, "record_payment", HANDLER, paid)
            return
        self.act(
            case, "collect", HANDLER, case_inputs.Collect(ground="small", receipt_number="沪票 1")
        )
        self.act(
            case, "hand_in", HANDLER, case_inputs.TakeHandIn(received_by="内勤", voucher="交 1")
        )
        self.act(case, "deposit", HANDLER, case_inputs.TakeDeposit(bank_receipt="回单 1"))

    def answered(self, lead: UUID) -> None:
        result = inputs.Submit("solved", "已核查。", "已处罚。", "每日巡查。")
        marks = inputs.ReturnSubmission((inputs.Mark("done", "写明处罚结果。"),))
        self.act(lead, "submit", HANDLER, result)
        self.act(lead, "return_submission", HEAD, marks)
        self.act(lead, "submit", HANDLER, result)
        self.act(lead, "approve_submission", HEAD, inputs.Approve())
        self.act(lead, "answer", HANDLER, inputs.Answer("phone", "已告知。"))
        self.act(lead, "call_back", DISPATCHER, inputs.AnswerBack("satisfied", "满意"))

    def returned(self) -> None:
        """An order that nobody wants, until the arbiter says whose it is; then it is put off."""
        lead = self.received(7, "complaint")
        no = inputs.Return("wrong_duty", "沪城管执法条例 11", "不属本队职责。")
        sent = inputs.Dispatch(self.organs["west"], "complaint", ITEMS["street"], "属地")
        self.act(lead, "dispatch", DISPATCHER, sent)
        for _round in range(2):
            self.act(lead, "sign", "west_handler")
            self.act(lead, "return_order", "west_handler", no)
            self.act(lead, "redispatch", DISPATCHER, inputs.Redispatch(self.organs["west"], "仍属"))
        self.act(lead, "sign", "west_handler")
        self.act(lead, "refer", "west_handler", no)
        self.act(lead, "rule", DISPATCHER, inputs.Rule(self.organs["east"], "终审"))
        self.act(lead, "sign", HANDLER)
        self.act(lead, "hold", HEAD, inputs.Hold("等候施工队进场。"))
        asked = AskCosign((self.people[PARTNER],), "with", "施工队何时进场")
        self.act(lead, "ask_cosign", HEAD, asked)
        self.act(lead, "cosign", PARTNER, Cosign("下周一"))
        self.act(lead, "note_mistake", HEAD, NoteMistake(1, "门牌写错", "14 号", "笔误"))
        self.exempted()

    def exempted(self) -> None:
        """A case without a penalty, and one act of the past that was unlawful."""
        self.at += timedelta(minutes=1)
        case = self.open("case.summary", "discover", HANDLER, self.opening(8))
        seen = case_inputs.Inspect(
            officers=(self.people[HANDLER].pk, self.people[PARTNER].pk),
            certificates_shown_at=self.at,
            record="当场清除。",
            signature="signed",
            harm="slight",
            photos=(self.file(HANDLER, "content", "east", "street"),),
        )
        self.act(case, "inspect", HANDLER, seen)
        put_right = case_inputs.OrderCorrection(requirement="清除。", corrected_at=self.at)
        self.act(case, "order_correction", HANDLER, put_right)
        exempt = case_inputs.Exempt(
            ground="first", reasons="初次且轻微，已改正。", education="已教育。"
        )
        self.act(case, "exempt", HANDLER, exempt)

    def adopted(self) -> None:
        """A case that another system began, and a rule that the bureau wants to change."""
        brought = case_inputs.AdoptCase(
            **vars(self.opening(10)), told=(Told(name="案号", value="旧-1"),)
        )
        self.open("case.summary", "adopt_on_site", HANDLER, brought)
        wanted = lawbook.Proposed(
            kind=ChangeKind.CLOCK,
            target="CK08",
            since=NOW.date() + timedelta(days=30),
            source="局务会纪要",
            reason="当事人普遍来不及",
            number=7,
        )
        lawbook.propose(wanted, by=self.people["legal"], at=self.at)

    def signed(self) -> None:
        """The scan of a paper that came back with a name under it."""
        paper = CasePaper.objects.filter(matter__procedure="case.summary").order_by("pk")[0]
        sheet = storage.path_of(paper.file.file.sha256).read_bytes()
        by = self.actor(HANDLER)
        signing.add(paper, BytesIO(sheet + b"\n"), name="签名件.pdf", by=by, at=NOW)

    def looked(self) -> None:
        lead = Matter.objects.select_related("lead__caller_name", "organ").get(pk=self.leads[0])
        reveal(
            lead,
            lead.lead.caller_name,
            class_key="complainant",
            by=self.actor(DISPATCHER),
            at=At.once(self.at),
            reason="回访",
        )

    @property
    def uses(self) -> list[FileUse]:
        return list(FileUse.objects.select_related("file").order_by("pk"))
