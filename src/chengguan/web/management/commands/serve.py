"""Serves the platform on this machine: schema and words brought up to date, web server, worker."""

import socket
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError

from chengguan.core.pages import catalogues
from chengguan.web import health, serving


class Command(BaseCommand):
    help = "Web server and worker together, until Ctrl+C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2, help="web processes (default 2)")
        parser.add_argument("--no-worker", action="store_true", help="a worker runs elsewhere")
        parser.add_argument(
            "--demo", action="store_true", help="the demonstration (see command.py)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        if not is_free(host, port):
            raise CommandError(f"{host}:{port} is taken: choose another with --port")
        self.prepare(options["verbosity"])
        house = serving.House(
            serving.gunicorn(host, port, options["workers"]),
            None if options["no_worker"] else serving.command("worker"),
        )
        self.stdout.write(f"http://{host}:{port}/   (Ctrl+C ends it)")
        self.stdout.flush()
        sys.exit(house.run())

    def prepare(self, verbosity: int) -> None:
        for folder in (settings.CHENGGUAN_HOME, settings.STATIC_ROOT):
            folder.mkdir(parents=True, exist_ok=True)
        if not health.migrations().ok:
            call_command("migrate", verbosity=max(0, verbosity - 1), interactive=False)
        catalogues.compile_stale()
        empty = not get_user_model()._default_manager.exists()
        if settings.CHENGGUAN_DEMONSTRATION and empty and "demo" in get_commands():
            call_command("demo", yes=True)


def is_free(host: str, port: int) -> bool:
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
        except OSError:
            return False
    return True
