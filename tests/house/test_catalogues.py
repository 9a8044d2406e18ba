"""Every Chinese word of the interface has its English, in the catalogue of the app that says it."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from chengguan.core.work.registry import handlings
from tests.house import source

CALLS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
TAG = re.compile(r"""{%\s*(?:translate|trans)\s+(?P<quote>["'])(?P<text>.*?)(?P=quote)""")
BLOCK = re.compile(
    r"{%\s*blocktrans(?:late)?(?P<options>[^%]*)%}(?P<text>.*?){%\s*endblocktrans(?:late)?\s*%}",
    re.S,
)
ARGUMENT = re.compile(r"""_\((?P<quote>["'])(?P<text>.*?)(?P=quote)\)""")
VARIABLE = re.compile(r"{{\s*(\w+)\s*}}")
PLURAL = re.compile(r"{%\s*plural\s*%}")
HAN = re.compile(r"[\u4e00-\u9fff]")
FIELD = re.compile(r"%\(\w+\)[sd]|{\w+}")


def of_python(path: Path) -> Iterator[str]:
    stream = io.BytesIO(path.read_bytes())
    for _line, message, _comments, _context in extract("python", stream, keywords=CALLS):
        yield message[0] if isinstance(message, tuple) else message


def of_template(text: str) -> Iterator[str]:
    for pattern in (TAG, ARGUMENT):
        yield from (found["text"] for found in pattern.finditer(text))
    for found in BLOCK.finditer(text):
        singular = PLURAL.split(found["text"])[0]
        if "trimmed" in found["options"].split():
            singular = " ".join(line.strip() for line in singular.splitlines() if line.strip())
        yield VARIABLE.sub(r"%(\1)s", singular)


def messages(app: Path) -> set[str]:
    """The Chinese messages that an app says, in Python and in templates."""
    said: set[str] = set()
    for path in app.rglob("*.py"):
        said.update(of_python(path))
    for path in app.rglob("templates/**/*"):
        if path.is_file():
            said.update(of_template(source.text(path)))
    return {message for message in said if HAN.search(message)}


def catalogue(app: Path) -> dict[str, str]:
    path = app / "locale" / "en" / "LC_MESSAGES" / "django.po"
    if not path.exists():
        return {}
    with path.open("rb") as stream:
        entries = list(read_po(stream))
    # A plural message carries tuples on both sides; the singular stands for both.
    return {
        first(entry.id): first(entry.string) for entry in entries if entry.id and not entry.fuzzy
    }


def first(words: str | tuple[str, ...] | list[str]) -> str:
    return words if isinstance(words, str) else words[0]


# The law says its titles in Chinese, too; its catalogue lies with it.
APPS = [*sorted(path.parent for path in source.PACKAGE.rglob("apps.py")), source.PACKAGE / "law"]


def app_id(app: Path) -> str:
    return str(app.relative_to(source.PACKAGE))


@pytest.mark.parametrize("app", APPS, ids=app_id)
def test_everything_said_has_its_english(app: Path) -> None:
    english = catalogue(app)
    assert not sorted(message for message in messages(app) if not english.get(message))


@pytest.mark.parametrize("app", APPS, ids=app_id)
def test_the_english_is_english_and_keeps_the_fields(app: Path) -> None:
    wrong = [
        chinese
        for chinese, english in catalogue(app).items()
        if english and set(FIELD.findall(chinese)) != set(FIELD.findall(english))
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ('{% translate "线索" %}', "线索"),
        ("{% trans '线索' as x %}", "线索"),
        ("{% blocktranslate with n=rows %}共 {{ n }} 件{% endblocktranslate %}", "共 %(n)s 件"),
        ("{% blocktranslate trimmed %}\n 甲\n 乙\n{% endblocktranslate %}", "甲 乙"),
        ('{% crumb _("案件") %}', "案件"),
    ],
)
def test_words_are_found_in_templates(template: str, message: str) -> None:
    assert message in set(of_template(template))


def catalogues_by_app() -> Iterator[tuple[str, str, str]]:
    """(app, Chinese, English) of every message that stands without a context."""
    for app in APPS:
        path = app / "locale" / "en" / "LC_MESSAGES" / "django.po"
        if path.exists():
            with path.open("rb") as stream:
                for entry in read_po(stream):
                    if entry.id and not entry.context:
                        yield app_id(app), first(entry.id), first(entry.string)


def test_one_word_has_one_english_in_all_catalogues() -> None:
    """The app that is installed first would speak for all; what differs takes a context."""
    known: dict[str, dict[str, set[str]]] = {}
    for app, chinese, english in catalogues_by_app():
        known.setdefault(chinese, {}).setdefault(english, set()).add(app)
    assert not {chinese: said for chinese, said in known.items() if len(said) > 1}


def test_every_state_and_every_act_has_its_english() -> None:
    """Their titles are told without a context; the English of a rule of the same name is none."""
    english = {chinese for _app, chinese, said in catalogues_by_app() if said}
    # Other tests bring procedures of their own into the same process; they speak no English.
    ours = [h for h in handlings() if h.facts.__module__.startswith("chengguan.")]
    graphs = [handling.procedure for handling in ours]
    told = {named.title for graph in graphs for named in (*graph.states, *graph.actions)}
    assert told
    assert not sorted(told - english)
