"""Copy what people decided from one ledger to another, for a rebuild from archived bundles."""

from cds_desktop.store import admissions, effective, trusted_keys
from cds_desktop.store.connection import Store
from cds_desktop.store.received import submissions_of

_ACTOR = "Dựng lại"


def is_by_hand(store: Store, n: int) -> bool:
    """Say whether the admission of an event was a person's decision."""
    row = store.select_one("SELECT reason FROM admissions WHERE n = ?", (n,))
    return bool(row and row[0])


def copy_decision(source: Store, target: Store, n: int) -> None:
    """Do in `target` what a person did in `source` with event `n`."""
    with target.atomic():
        for one in source.select(
            "SELECT n, fingerprint, public_key, unit, role, status, last_seq, letter_no, reason"
            " FROM trusted_keys WHERE n = ?",
            (n,),
        ):
            trusted_keys.save_key(target, trusted_keys.KeyRow(*one), actor=_ACTOR)
        for form, period, is_locked in source.select(
            "SELECT form, period, is_locked FROM period_locks WHERE n = ?", (n,)
        ):
            admissions.lock_period(target, form, period, is_locked=bool(is_locked), actor=_ACTOR)
        _copy_admission(source, target, n)
        _copy_review(source, target, n)
        _copy_settlement(source, target, n)


def _copy_admission(source: Store, target: Store, n: int) -> None:
    for bundle_id, decision, code, reason in source.select(
        "SELECT bundle_id, decision, code, reason FROM admissions WHERE n = ?", (n,)
    ):
        admissions.admit(
            target, bundle_id, decision=decision, code=code, reason=reason, actor=_ACTOR
        )
        effective.recompute(target, [head.table for head in submissions_of(target, bundle_id)])


def _copy_review(source: Store, target: Store, n: int) -> None:
    for review in admissions.reviews(source, at=n).values():
        admissions.review(
            target, review.sid, judgement=review.review, remarks=review.remarks, actor=_ACTOR
        )


def _copy_settlement(source: Store, target: Store, n: int) -> None:
    for form, period, unit, sid, reason in source.select(
        "SELECT form, period, unit, sid, reason FROM decisions WHERE n = ?", (n,)
    ):
        admissions.decide(target, form, period, unit, sid=sid, reason=reason, actor=_ACTOR)
        effective.recompute(target, [(form, period, unit)])
