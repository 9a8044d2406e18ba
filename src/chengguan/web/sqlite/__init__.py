"""Django's own backend for SQLite, with one answer given beforehand."""
