"""A plan document as it lies on the desk (txt, docx, pdf) → its structure, and proposed items.

Pure: no database, no Django, no clock. One call:

    read_plan(name: str, data: bytes) -> PlanDocument        raises PlanRefused(code, parameters)

``PlanDocument`` holds everything that stands in the file, once and in order (``pieces``): the
cover with its issuing number, the preamble, sections, numbered paragraphs and their sentences,
tables with their rows, annexes and the lines at the end. Pages cut in mid-sentence are joined;
markdown marks, page numbers and footnote signs stand apart from the text (signs in ``notes``).

Keys name a place: ``004/2`` a section, ``004/2.1`` a paragraph (and its heading sentence),
``004/2.1.3`` the third sentence after the heading, ``004/0.0.1`` the order of the covering notice,
``004/0.1.1`` the preamble, ``004/F1.1.1`` text of the first annex, ``004/A.3`` the third row of the
first table. Sections and paragraphs count as they stand, whatever number is written before them.

``items`` proposes: one for every sentence that holds a duty (``parts`` where semicolons part
several), one for every row; each with written owners, co-units and typed windows, and from where
these were taken. A person confirms; nothing here knows organs or accounts.
"""

from chengguan.plans.reading.document import (
    CoverLine,
    LineKind,
    Note,
    Paragraph,
    PlanDocument,
    Role,
    Row,
    Section,
    Sentence,
    Table,
)
from chengguan.plans.reading.items import Origin, Part, ProposedItem, Source, proposed_items
from chengguan.plans.reading.owners import CoUnit, Owner, Share
from chengguan.plans.reading.refusal import PlanRefused, Refusal
from chengguan.plans.reading.structure import read_plan
from chengguan.plans.reading.timing import Timing
from chengguan.plans.reading.windows import (
    By,
    EachOf,
    EitherOf,
    HalfYear,
    Month,
    On,
    Quarter,
    Span,
    TenDays,
    WholeYear,
    Window,
)

__all__ = [
    "By",
    "CoUnit",
    "CoverLine",
    "EachOf",
    "EitherOf",
    "HalfYear",
    "LineKind",
    "Month",
    "Note",
    "On",
    "Origin",
    "Owner",
    "Paragraph",
    "Part",
    "PlanDocument",
    "PlanRefused",
    "ProposedItem",
    "Quarter",
    "Refusal",
    "Role",
    "Row",
    "Section",
    "Sentence",
    "Share",
    "Source",
    "Span",
    "Table",
    "TenDays",
    "Timing",
    "WholeYear",
    "Window",
    "proposed_items",
    "read_plan",
]
