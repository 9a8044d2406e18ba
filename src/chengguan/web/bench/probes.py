"""The measured requests: each is a function of a running number that asks the house once."""

import io
import json
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from importlib import import_module
from typing import Any
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.handlers.wsgi import WSGIHandler
from django.test.utils import override_settings
from django.urls import reverse

from chengguan.core.lawbook.items import items_on
from chengguan.core.org.adapter import BACKEND
from chengguan.core.org.models import Account
from chengguan.core.work.models import Assignment, Matter
from chengguan.enforcement.structures.procedures import STRUCTURE
from chengguan.web.bench.budgets import BARE_INSERT, BARE_LIST
from chengguan.web.bench.ground import MANAGER
from chengguan.web.bench.population import READER
from chengguan.web.middleware import SEEN

Probe = Callable[[int], object]


class Unexpected(Exception):
    """The house answered otherwise than it should; there is nothing to measure."""


class Door:
    """The house as a server calls it, in this process; `cookies` as a browser sends them."""

    def __init__(self, cookies: Mapping[str, str], *, middleware: bool = True) -> None:
        kept = settings.MIDDLEWARE if middleware else []
        with override_settings(MIDDLEWARE=kept):
            self.application = WSGIHandler()
        self.let_in(cookies)

    def let_in(self, cookies: Mapping[str, str]) -> None:
        """From here on it is somebody else who asks."""
        self.headers = {
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "HTTP_X_CSRFTOKEN": cookies.get(settings.CSRF_COOKIE_NAME, ""),
        }

    def get(self, path: str) -> bytes:
        return self._call("GET", path, "", b"", 200)

    def post_json(self, path: str, values: Mapping[str, object], expected: int = 200) -> bytes:
        return self._call("POST", path, "application/json", json.dumps(values).encode(), expected)

    def post_form(self, path: str, values: Mapping[str, object]) -> bytes:
        """A form that was accepted leads on to another page."""
        kind = "application/x-www-form-urlencoded"
        return self._call("POST", path, kind, urlencode(values).encode(), 302)

    def _call(self, method: str, path: str, kind: str, body: bytes, expected: int) -> bytes:
        place, _, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": place,
            "QUERY_STRING": query,
            "CONTENT_TYPE": kind,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
            **self.headers,
        }
        setup_testing_defaults(environ)
        status: list[str] = []

        def start(line: str, headers: Any, error: Any = None, /) -> Callable[[bytes], object]:
            status.append(line)
            return io.BytesIO().write

        response = self.application(environ, start)
        answer = b"".join(response)
        response.close()
        if int(status[0].split()[0]) != expected:
            raise Unexpected(f"{method} {path}: {status[0]} {answer[:500].decode()}")
        return answer


def signed_in(username: str, at: datetime) -> Door:
    """The house as it answers somebody who has signed in."""
    return Door(cookies_of(Account.objects.get(username=username), at))


def cookies_of(account: Account, at: datetime) -> dict[str, str]:
    """What the browser of somebody who has signed in sends."""
    return {
        settings.SESSION_COOKIE_NAME: _session(account, at),
        settings.CSRF_COOKIE_NAME: secrets.token_hex(16),
    }


def plain_row(number: int, at: datetime) -> dict[str, object]:
    """What the bare insert writes."""
    return {
        "kind": "lead",
        "number": f"PLAIN-{number}",
        "title": "占道经营",
        "organ": "001街镇队",
        "state": "received",
        "is_open": True,
        "next_due_at": at.isoformat(),
        "version": 1,
    }


def insert_plain(bare: Door, number: int, at: datetime) -> None:
    """The bare insert against which writing is measured."""
    bare.post_json("/bare/insert", plain_row(number, at), expected=201)


class House:
    """The reader, signed in, and what he asks for."""

    lists = ("list.json", "list.html")

    def __init__(self, at: datetime) -> None:
        account = Account.objects.get(username=READER)
        self.door, self.bare, self.at = signed_in(READER, at), Door({}, middleware=False), at
        desk = Assignment.objects.filter(person=account.person, until=None).order_by("matter")
        self.desk = list(desk.values_list("matter", flat=True))
        self.versions = dict(Matter.objects.filter(pk__in=self.desk).values_list("pk", "version"))
        self.item = items_on(at.date())[0].code
        self.organ = account.person.grants.order_by("id").values_list("organ", flat=True)[0]

    def probes(self) -> dict[str, Probe]:
        return {
            BARE_LIST: lambda number: self.bare.get("/bare/list"),
            "list.json": lambda number: self.door.get("/api/matters"),
            "list.html": lambda number: self.door.get(reverse("leads:list")),
            "detail": self._detail,
            BARE_INSERT: self._insert,
            "intake": self._take_in,
            "act": self._act,
        }

    def _detail(self, number: int) -> None:
        self.door.get(reverse("work:matter", args=[self.desk[number % len(self.desk)]]))

    def _insert(self, number: int) -> None:
        insert_plain(self.bare, number, self.at)

    def _take_in(self, number: int) -> None:
        """A lead with the caller's name and number, as an officer files it on his round."""
        said = {
            "key": secrets.token_hex(16),
            "source": "patrol",
            "organ": self.organ,
            "appeal_kind": "complaint",
            "title": "占道经营",
            "description": "店铺占用人行道经营，影响通行。",
            "item_code": self.item,
            "address_text": f"新华路{number}号",
            "caller_name": "来电人",
            "caller_phone": f"139{number:08d}",
        }
        self.door.post_form(reverse("leads:new"), said)

    def _act(self, number: int) -> None:
        """先行联系 on a lead of the reader's desk, with what was said."""
        matter = self.desk[number % len(self.desk)]
        said = {
            "key": secrets.token_hex(16),
            "version": self.versions[matter],
            "data": {"channel": "phone", "result": "connected", "said": "已告知办理安排。"},
        }
        self.door.post_json(f"/api/matters/{matter}/acts/contact", said)
        self.versions[matter] += 1


class GroundHouse:
    """The reader on the ground, and the manager of an office with his rounds."""

    lists = ("register", "map", "clearing", "rounds")

    def __init__(self, at: datetime) -> None:
        self.reader, self.manager = signed_in(READER, at), signed_in(MANAGER, at)
        self.bare = Door({}, middleware=False)

    def probes(self) -> dict[str, Probe]:
        box = urlencode({"kind": STRUCTURE.kind, "box": "31.1,121.2,31.3,121.5,wgs84"})
        return {
            BARE_LIST: lambda number: self.bare.get("/bare/list"),
            "register": lambda number: self.reader.get(reverse("structures:list")),
            "map": lambda number: self.reader.get(f"{reverse('atlas:marks')}?{box}"),
            "clearing": lambda number: self.reader.get(reverse("structures:board")),
            "rounds": lambda number: self.manager.get(reverse("estates:today")),
        }


def _session(account: Account, at: datetime) -> str:
    """The key of a session that sign-in would have begun."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session[SEEN] = int(at.timestamp())
    session.create()
    return str(session.session_key)
