"""Every address of the house, filled with the keys of what there is, as one reader meets it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from io import BytesIO
from urllib.parse import unquote
from uuid import UUID

from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from chengguan.core.documents.models import CasePaper
from chengguan.core.files.models import FileUse
from chengguan.core.journal.models import SealedValue
from chengguan.core.org.models import Grant, Person
from chengguan.core.registers.models import Party
from chengguan.core.work.figures import registered
from chengguan.core.work.models import Matter
from chengguan.core.work.registry import procedure_of
from chengguan.enforcement.estates.models import Estate
from chengguan.enforcement.structures.models import Baseline, StructureCampaign
from tests.whole.cage import Canary
from tests.whole.town import Town

SIGNS_OUT = {"account_logout", "logout"}
EXCEL = "spreadsheetml"
ABSENT = 999_999
LIBRARY = ("account_", "mfa_")
"""Pages about one's own account, brought by a library: a few readers try them for all."""

PARTS = 3
"""The parts of a page that come after it are numbered from nothing."""
DRAFTS = ("documents:draft", "documents:docx", "documents:preview")
DRAFTED = ("investigation_report", "penalty_decision")
"""Papers that begin as drafts, each asked of every matter of the sample."""
PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """One pattern of the resolver: its name, its path and the names of its parameters."""

    name: str
    route: str
    parameters: tuple[tuple[str, str], ...]

    def filled(self, values: dict[str, object]) -> str:
        path = self.route
        for name, converter in self.parameters:
            written = f"{converter}:{name}" if converter else name
            path = path.replace(f"<{written}>", str(values[name]))
        return f"/{path}"


def addresses() -> list[Address]:
    """All patterns, those with regular expressions left to the library that brought them."""
    return [address for address in _below(get_resolver(), "", "") if "^" not in address.route]


