"""`chengguan erase`: makes the sealed values of one subject unreadable for ever."""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from chengguan.core.journal.models import SealedValue, Stream, SubjectKey
from chengguan.core.journal.services import erase
from chengguan.core.org.models import Account, Person
from chengguan.core.org.record import actor
from chengguan.core.registers.models import Party


class Command(BaseCommand):
    help = "Name what is sealed under a subject; with --yes erase it for ever, on the record."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--subject", type=UUID, required=True, help="the key of its values")
        parser.add_argument("--reason", required=True, help="why the law asks for it; is recorded")
        parser.add_argument("--by", required=True, help="account of whoever decided it")
        parser.add_argument("--yes", action="store_true", help="erase it now")

    def handle(self, *args: Any, **options: Any) -> None:
        subject, reason = options["subject"], options["reason"].strip()
        if not reason:
            raise CommandError("say why with --reason")
        account = Account.objects.filter(username=options["by"], is_active=True).first()
        if account is None:
            raise CommandError(f"no active account {options['by']}")
        for line in what_is_there(subject):
            self.stdout.write(line)
        if not options["yes"]:
            self.stdout.write("nothing erased yet: add --yes; nobody can take it back")
            return
        entry = erase(
            subject=subject, actor=actor(account.person), reason=reason, at=timezone.now()
        )
        self.stdout.write(f"erased; entry {entry.sequence} of stream {entry.stream_id}")


def what_is_there(subject: UUID) -> Iterator[str]:
    """Whose key it is, and how many values of which kind lie under it; never the values."""
    holder = SubjectKey.objects.filter(pk=subject).first()
    if holder is None:
        raise CommandError(f"nothing is sealed under {subject}")
    if holder.wrapped_key is None:
        raise CommandError(f"erased already, at {holder.erased_at}")
    for stream in Stream.objects.filter(pk=subject):
        yield f"stream of a {stream.kind}, {stream.last_sequence} entries"
    for model in (Person, Party):
        for bearer in model.objects.filter(subject=subject):
            yield f"{model._meta.verbose_name} {bearer.pk} {bearer}"
    kinds = SealedValue.objects.filter(subject=holder).order_by("kind")
    for kind, number in Counter(kinds.values_list("kind", flat=True)).items():
        yield f"{kind:<12} {number}"
