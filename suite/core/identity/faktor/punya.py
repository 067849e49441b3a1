"""Which second factors an account has."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import literal, select, union_all

from suite.core.db import session
from suite.core.identity.faktor.models import FaktorTotp, KunciSandi


@dataclass(frozen=True)
class Punya:
    """Which second factors an account has."""

    totp: bool = False
    kunci: bool = False

    def __bool__(self) -> bool:
        return self.totp or self.kunci


def punya(account_id: int) -> Punya:
    """One query."""
    q = union_all(
        select(literal("totp")).where(FaktorTotp.account_id == account_id),
        select(literal("kunci")).where(KunciSandi.account_id == account_id),
    )
    ada = set(session.scalars(q))
    return Punya("totp" in ada, "kunci" in ada)
