"""What the worker does for estates: keep the weeks to come standing for every linked officer."""

from chengguan.core.work import reminders
from chengguan.enforcement.estates.community import owe_visits

reminders.also(owe_visits)
