"""The keys of the house: which there are, making them, and changing the master key."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from chengguan.core.journal import keys
from chengguan.core.journal.services import rotate_master_key

KINDS = (keys.MASTER, keys.BLIND, keys.SIGNING)


class Command(BaseCommand):
    help = "Names the keys; makes those that lack, or a new one that is used from now on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--create", action="store_true", help="make the kinds that lack")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--new", choices=KINDS, help="a further key of this kind")
        what.add_argument(
            "--rotate", action="store_true", help="a new master key, and what it wraps anew"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["new"]:
            keys.create(options["new"])
        if options["rotate"]:
            self.stdout.write(f"{rotate_master_key()} keys of subjects wrapped anew")
        for kind in KINDS:
            if options["create"] and not names(kind):
                keys.create(kind)
            self.stdout.write(f"{kind:<8} {', '.join(names(kind)) or 'none: add --create'}")
        self.stdout.write(f"in {settings.KEYS_ROOT}; copy them apart from the backups")


def names(kind: str) -> list[str]:
    """Oldest first; the last is in use."""
    return sorted(
        path.stem.removeprefix(f"{kind}-") for path in keys.folder().glob(f"{kind}-*.key")
    )
