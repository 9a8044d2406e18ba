"""审核退回: what a review sent back, above the page until the case is sent up again."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from chengguan.core.pages.markup import source
from chengguan.core.pages.shapes import NoticeView, Tone
from chengguan.core.pages.words import labelled, moment
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.enforcement.cases.models import CaseOfficer, LegalReview, ReviewPoint
from chengguan.enforcement.cases.ordinary.book import Book
from chengguan.enforcement.cases.ordinary.states import hearing, informed


def returned(matter: Matter, book: Book, actor: Actor) -> list[NoticeView]:
    """The points of the last review where it was returned; the officers find the way to answer.

    It stands while the case lies with them: a further review or the decision takes it away.
    """
    review = book.last(LegalReview)
    is_back = matter.state in (informed.key, hearing.key)
    if review is None or review.is_passed is not False or not is_back:
        return []
    points = book.of(ReviewPoint, review_id=review.pk)
    handling = {officer.person_id for officer in book.of(CaseOfficer, until=None)}
    may_answer = actor.person_id in handling and matter.state == informed.key
    return [
        NoticeView(
            format_html(
                _("{who} {when} 退回。请按下列各点修改，逐点答复后再送审。"),
                who=source(book.name(review.reviewer_id)),
                when=moment(review.ruled_at),
            ),
            Tone.WARNING,
            _("法制审核退回"),
            url=reverse("work:act", args=[matter.pk, "submit_review"]) if may_answer else "",
            link=_("逐点答复并送审"),
            lines=(*filter(None, [review.opinion]), *map(_point, points)),
        )
    ]


def _point(point: ReviewPoint) -> str:
    said = labelled(f"{point.position}. {point.get_aspect_display()}", point.text)
    return f"{said} → {point.answer}" if point.answer else said
