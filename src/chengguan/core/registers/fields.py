"""Fields of forms: the name of a party, a telephone number, and a registered place."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from chengguan.core.pages.picks import PickField
from chengguan.core.registers.models import Place
from chengguan.core.registers.names import unfit, unfit_words
from chengguan.core.registers.phones import is_phone, phone_words
from chengguan.core.registers.queries import find_places


class NameField(forms.CharField):
    """A name of a person or an organisation: any letter, no emoji and nothing invisible."""

    def clean(self, value: Any) -> str:
        name: str = super().clean(value)
        if found := unfit(name):
            raise ValidationError(unfit_words(found))
        return name


class PhoneField(forms.CharField):
    """A telephone number, as people write it."""

    def clean(self, value: Any) -> str:
        number: str = super().clean(value)
        if number and not is_phone(number):
            raise ValidationError(phone_words())
        return number


class PlaceField(PickField):
    """A registered place, found by name, address or grid."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("按名称、地址或网格查找。"))
        places = Place.objects.select_related("subdistrict")
        super().__init__(
            places, find=find_places, tell=place_words, look="registers:look_places", **kwargs
        )


def place_words(place: Place) -> tuple[str, str]:
    """Its name, and what tells it from others of that name."""
    about = (place.get_kind_display(), place.address, place.subdistrict or "")
    return place.name, " · ".join(str(word) for word in about if word)
