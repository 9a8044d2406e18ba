"""The page of the demonstration on which a copy of a matter's FILE is altered and verified."""

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chengguan.core.documents.archive import building, tampering, verifying
from chengguan.core.documents.archive.verifying import Verdict
from chengguan.core.documents.dossier_plans import Plan, plan_of
from chengguan.core.documents.models import Dossier
from chengguan.core.journal.findings import Finding
from chengguan.core.pages import clock
from chengguan.core.pages import registry as pages
from chengguan.core.pages.shapes import Crumb, Fact, FactGroup, NoticeView, Tone
from chengguan.core.work.models import Matter
from chengguan.core.work.requests import actor_of_request, matter_for, moment_of


@dataclass(frozen=True)
class Checked:
    """One FILE as it lay on the disk, and what the check of FILEs said of it."""

    sha256: str
    verdict: Verdict


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tamper(request: HttpRequest, matter: UUID) -> HttpResponse:
    """Verify the FILE of a matter; POST alters a copy of it, verifies both, keeps neither."""
    if not clock.is_demonstration():
        raise Http404
    found, way = matter_for(request, matter), request.POST.get("way", "")
    if request.method == "POST" and way not in tampering.WAYS:
        raise Http404
    with tempfile.TemporaryDirectory(prefix="chengguan-copy-") as folder:
        original, copy = Path(folder, "original.zip"), Path(folder, "copy.zip")
        _make(request, found, original)
        change, broken = None, None
        if way:
            try:
                change = tampering.altered(original, copy, way)
            except LookupError:
                raise Http404 from None
            broken = _check(copy)
        whole = _check(original)
    context = {
        "matter": found,
        "crumbs": (
            Crumb(str(pages.kind_title(found.kind)), pages.listing_url(found.kind)),
            Crumb(found.number, reverse("work:matter", args=[found.pk])),
            Crumb(_("核验办理记录"), reverse("work:record", args=[found.pk])),
            Crumb(_("改副本试试")),
        ),
        "original": _said(whole, _("原件")),
        "original_facts": (_facts(whole),),
        "ways": _ways(),
        "change": change,
        "copy": _said(broken, _("副本")) if broken else None,
        "copy_facts": (_facts(broken),) if broken else (),
        "findings": [_line(finding) for finding in broken.verdict.findings] if broken else (),
    }
    return render(request, "documents/tamper.html", context)


def _make(request: HttpRequest, found: Matter, path: Path) -> None:
    plan = plan_of(found) or Plan(found.title, Dossier.Retention.TEN, found.organ)
    with path.open("w+b") as target:
        building.write(target, found, plan, by=actor_of_request(request), at=moment_of(request))


def _check(path: Path) -> Checked:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Checked(digest, verifying.verify_file(path))


def _ways() -> tuple[tuple[str, str, str], ...]:
    return (
        ("value", _("改一个数"), _("把办理记录里的一个金额（没有就别的数）改掉一位，别的不动。")),
        ("file", _("改一个文件"), _("把一份文书或者照片改掉一个字节。")),
        (
            "covered",
            _("改完再遮掩"),
            _("改掉一个数，再把摘要、链条和清单全部重新算过；只有签名造不出来。"),
        ),
    )


def _said(checked: Checked, title: str) -> NoticeView:
    if checked.verdict.ok:
        return NoticeView(_("与签署的清单和办理记录一致。"), Tone.DONE, title=title)
    count = {"count": len(checked.verdict.findings)}
    return NoticeView(_("核验不符，共 %(count)s 处。") % count, Tone.OVERDUE, title=title)


def _facts(checked: Checked) -> FactGroup:
    counts = checked.verdict.counts
    return FactGroup(
        _("核验了什么"),
        (
            Fact(_("文件散列（SHA-256）"), checked.sha256, wide=True),
            Fact(_("成员"), str(counts["members"])),
            Fact(_("办理记录"), str(counts["entries"])),
            Fact(_("受管记录"), str(counts["rows"])),
            Fact(_("检查点之下"), str(counts["entries under head"])),
        ),
    )


def _line(finding: Finding) -> tuple[str, str, str]:
    """Code, what it says, and where."""
    return finding.code, str(finding.message), finding.place
