"""Numbers: GB 11643, GB 32100, old numbers, and what spreadsheets do to them."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengguan.core.registers.identifiers import guess_kind, judge, name_key, plain_number
from chengguan.core.registers.models import Flaw, IdentifierKind
from tests.core.registers.shared import IDENTIFIERS, needs_shared

ID_CARD, USCC = IdentifierKind.ID_CARD, IdentifierKind.USCC
SAMPLE = "11010519491231002X"


@pytest.mark.parametrize(
    ("kind", "number", "is_valid", "flaw"),
    [
        (ID_CARD, SAMPLE, True, ""),
        (ID_CARD, SAMPLE.lower(), True, ""),
        (ID_CARD, "110105194912310021", False, Flaw.CHECK_DIGIT),
        (ID_CARD, "110105194902310026", False, Flaw.COMPONENT),
        (ID_CARD, "1101051949123100", False, Flaw.LENGTH),
        (ID_CARD, "11010519491231O02X", False, Flaw.LETTERS),
        (ID_CARD, "110105491231002", None, Flaw.OLD_ID_CARD),
        (ID_CARD, "110105491331002", False, Flaw.COMPONENT),
        (USCC, "91110000600037341L", True, ""),
        (USCC, "91110000600037341M", False, Flaw.CHECK_DIGIT),
        (USCC, "9111000060003734IL", False, Flaw.LETTERS),
        (USCC, "310115400235999", False, Flaw.OLD_REGISTRATION),
        (USCC, "9.1310105729e+017", False, Flaw.SPREADSHEET),
        (IdentifierKind.OTHER, "E12345678", None, ""),
    ],
)
def test_a_number_says_what_is_wrong_with_it(kind, number, is_valid, flaw):
    verdict = judge(kind, number)
    assert (verdict.is_valid, verdict.flaw) == (is_valid, flaw)


@given(st.text(max_size=30), st.sampled_from(list(IdentifierKind)))
def test_whatever_was_typed_gets_a_verdict(text, kind):
    verdict = judge(kind, text)
    assert verdict.is_valid is not True or not verdict.flaw


@given(st.text("019Xx -－０１９Ｘ　\t", max_size=60))
def test_plain_is_plain(text):
    assert plain_number(plain_number(text)) == plain_number(text)


@needs_shared
def test_the_codes_of_a_real_dashboard_are_judged_as_counted():
    with IDENTIFIERS.open(encoding="utf-8") as rows:
        codes = list(csv.DictReader(rows))
    verdicts = [judge(USCC, row["uscc"]).is_valid for row in codes]
    assert verdicts == [row["stdnum_valid"] == "1" for row in codes]


@pytest.mark.parametrize(("number", "kind"), [(SAMPLE, ID_CARD), ("91110000600037341L", USCC)])
def test_a_bare_number_tells_its_kind(number, kind):
    assert guess_kind(number) == kind


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("天山（便利）店", "天山 (便利) 店", True),
        ("ＡＢＣ店", "abc店", True),
        ("\ue001", "\ue002", False),
        ("王\U00020bb7", "王吉", False),
    ],
)
def test_names_are_compared_without_dress_but_with_every_rare_character(one, other, is_same):
    assert (name_key(one) == name_key(other)) is is_same
    assert name_key(one)
