"""The door for a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

from chengguan.web import memory

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chengguan.web.settings")
application = get_wsgi_application()
memory.settle()
