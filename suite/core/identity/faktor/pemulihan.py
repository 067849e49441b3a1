"""Recovery codes: ten on paper, each good once, of 50 bits, so that a keyed hash keeps them safe."""

from __future__ import annotations

import secrets
from typing import Any

from sqlalchemy import func, select, update

from suite.core.audit.events import sidik_rahasia
from suite.core.clock import now
from suite.core.db import session
from suite.core.identity.faktor.models import KodePemulihan
from suite.core.identity.models import Account

BANYAK = 10
HURUF = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def buat(account: Account) -> list[str]:
    """Ten new codes, shown once; those before them die. As `XXXXX-XXXXX`."""
    hapus(account.id)
    kode = ["".join(secrets.choice(HURUF) for _ in range(10)) for _ in range(BANYAK)]
    session.add_all(KodePemulihan(account_id=account.id, sidik=_sidik(account.id, k), dibuat_pada=now()) for k in kode)
    session.flush()
    return [f"{k[:5]}-{k[5:]}" for k in kode]


def sisa(account_id: int) -> int:
    q = select(func.count()).where(KodePemulihan.account_id == account_id, KodePemulihan.dipakai_pada.is_(None))
    return session.scalar(q) or 0


def cocok(account_id: int, kode: str) -> bool:
    """Is this one of the account's codes, not used yet? Then it is used. One statement: two at once cannot both."""
    rapat = "".join(c for c in kode.upper() if c in HURUF)
    if len(rapat) != 10:
        return False
    kena: Any = session.execute(
        update(KodePemulihan)
        .where(
            KodePemulihan.account_id == account_id,
            KodePemulihan.sidik == _sidik(account_id, rapat),
            KodePemulihan.dipakai_pada.is_(None),
        )
        .values(dipakai_pada=now())
        .execution_options(synchronize_session=False)
    )
    return bool(kena.rowcount)


def hapus(account_id: int) -> None:
    for baris in session.scalars(select(KodePemulihan).where(KodePemulihan.account_id == account_id)):
        session.delete(baris)
    session.flush()


def _sidik(account_id: int, kode: str) -> str:
    return sidik_rahasia(f"pemulihan:{account_id}:{kode}")
