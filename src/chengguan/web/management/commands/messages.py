"""`chengguan messages`: compiles the message catalogues (no system gettext needed)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from chengguan.core.pages import catalogues


class Command(BaseCommand):
    help = "编译语言目录"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--stale", action="store_true", help="只编译有改动的")

    def handle(self, *args: Any, **options: Any) -> None:
        done = catalogues.compile_stale() if options["stale"] else catalogues.compile_all()
        self.stdout.write(f"已编译 {len(done)} 个语言目录")
