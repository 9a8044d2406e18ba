"""Why a file cannot be read as a plan: a code with its parameters; pages find the words."""

from enum import StrEnum


class Refusal(StrEnum):
    """Each with what its reader should be advised to do."""

    EMPTY = "plan.empty"
    """Nothing in it: was the right file chosen?"""
    KIND = "plan.kind"
    """Neither txt, docx nor pdf (``kind``: the ending): save it as one of them."""
    OLD_WORD = "plan.old_word"
    """A .doc of the old format: save as .docx."""
    MISNAMED = "plan.misnamed"
    """The bytes are not what the ending says (``kind``): save it anew with its own program."""
    TOO_LARGE = "plan.too_large"
    """``most`` megabytes unpacked: leave pictures out, or bring the parts one by one."""
    ENCODING = "plan.encoding"
    """Text neither UTF-8 nor GB18030: save as UTF-8."""
    WORD_BROKEN = "plan.word_broken"
    """Open it in the word processor and save it again."""
    PDF_BROKEN = "plan.pdf_broken"
    """Open it and print it into a new PDF."""
    PDF_ENCRYPTED = "plan.pdf_encrypted"
    """Bring it without a password."""
    PDF_SCANNED = "plan.pdf_scanned"
    """``pages`` pages of pictures: bring the Word file, or recognise the text first."""
    NO_STRUCTURE = "plan.no_structure"
    """No numbers (一、（一）1.) and no table of tasks in ``lines`` lines: number the tasks."""


class PlanRefused(Exception):
    """The file is no plan we can read; ``code`` says why, ``parameters`` fill its words."""

    def __init__(self, code: Refusal, **parameters: str | int) -> None:
        super().__init__(f"{code} {parameters}" if parameters else str(code))
        self.code = code
        self.parameters = parameters
