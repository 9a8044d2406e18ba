"""What verification reports, and the checks other apps add to it."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was recorded, and where: a stream's entry, a row, or both."""

    code: str
    message: str | Promise
    stream: UUID | str | None = None
    sequence: int | str | None = None
    model: str = ""
    row: str = ""
    note: str = ""

    def __str__(self) -> str:
        return " · ".join(part for part in (str(self.message), self.place, self.note) if part)

    @property
    def place(self) -> str:
        parts = []
        if self.model:
            parts.append(f"{self.model} {self.row}".strip())
        if self.stream:
            parts.append(_("流 %(stream)s") % {"stream": self.stream})
        if self.sequence is not None:
            parts.append(_("第 %(sequence)s 条") % {"sequence": self.sequence})
        return "，".join(parts)

    def as_dict(self) -> dict[str, str]:
        place = (("stream", self.stream), ("sequence", self.sequence))
        rest = (("model", self.model), ("row", self.row), ("note", self.note))
        named = {name: str(value) for name, value in place + rest if value not in (None, "")}
        return {"code": self.code, "message": str(self.message), **named}


@dataclass
class Report:
    """The outcome of one verification: findings, and how much was looked at."""

    findings: list[Finding] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def ok(self) -> bool:
        return not self.findings

    def __str__(self) -> str:
        lines = ["  ".join(f"{name} {count}" for name, count in self.counts.items())]
        lines += [f"✗ {finding.code}  {finding}" for finding in self.findings]
        if self.ok:
            lines.append(_("✓ 与记录一致"))
        else:
            lines.append(_("共 %(count)s 处不一致") % {"count": len(self.findings)})
        return "\n".join(lines)

    def as_dict(self) -> dict[str, object]:
        findings = [finding.as_dict() for finding in self.findings]
        return {"ok": self.ok, "counts": dict(self.counts), "findings": findings}


Check = Callable[[], Iterable[Finding]]
CHECKS: dict[str, Check] = {}


def register_check(name: str, function: Check) -> None:
    """Add an app's own check to `verify` (from `AppConfig.ready`)."""
    CHECKS[name] = function
