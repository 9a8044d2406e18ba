"""What every template knows: who, when, where one can go."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chengguan.core.pages import clock, registry, tour

PHONE_PLACES = 3  # the fourth is the menu itself


@dataclass(frozen=True, slots=True)
class Place:
    title: str
    url: str
    active: bool


@dataclass(frozen=True, slots=True)
class Menu:
    sections: tuple[tuple[str, tuple[Place, ...]], ...]
    phone: tuple[Place, ...]


def frame(request: HttpRequest) -> dict[str, Any]:
    """Lazy, so that an error page before sign-in or without a database asks for nothing."""
    who = SimpleLazyObject(lambda: registry.frame_of(request))
    return {
        "now": getattr(request, "now", None),
        "frame": who,
        "menu": SimpleLazyObject(lambda: menu_of(request, who.roles)),
        "demonstration": clock.is_demonstration(),
        "tour": SimpleLazyObject(lambda: tour.shown(request)),
        "tour_enter": registry.enter_url(),
        "other_language": other_language(),
        "browser_words": browser_words,
    }


def menu_of(request: HttpRequest, roles: frozenset[str]) -> Menu:
    links = [(item, registry.resolved(item.url_name)) for item in registry.menu_for(roles)]
    links = [(item, url) for item, url in links if url]
    here = here_of(request.path, [url for _item, url in links])
    places = [(item, Place(str(item.title), url, url == here)) for item, url in links]
    sections = tuple(
        (str(registry.SECTIONS[key]), tuple(place for _item, place in group))
        for key, group in groupby(places, key=lambda pair: pair[0].section)
    )
    return Menu(sections, tuple(place for item, place in places if item.phone)[:PHONE_PLACES])


def here_of(path: str, urls: list[str]) -> str:
    """The longest address of the menu that the page lies under."""
    above = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    return max(above, key=len, default="")


def other_language() -> tuple[str, str]:
    """Code and own name of the language one click away."""
    codes = dict(settings.LANGUAGES)
    if (get_language() or "").startswith("en"):
        return next(code for code in codes if code.startswith("zh")), "中文"
    return "en", "English"


def browser_words() -> dict[str, str]:
    """The words that chengguan.js puts on the page itself."""
    return {
        "left": _("还有 %(span)s"),
        "over": _("逾期 %(span)s"),
        "lapsed": _("已届满"),
        "days": _("%(days)d 日"),
        "days_hours": _("%(days)d 日 %(hours)d 小时"),
        "hours_minutes": _("%(hours)d 小时 %(minutes)d 分"),
        "hours": _("%(hours)d 小时"),
        "minutes": _("%(minutes)d 分钟"),
        "draft": _("找到上次没有提交的内容"),
        "restore": _("恢复"),
        "discard": _("不要了"),
        "saved": _("草稿已存在本机"),
        "chosen": _("已选 %(count)d 项"),
        "back": _("上一步"),
        "next": _("下一步"),
        "step": _("第 %(step)d 步，共 %(steps)d 步"),
        "remove": _("移除"),
    }
