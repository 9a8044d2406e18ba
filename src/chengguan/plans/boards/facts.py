"""What guards may know of a bulletin and of a receipt."""

from dataclasses import dataclass

from chengguan.core.work.acting import Actor, At
from chengguan.core.work.hands import Hands, hands_of
from chengguan.core.work.models import Matter
from chengguan.plans.boards.models import Bulletin, BulletinReceipt

SIGN = "BULLETIN_SIGN"


@dataclass(frozen=True)
class BulletinFacts:
    """A bulletin changes by its receipts alone."""

    hands: Hands


def bulletin_facts(matter: Matter, at: At, by: Actor) -> BulletinFacts:
    matter.bulletin = Bulletin.objects.get(pk=matter.pk)
    return BulletinFacts(hands_of(matter, at, by))


def receipt_facts(matter: Matter, at: At, by: Actor) -> BulletinFacts:
    """Its effect finds the row again as ``matter.bulletin_receipt``."""
    matter.bulletin_receipt = BulletinReceipt.objects.select_related("bulletin").get(pk=matter.pk)
    return BulletinFacts(hands_of(matter, at, by))
