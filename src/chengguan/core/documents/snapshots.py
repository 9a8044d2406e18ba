"""What a paper says, frozen: everything that is printed, as one canonical text with its digest."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from chengguan.core.documents.registry import Field, Template
from chengguan.core.journal.canonical import canonical, digest_text
from chengguan.core.pages.words import paper_day

PRINTED = 12
"""So many hex digits of the digest are printed, and asked for again."""


@dataclass(frozen=True)
class Snapshot:
    """The canonical text; two snapshots are the same paper exactly when it is the same."""

    text: str

    @classmethod
    def freeze(
        cls,
        template: Template,
        fields: Mapping[str, Field],
        number: str,
        issuer: str,
        issued_at: datetime,
        code: str,
    ) -> "Snapshot":
        said = {
            "template": template.key,
            "title": template.title,
            "number": number,
            "issuer": issuer,
            "issued_on": paper_day(timezone.localtime(issued_at)),
            "copies": list(template.copies),
            "fields": dict(fields),
            "code": code,
            # Part of the paper: a house that moves does not change old sheets.
            "verify": f"{public_address()}{reverse('documents:verify', args=[code])}",
        }
        return cls(canonical(said))

    @cached_property
    def said(self) -> dict[str, Any]:
        return dict(json.loads(self.text))

    @property
    def digest(self) -> str:
        return digest_text(self.text)

    @property
    def url(self) -> str:
        """What the QR code says: where to ask, and the digest to ask with."""
        return f"{self.said['verify']}?digest={self.digest[:PRINTED]}"


def public_address() -> str:
    """Where the public reaches this house, without a slash at the end."""
    return str(getattr(settings, "CHENGGUAN_PUBLIC_URL", "") or "").rstrip("/")
