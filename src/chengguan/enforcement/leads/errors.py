"""Why an order is not taken in, told to whoever brought it."""

from uuid import UUID

from django.utils.translation import gettext

from chengguan.core.work.errors import WorkError


class NumberTaken(WorkError):
    """The source sent another content under this number before; ``lead`` is what came of it."""

    code = "lead.number_taken"
    is_for_people = True

    def __init__(self, number: str, lead: UUID) -> None:
        super().__init__(
            gettext(
                "来源编号 %(number)s 先前已经受理，内容与这次不同，这次没有受理。"
                "请核对编号；是另一件的，改填它自己的编号。"
            )
            % {"number": number}
        )
        self.number, self.lead = number, lead
