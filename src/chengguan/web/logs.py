"""What the log leaves out."""

import logging


class ForbiddenWithoutTrace(logging.Filter):
    """A refused page is one line: who asked for it made no error of the house."""

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "status_code", None) == 403:
            record.exc_info = record.exc_text = None
        return True
