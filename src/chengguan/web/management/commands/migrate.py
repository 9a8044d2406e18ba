"""Django's migrate; afterwards the journal's triggers stand again, whatever the migrations did."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from chengguan.core.journal.triggers import install_triggers


class Command(Migrate):
    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        connection = connections[options["database"]]
        if "journal_journalentry" in connection.introspection.table_names():
            install_triggers(connection)
