"""The `chengguan` command: Django's commands and ours, with our settings."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chengguan.web.settings")
    # Settings are read before a command sees its options, and its children inherit this.
    if sys.argv[1:2] == ["serve"] and "--demo" in sys.argv:
        os.environ["CHENGGUAN_DEMONSTRATION"] = "1"
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
