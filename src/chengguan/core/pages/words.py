"""The words of dates, money and time left, and the sentences of what `law` answers in codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from chengguan.core.pages.sentences import GRADES, HOLIDAYS, SENTENCES, UNITS

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万亿")
LAST_MINUTE = time(23, 59)


# ── dates ──────────────────────────────────────────────────────────────────────


def local(value: date | datetime) -> date | datetime:
    """A moment in the local time zone; a plain date as it is."""
    return timezone.localtime(value) if isinstance(value, datetime) else value


def day(value: date | datetime | None) -> str:
    """2026-03-06, as in tables."""
    return f"{local(value):%Y-%m-%d}" if value else ""


def moment(value: date | datetime | None) -> str:
    """2026-03-06 14:20, as in tables."""
    return f"{local(value):%Y-%m-%d %H:%M}" if value else ""


def paper_day(value: date | datetime | None) -> str:
    """2026年3月6日, as in papers, in every language."""
    if value is None:
        return ""
    known = local(value)
    return f"{known.year}年{known.month}月{known.day}日"


def weekday(value: date | datetime) -> str:
    return _weekday(local(value))


def _weekday(known: date) -> str:
    return _(WEEKDAYS[known.weekday()])


def due_words(value: datetime) -> str:
    """The day with its weekday; the end of a day is written 24:00, as the statutes count."""
    known = timezone.localtime(value)
    clock = "24:00" if known.time() >= LAST_MINUTE else f"{known:%H:%M}"
    return f"{known:%Y-%m-%d} {_weekday(known)} {clock}"


def countdown(due_at: datetime, now: datetime) -> str:
    """Time left or time over, in the two largest units that matter."""
    left = due_at - now
    if left >= timedelta():
        return _("还有 %(span)s") % {"span": span(left)}
    return _("逾期 %(span)s") % {"span": span(-left)}


def span(length: timedelta) -> str:
    """2 日 3 小时; hours are dropped from ten days on, minutes from one day on."""
    minutes = max(int(length.total_seconds()) // 60, 1)
    days, hours = minutes // 1440, minutes % 1440 // 60
    if days >= 10 or (days and not hours):
        return _("%(days)d 日") % {"days": days}
    if days:
        return _("%(days)d 日 %(hours)d 小时") % {"days": days, "hours": hours}
    if hours and minutes % 60:
        return _("%(hours)d 小时 %(minutes)d 分") % {"hours": hours, "minutes": minutes % 60}
    if hours:
        return _("%(hours)d 小时") % {"hours": hours}
    return _("%(minutes)d 分钟") % {"minutes": minutes}


# ── joining ────────────────────────────────────────────────────────────────────


def listed(parts: Iterable[object]) -> str:
    """甲、乙 · A, B: things in a row as the reader's language joins them."""
    return _("、").join(map(str, parts))


def clauses(parts: Iterable[object]) -> str:
    """What is said of several things: 甲；乙 · A; B."""
    return _("；").join(map(str, parts))


def aside(text: object, note: object) -> str:
    """甲（乙） · A (B); without a note the text alone."""
    return _("%(text)s（%(note)s）") % {"text": text, "note": note} if note else str(text)


def chosen(choices: type[TextChoices], value: str) -> str:
    """The word of a choice; an empty one says nothing.

    For the rows of lists: a model's own `get_…_display` hashes all its choices for every row.
    """
    return str(choices(value).label) if value else ""


def labelled(label: object, text: object) -> str:
    """甲：乙 · A: B."""
    return _("%(label)s：%(text)s") % {"label": label, "text": text}


# ── money ──────────────────────────────────────────────────────────────────────


def money(fen: int | None) -> str:
    """100000 fen → ￥1,000.00."""
    if fen is None:
        return ""
    sign, rest = ("-" if fen < 0 else ""), abs(fen)
    return f"{sign}￥{rest // 100:,}.{rest % 100:02d}"


def capital_money(fen: int) -> str:
    """100000 fen → 壹仟元整, as cheques and decisions write it."""
    if fen < 0:
        return "负" + capital_money(-fen)
    yuan, jiao, rest = fen // 100, fen // 10 % 10, fen % 10
    words = _capital_integer(yuan) + "元" if yuan or not fen else ""
    if not jiao and not rest:
        return words + "整"
    if jiao:
        words += DIGITS[jiao] + "角"
    elif yuan:
        words += "零"
    return words + (DIGITS[rest] + "分" if rest else "")


