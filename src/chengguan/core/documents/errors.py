"""Why a paper is not issued or not printed. Raised inside an act, they undo the act."""

from django.utils.translation import gettext

from chengguan.core.work.errors import WorkError


class PaperRefused(WorkError):
    """What a paper lacks or may not become, told to whoever wanted it."""

    is_for_people = True


class PaperIncomplete(PaperRefused):
    """A required field of the paper is empty; ``field`` is its name in the template."""

    code = "documents.incomplete"

    def __init__(self, title: str, field: str, label: str = "") -> None:
        super().__init__(
            gettext("《%(title)s》缺少必填内容“%(field)s”，没有签发。请补齐后再办理。")
            % {"title": title, "field": gettext(label or field)}
        )
        self.title, self.field = title, field


class NoNumberPrefix(PaperRefused):
    """No organ from the matter's own upwards has a 文号代字."""

    code = "documents.no_prefix"

    def __init__(self, organ: str) -> None:
        super().__init__(
            gettext("“%(organ)s”及其上级都没有文号代字，无法编号。请系统管理员在机构资料中填写。")
            % {"organ": organ}
        )


class AlreadyVoid(PaperRefused):
    code = "documents.already_void"

    def __init__(self, number: str) -> None:
        super().__init__(gettext("%(number)s 已经作废。") % {"number": number})


class VoidWithoutReason(PaperRefused):
    code = "documents.void_without_reason"

    def __init__(self) -> None:
        super().__init__(gettext("请写明作废理由。"))


class NotTypeset(Exception):
    """The paper has no sheet (yet): it waits for the worker, or was voided before."""


class TypesettingFailed(Exception):
    """The typesetter refused or warned: an unknown font family, a fault in the template."""


class OtherTypesetter(Exception):
    """The sheet was set with other fonts or another version: setting it again proves nothing."""
