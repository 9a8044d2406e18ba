"""The handlers that notices itself brings: a notice on the screen, a mail where one is set up."""

import json

from django.conf import settings
from django.core.mail import send_mail

from chengguan.core.notices.models import OutboxRow
from chengguan.core.notices.outbox import handler
from chengguan.core.notices.services import notify
from chengguan.core.org.models import Person
from chengguan.core.pages import clock

NOTICE = "notice"
MAIL = "mail"


@handler(NOTICE)
def show(row: OutboxRow) -> None:
    """Payload: JSON with the arguments of `notify` but its time and source."""
    notify(**json.loads(row.payload), at=clock.now(), source=f"outbox:{row.pk}")


@handler(MAIL)
def mail(row: OutboxRow) -> None:
    """Payload: JSON with person_id, title and body. Nothing happens where no mail is set up."""
    told = json.loads(row.payload)
    sender = getattr(settings, "CHENGGUAN_MAIL_FROM", "")
    address = Person.objects.values_list("email", flat=True).get(pk=told["person_id"])
    if sender and address:
        send_mail(told["title"], told.get("body", ""), sender, [address])