def _capital_integer(number: int) -> str:
    if number >= 10**16:
        raise ValueError(f"capital figures end below 10^16 yuan, got {number}")
    words = ""
    for place in reversed(range(len(GROUPS))):
        group = number // 10 ** (4 * place) % 10**4
        if not group:
            continue
        # A zero is spoken once where the group does not fill its thousands.
        words += (DIGITS[0] if words and group < 1000 else "") + _capital_group(group)
        words += GROUPS[place] if place < 3 or number // 10**8 % 10**4 == 0 else "万"
    return words or DIGITS[0]


def _capital_group(group: int) -> str:
    words, waiting = "", False
    for place in reversed(range(4)):
        digit = group // 10**place % 10
        if digit:
            words += (DIGITS[0] if waiting and words else "") + DIGITS[digit] + PLACES[place]
        waiting = not digit
    return words


# ── sentences of the law ───────────────────────────────────────────────────────

MONEY_NAMES = frozenset({"fine", "limit", "amount", "lowest", "highest", "total", "left"})


def register(sentences: Mapping[str, str]) -> None:
    """The sentences for the codes of an app's guards; a code belongs to one app."""
    twice = [code for code, text in sentences.items() if SENTENCES.get(code, text) != text]
    if twice:
        raise ValueError(f"codes with another sentence already: {', '.join(twice)}")
    SENTENCES.update(sentences)


def sentence(code: str, params: Mapping[str, Any] | None = None) -> str:
    """What a code of `law` says to people; an unknown code shows itself (and fails a test)."""
    params = params or {}
    missing = next((f"{code}-{key}" for key, value in params.items() if value is None), code)
    template = SENTENCES.get(missing) or SENTENCES.get(code)
    if template is None:
        return code
    written = {key: _written(key, value) for key, value in params.items()}
    try:
        return _(template) % (written | _derived(params))
    except (KeyError, TypeError, ValueError):
        return code


def step_sentences(due: Any) -> tuple[str, ...]:
    """The explanation of a due moment of `law.periods`, one sentence a step."""
    unit = str(due.version.unit)
    return tuple(sentence(step.code, {"unit": unit, **step.values}) for step in due.steps)


def act(title: str) -> str:
    """The title of an act on its button. In Chinese it may be the word of a state or a thing, too;
    its English is then a verb in a context of its own."""
    said = pgettext("act", title)
    return said if said != title else _(title)


def law(text: str) -> str:
    """A title or a note of the rule book in the reader's language.

    Its English has a context of its own: within a sentence it is "the party", on a label "Party".
    """
    return pgettext("law", text)


def length_words(length: int, unit: str) -> str:
    if unit == "given" and not length:
        return _("由操作指定日期")
    return ngettext(UNITS[unit], UNITS[unit], length) % {"n": length}


def grade_words(grade: str) -> tuple[str, str]:
    """The word of a grade of checking, and what it means."""
    name, meaning = GRADES.get(grade, GRADES["M"])
    return _(name), _(meaning)


def _derived(params: Mapping[str, Any]) -> dict[str, str]:
    """What a sentence needs and a step gives in parts: the length in words, the run of days."""
    made = {}
    if "length" in params and "unit" in params:
        made["span"] = length_words(params["length"], str(params["unit"]))
    if "added" in params and "unit" in params:
        made["added"] = length_words(params["added"], str(params["unit"]))
    if "since" in params and params.get("until") is not None:
        made["run"] = _run(params["since"], params["until"])
    return made


def _run(since: date, until: date) -> str:
    """A half-open run of days as people say it; one of moments as it is."""
    if isinstance(until, datetime):
        return _("%(since)s 至 %(until)s") % {"since": moment(since), "until": moment(until)}
    last = until - timedelta(days=1)
    if last == since:
        return _written("", since)
    return _("%(since)s 至 %(until)s") % {"since": day(since), "until": day(last)}


def _written(name: str, value: Any) -> Any:
    if isinstance(value, datetime):
        return due_words(value)
    if isinstance(value, date):
        return f"{day(value)} {weekday(value)}"
    if isinstance(value, int) and name in MONEY_NAMES:
        return money(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return listed(_written("", item) for item in value)
    return _(value) if value in HOLIDAYS else value