def _below(resolver: URLResolver, space: str, route: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        path = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _below(pattern, inner, path)
        elif isinstance(pattern, URLPattern):
            named = tuple((name, converter) for converter, name in PARAMETER.findall(path))
            yield Address(f"{space}{pattern.name}", path, named)


class Crawl:
    """What one reader gets to hear, and which answers were errors of the house."""

    def __init__(self, town: Town, client: Client, *, by_all_methods: bool = False) -> None:
        self.town, self.client, self.by_all_methods = town, client, by_all_methods
        self.heard: dict[Canary, str] = {}
        self.broken: list[str] = []
        self.met: set[str] = set()

    def run(self) -> "Crawl":
        for address in addresses():
            for values in self.fillings(address):
                self.visit(address, address.filled(values))
        for path in ASKED:
            self.get(path)
        for path in self.searches():
            self.get(path)
        for path in self.odd_paths():
            self.get(path)
        return self

    # -- what an address is filled with ----------------------------------------------------

    def fillings(self, address: Address) -> list[dict[str, object]]:
        if not address.parameters:
            return [{}]
        if address.name in ("work:act", "api-1:act"):
            return list(self._acts())
        if address.name == "work:reveal":
            pairs = SealedValue.objects.values_list("subject_id", "pk")
            known = set(Matter.objects.values_list("pk", flat=True))
            mine = [(s, pk) for s, pk in pairs if s in known]
            return [{"pk": s, "sealed": pk} for s, pk in mine]
        if address.name in DRAFTS:
            return [{"matter": pk, "paper": key} for pk in self._sample() for key in DRAFTED]
        (first, _converter), *others = address.parameters
        numbers = range(PARTS) if others else range(1)
        return [
            {first: key} | {name: number for name, _converter in others}
            for key in self._keys(address)
            for number in numbers
        ]

    def _acts(self) -> Iterator[dict[str, object]]:
        """One act of each, another one for the next: together many acts are met."""
        for place, pk in enumerate(self._sample()):
            matter = Matter.objects.get(pk=pk)
            actions = list(procedure_of(matter).by_action)
            yield {"pk": matter.pk, "action": actions[place % len(actions)]}

    def _sample(self) -> list[UUID]:
        """One matter of each sort, own and foreign, for addresses that show less than the page."""
        return [self.town.matters[key] for key in SAMPLE]

    def _keys(self, address: Address) -> list[object]:
        sources = {
            "files:": FileUse.objects.values_list("pk", flat=True),
            "registers:": Party.objects.values_list("pk", flat=True),
            "documents:comment": self._sample(),
            "documents:dossier": self._sample(),
            "documents:archive": self._sample(),
            "documents:tamper": self._sample(),
            "documents:verify": CasePaper.objects.values_list("code", flat=True),
            "documents:": CasePaper.objects.values_list("pk", flat=True),
            "org:end": Grant.objects.values_list("pk", flat=True)[:3],
            "org:": Person.objects.values_list("pk", flat=True)[:3],
            "lawbook:": ["AY-C001"],
            "estates:": Estate.objects.values_list("pk", flat=True),
            "structures:baseline": Baseline.objects.values_list("pk", flat=True),
            "structures:campaign": StructureCampaign.objects.values_list("pk", flat=True),
            "work:matter": Matter.objects.values_list("pk", flat=True),
            "work:part": Matter.objects.values_list("pk", flat=True),
            "work:figure": [figure.code for figure in registered()],
            "work:": self._sample(),
            "api-": self._sample(),
        }
        for start, keys in sources.items():
            if address.name.startswith(start):
                return [*keys, ABSENT]
        return [1, 2, 3, ABSENT]  # an address nobody named here: what small numbers bring

    def searches(self) -> Iterator[str]:
        """Half a canary is looked for, so that a hit sings and an echo does not."""
        for bird in self.town.cage.where(SEARCHED):
            if (bird.organ, bird.field) in SEARCHED_OF:
                yield SEARCHED[bird.where] + bird.text[:-1]

    def odd_paths(self) -> Iterator[str]:
        """The same matters by spellings that a filter might not recognise."""
        for key in ("north/street",):
            pk = str(self.town.matters[key])
            yield f"/matters/%{ord(pk[0]):x}{pk[1:]}/"
            yield f"/matters/{pk.upper()}/"
            yield f"/matters/{pk}/."
            yield f"/matters/{pk}"
            yield f"//matters/{pk}/"
            yield f"/matters/{pk};a=1/"
            yield f"/matters/x/../{pk}/"
            yield f"/api/matters/{pk}/"
            yield f"/api/matters/{pk}.json"
            yield f"/matters/{pk}/?story=1"
            yield f"/files/{ABSENT}/../{pk}"

    # -- asking ------------------------------------------------------------------------------

    def visit(self, address: Address, path: str) -> None:
        if address.name in SIGNS_OUT:
            return
        if address.name.startswith(LIBRARY) and not self.by_all_methods:
            return
        if address.name in POSTED:
            self.post(path)
        else:
            self.get(path)
        if self.by_all_methods and address.name not in self.met:
            self.met.add(address.name)
            self.listen("HEAD", path, self.client.head(path))
            self.listen("OPTIONS", path, self.client.options(path))
            self.listen("HTMX", path, self.client.get(path, headers={"HX-Request": "true"}))
            self.post(path)

    def post(self, path: str) -> None:
        said = {"reason": "查看", "key": "k" * 12}
        self.listen("POST", path, self.client.post(path, said))

    def get(self, path: str) -> None:
        self.listen("GET", path, self.client.get(path))

    def listen(self, method: str, path: str, response: HttpResponseBase) -> None:
        if response.status_code >= 500:
            self.broken.append(f"{method} {path}: {response.status_code}")
        for bird in self.town.cage.heard_in(text_of(response)):
            self.heard.setdefault(bird, f"{method} {path}")


SAMPLE = (
    "east/street",
    "east/household_waste",
    "west/housing",
    "north/street",
    "east/case",
    "north/case",
    "a/secret",
    "east/secret",
    "east/plain",
    "own/finding",
    "other/works",
    "north/structure",
)

POSTED = {"work:reveal", "registers:reveal", "api-1:act"}
"""Addresses that answer a post alone, and for each key differently."""

SEARCHED_OF = {
    ("east", "street"),
    ("north", "street"),
    ("own", "housing"),
    ("other", "housing"),
    ("east", "illegal_structure"),
    ("north", "illegal_structure"),
}
SEARCHED = {
    "title": "/search/?q=",
    "address": "/leads/sheet.xlsx?words=",
    "spot": "/cases/sheet/?q=",
    "party name": "/search/?q=",
    "description": "/leads/?words=",
    "said": "/search/?q=",
    "caller name": "/leads/?words=",
    "works address": "/search/?q=",
    "firm": "/estates/renovations/?words=",
    "problem": "/estates/findings/?words=",
    "renovator name": "/search/?q=",
    "structure address": "/structures/sheet.xlsx?words=",
    "occupant": "/structures/?words=",
    "reporter name": "/search/?q=",
}

ASKED = [
    *(f"/leads/?view={view}" for view in ("mine", "today", "overdue", "open", "closed")),
    *(f"/leads/sheet.xlsx?view={view}" for view in ("mine", "open", "closed")),
    "/leads/?words=金丝雀",
    "/leads/?source=hotline_12345&appeal_kind=complaint",
    "/leads/?state=handling",
    *(f"/leads/?organ={organ}" for organ in (4, 7)),
    "/leads/?repeat=1",
    "/leads/?after=2020-01-01T00:00:00%2B08:00~00000000-0000-0000-0000-000000000000",
    "/leads/?before=2030-01-01T00:00:00%2B08:00~ffffffff-ffff-ffff-ffff-ffffffffffff",
    "/cases/?view=closed",
    "/cases/?state=decided",
    "/cases/?item=AY-C002&found_from=2026-01-01",
    "/cases/sheet/?view=open",
    "/search/?q=金丝雀",
    "/search/?q=当事人",
    "/search/?q=2026",
    "/registers/parties/?text=当事人",
    "/api/matters?is_open=false",
    "/api/matters?kind=lead",
    "/api/matters?kind=canary",
    "/api/matters?after=2020-01-01T00:00:00%2B08:00~00000000-0000-0000-0000-000000000000",
    "/figures/?period=2026",
    *(f"/figures/{code}/?period=2026" for code in ("leads_received", "cases_filed")),
    *(f"/figures/{code}/sheet/?period=2026" for code in ("leads_received", "cases_filed")),
    "/figures/leads_received/?period=2026&q=金丝雀",
    "/notices/?state=unread",
    "/map/?words=金丝雀",
    "/map/marks.json?box=31,121,32,122&across=32",
    *(f"/map/matters/?kind={kind}" for kind in ("renovation", "finding", "structure")),
    *(f"/estates/{what}/sheet.xlsx?view=closed" for what in ("renovations", "referrals")),
    *(f"/estates/findings/?view={view}" for view in ("late", "unreported", "closed")),
    "/estates/findings/sheet.xlsx?view=late",
    "/api/matters?kind=renovation",
    "/api/matters?kind=structure",
    "/no/such/page/",
]


# -- what an answer says -----------------------------------------------------------------------


def text_of(response: HttpResponseBase) -> str:
    """Head and body of an answer as text, whatever it is packed in."""
    content = (
        b"".join(response.streaming_content)  # type: ignore[attr-defined]
        if response.streaming
        else response.content  # type: ignore[attr-defined]
    )
    kind = response.headers.get("Content-Type", "")
    head = unquote("\n".join(response.headers.values()))
    return f"{head}\n{_unpacked(kind, content)}"


def _unpacked(kind: str, content: bytes) -> str:
    if "pdf" in kind and content:
        return _sheet(content)
    if EXCEL in kind and content:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        return str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])
    return unescape(content.decode("utf-8", "replace"))


@cache
def _sheet(content: bytes) -> str:
    """Read once: every reader is handed the same sheets."""
    return "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
