"""What the forms of an ordinary case share."""

from dataclasses import fields
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chengguan.core.work.acting import At
from chengguan.core.work.models import Matter
from chengguan.enforcement.cases import forms as cases
from chengguan.enforcement.cases.forms import people
from chengguan.enforcement.cases.kinds import ServiceMethod
from chengguan.enforcement.cases.ordinary.facts import OrdinaryFacts, facts


def chosen(label: Any) -> forms.TypedChoiceField:
    """One row of the case, by number; the choices are filled by the form."""
    return forms.TypedChoiceField(label=label, coerce=int)


def one_of(
    label: Any, choices: Any, *, required: bool = True, help_text: Any = ""
) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices.choices, required=required, help_text=help_text
    )


class OrdinaryForm(cases.CaseForm):
    """A form of an ordinary case: its fields bear the names of the typed input it makes."""

    @cached_property
    def known(self) -> OrdinaryFacts:
        assert self.matter is not None
        return facts(self.matter, At.once(self.at), self.actor)

    def proposed(self) -> object:
        said = self.cleaned_data
        return self.takes(**{one.name: said[one.name] for one in fields(self.takes)})

    @property
    def case(self) -> Matter:
        assert self.matter is not None
        return self.matter


class OfficersForm(OrdinaryForm):
    """An act of officers: those of the team who hold a certificate, the handlers ticked."""

    officers = people(_("执法人员"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        certified = self.known.scene.certified
        self.offered("officers").choices = list(certified.items())
        handling = self.known.investigation.officers & certified.keys()
        self.fields["officers"].initial = sorted(handling)


class OwnRowForm(OrdinaryForm):
    """A form about one row of the case: which one is its first field."""

    row = ""

    def rows(self) -> QuerySet[Any]:
        raise NotImplementedError

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered(self.row).choices = [(found.pk, self.words(found)) for found in self.rows()]
        cases.named(self.fields[self.row])

    def words(self, found: Any) -> str:
        return str(found)


class ServedForm(OrdinaryForm):
    """An act by which a paper reaches the party: whoever else signs for it says what he is to the
    party (民事诉讼法 88)."""

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        receiver = str(said.get("receiver") or "").strip()
        is_handed = said.get("method") in (ServiceMethod.DIRECT, ServiceMethod.MAIL)
        is_another = is_handed and receiver not in ("", self.known.party_name)
        if is_another and not str(said.get("relation") or "").strip():
            self.add_error(
                "relation",
                _("签收人不是当事人的，写明与当事人的关系，如同住成年家属、单位负责收件的人。"),
            )
        return said
