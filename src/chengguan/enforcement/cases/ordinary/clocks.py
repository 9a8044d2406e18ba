"""The periods of an ordinary case, as its acts start and stop them."""

from chengguan.law.procedure import Clock

VERIFY = Clock("CK03", on="discovered_at")
DECIDE = Clock("CK01")
PRESERVE = Clock("CK05")
"""One for each preservation: its effects start and stop it, so that none hides another."""

DEFENCE = Clock("CK08", on="served_at")
REQUEST_HEARING = Clock("CK06", on="served_at", when="may_request_hearing")
ANNOUNCE = Clock("CK09", until="served_at")
"""Kept by the service itself, whenever that is entered."""

ANNOUNCE_POSTED = Clock("CK09")

PAY = Clock("CK12", on="served_at", when="is_payable")
RECONSIDERATION = Clock("CK30", on="served_at")
SUE = Clock("CK36", on="served_at")
URGE = Clock("CK23")
PLAN = "PAY_PLAN"
"""The day of the next instalment of an approved plan: turned by what is paid."""
WITHDRAW = Clock("CK16")
"""What is published of a decision that fell is withdrawn."""

PUBLISH = Clock("CK18", when="is_public")
"""What is of interest to the public is published."""
APPROVE_TRANSFER = Clock("CK59")
"""From the report on: what is reviewed in between does not make the leader's days longer."""
HAND_TO_POLICE = Clock("CK60")
OBJECT = Clock("CK61", on="received_at", when="is_declined")
HAND_OVER = Clock("CK62", on="received_at", when="is_taken")

PUBLIC_NOTICE = "CK11"
GIVE_UP = "CK29"
COURT = "CK24"
"""What must have run before an act: asked by its guard, owed by nobody."""

BEFORE_AN_END = (DECIDE, DEFENCE, REQUEST_HEARING)
"""What a case that ends without a decision leaves behind."""
