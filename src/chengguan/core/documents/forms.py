"""What people type in: a sheet's marks, a scan, the words of a draft, a comment on them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chengguan.core.documents.models import DraftComment
from chengguan.core.documents.printed import PrintedField


class SheetForm(forms.Form):
    """校验码 and 内容摘要 as printed beside the QR code."""

    code = forms.CharField(
        label=_("校验码"), max_length=40, help_text=_("印在文书末页二维码旁，16 位。")
    )
    digest = forms.CharField(
        label=_("内容摘要"), max_length=80, help_text=_("印在校验码下方，12 位。")
    )


class ScanForm(forms.Form):
    """签名件: the signed sheet as a scan."""

    scan = forms.FileField(
        label=_("扫描件"),
        help_text=_("PDF、JPEG 或 PNG。原件保持不变，旁边显示上传人和时间。"),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )
    note = forms.CharField(label=_("说明"), max_length=200, required=False)


class DraftForm(forms.Form):
    """The words of a version, one paragraph a line, and the comments it meets."""

    words = PrintedField(
        label=_("文字"),
        help_text=_("每行一段。"),
        widget=forms.Textarea(attrs={"rows": 18}),
        max_length=200_000,
    )
    resolves = forms.TypedMultipleChoiceField(
        label=_("这一稿解决的意见"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    resolves.is_source = True  # type: ignore[attr-defined]  # comments are data

    def __init__(self, *args: Any, open_comments: Iterable[DraftComment] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices = [(one.pk, f"{one.paragraph.position}　{one.text}") for one in open_comments]
        field = self.fields["resolves"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = choices
        if not choices:
            del self.fields["resolves"]


class CommentForm(forms.Form):
    """审核意见 on one paragraph."""

    text = forms.CharField(
        label=_("意见"), max_length=5000, widget=forms.Textarea(attrs={"rows": 2})
    )
