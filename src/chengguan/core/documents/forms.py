"""What somebody with a sheet in hand types in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SheetForm(forms.Form):
    """校验码 and 内容摘要 as printed beside the QR code."""

    code = forms.CharField(
        label=_("校验码"), max_length=40, help_text=_("印在文书末页二维码旁，16 位。")
    )
    digest = forms.CharField(
        label=_("内容摘要"), max_length=80, help_text=_("印在校验码下方，12 位。")
    )
