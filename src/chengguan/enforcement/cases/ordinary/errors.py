"""Why an act of an ordinary case did not happen, told to whoever tried it."""

from django.utils.translation import gettext

from chengguan.core.work.errors import WorkError


class SameOriginal(WorkError):
    """One original is one piece of evidence, under whatever titles (行政处罚法 46)."""

    code = "evidence.same_original"
    is_for_people = True

    def __init__(self, title: str) -> None:
        super().__init__(
            gettext(
                "这个文件已经作为证据“%(title)s”收进本案，一份原件只算一件证据。"
                "它还能证明别的，请先排除那一件，再重新收集并写全证明内容；否则请上传另外的原件。"
            )
            % {"title": title}
        )
