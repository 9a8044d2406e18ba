"""What is asked of whoever brings a file, and which column holds what."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chengguan.core.exchange import services
from chengguan.core.exchange.models import Job
from chengguan.core.exchange.shapes import Importer, importer
from chengguan.core.org.models import Organ
from chengguan.core.pages.masks import mask_numbers
from chengguan.core.work.acting import Actor

NOT_THERE = ""


class FileForm(forms.Form):
    """The file and what it is."""

    key = forms.ChoiceField(label=_("导入内容"))
    source = forms.CharField(
        label=_("来源"),
        max_length=60,
        required=False,
        help_text=_("哪个系统或者单位给的名单。同一来源的列下次自动认出；编号按来源区分。"),
    )
    organ = forms.ModelChoiceField(
        label=_("受理单位"),
        queryset=Organ.objects.none(),
        required=False,
        help_text=_("诉件和案件归到这个单位；不选为本人所在单位。"),
    )
    file = forms.FileField(
        label=_("文件"),
        help_text=_("Excel（xlsx）或者 CSV。先试算，看过结果再导入；原文件保留。"),
    )

    def __init__(
        self, *args: Any, offered: Sequence[Importer], actor: Actor, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        key = self.fields["key"]
        assert isinstance(key, forms.ChoiceField)
        key.choices = [(one.key, str(one.title)) for one in offered]
        organ = self.fields["organ"]
        assert isinstance(organ, forms.ModelChoiceField)
        own = {scope.organ_id for scope in actor.scopes}
        organ.queryset = Organ.objects.filter(pk__in=own, until=None).order_by("path")
        organ.empty_label = gettext("本人所在单位")


class ColumnsForm(forms.Form):
    """A select a field, with the titles of the file and what stands in the first row."""

    def __init__(self, *args: Any, job: Job, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.job = job
        chosen = services.columns(job)
        rows = [line.cells for line in services.head(job)]
        titles, first = rows[job.header], (rows[job.header + 1 :] or [[]])[0]
        choices = [(NOT_THERE, gettext("没有这一列")), *_offered(titles, first)]
        for known in importer(job.importer).fields:
            asked = forms.ChoiceField(
                label=known.title,
                choices=choices,
                required=known.required,
                initial=str(chosen[known.name]) if known.name in chosen else NOT_THERE,
                help_text=known.hint,
            )
            asked.is_source = True  # type: ignore[attr-defined]  # titles of the file are data
            self.fields[known.name] = asked
        self.prefilled = frozenset(chosen)

    def chosen(self) -> dict[str, int]:
        return {name: int(said) for name, said in self.cleaned_data.items() if said != NOT_THERE}


def _offered(titles: Sequence[str], first: Sequence[str]) -> list[tuple[str, str]]:
    offered = []
    for number, title in enumerate(titles):
        said = mask_numbers(first[number]) if number < len(first) else ""
        example = f"（{said[:16]}{'…' if len(said) > 16 else ''}）" if said else ""
        offered.append((str(number), f"{title or number + 1}{example}"))
    return offered
