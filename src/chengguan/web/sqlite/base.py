"""A connection that knows of itself that it speaks JSON.

Django asks the database by a first statement and keeps the answer for the connection's life. Where
another process held the lock just then, "locked" was kept as "no", and every page that reads rows
as JSON failed until the server was started again.
"""

from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3.features import DatabaseFeatures as Asking


class DatabaseFeatures(Asking):
    # Built into SQLite since 3.38; Python's own library has had it longer.
    supports_json_field = True


class DatabaseWrapper(base.DatabaseWrapper):
    features_class = DatabaseFeatures
