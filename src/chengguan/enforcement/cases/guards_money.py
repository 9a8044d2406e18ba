"""What must be true of the money of a case, and before it closes: one question of law each."""

from chengguan.enforcement.cases.facts import CaseFacts
from chengguan.enforcement.cases.inputs import Collect, RecordPayment
from chengguan.enforcement.cases.kinds import Channel, CollectionGround
from chengguan.law.guards import Reason, guard
from chengguan.law.parameters import RuleBook


@guard("GD13")
def may_collect_on_the_spot(case: CaseFacts, collection: Collect, law: RuleBook) -> Reason | None:
    """Only a fine up to 100 yuan, one hard to execute later, or one the party of a remote place
    asks to pay there is collected on the spot (行政处罚法 68, 69)."""
    if collection.ground == CollectionGround.SMALL:
        limit = law.amount("collect_on_the_spot.limit", on=case.on)
        if case.money.fine > limit:
            return Reason("collection.over_limit", fine=case.money.fine, limit=limit)
        return None
    return None if collection.note.strip() else Reason("collection.no_circumstances")


@guard("GD13")
def there_is_a_fine(case: CaseFacts, law: RuleBook) -> Reason | None:
    """Only a fine is collected or paid (行政处罚法 67, 68)."""
    return None if case.money.fine else Reason("collection.no_fine")


@guard("GD14")
def special_receipt_is_given(case: CaseFacts, collection: Collect, law: RuleBook) -> Reason | None:
    """Who collects gives the receipt of the finance department (行政处罚法 70)."""
    return None if collection.receipt_number.strip() else Reason("collection.no_receipt")


@guard("GD15")
def officers_take_no_money(case: CaseFacts, payment: RecordPayment, law: RuleBook) -> Reason | None:
    """A fine is paid to the bank, not to those who imposed it (行政处罚法 67)."""
    if payment.channel not in (Channel.BANK, Channel.ELECTRONIC):
        return Reason("payment.to_officers")
    if not (payment.receipt_number.strip() and payment.treasury_account.strip()):
        return Reason("payment.no_bank_receipt")
    return None


@guard("GD15")
def money_is_with_the_officer(case: CaseFacts, law: RuleBook) -> Reason | None:
    """Only what was collected on the spot is handed in, once (行政处罚法 67, 71)."""
    if case.money.is_collected and not case.money.is_handed_in:
        return None
    return Reason("payment.nothing_to_hand_in")


@guard("GD15")
def money_is_with_the_organ(case: CaseFacts, law: RuleBook) -> Reason | None:
    """The organ pays into the bank what was handed in, once (行政处罚法 67, 71)."""
    if case.money.is_handed_in and not case.money.is_deposited:
        return None
    return Reason("payment.nothing_to_deposit")


# -- the end -------------------------------------------------------------------------------


@guard("GD10")
def record_is_filed(case: CaseFacts, law: RuleBook) -> Reason | None:
    """A decision on the spot is reported to the organ for its records (行政处罚法 52)."""
    return None if case.filed_at else Reason("close.not_filed")


@guard("GD15")
def fine_is_paid(case: CaseFacts, law: RuleBook) -> Reason | None:
    """A case with a fine closes when the whole fine is paid (行政处罚法 53, 67)."""
    if case.money.paid >= case.money.fine:
        return None
    return Reason("close.not_paid", left=case.money.fine - case.money.paid)


@guard("GD15")
def collected_money_is_banked(case: CaseFacts, law: RuleBook) -> Reason | None:
    """What was collected on the spot has reached the bank (行政处罚法 67, 71)."""
    if case.money.is_collected and not case.money.is_deposited:
        return Reason("close.not_banked")
    return None
