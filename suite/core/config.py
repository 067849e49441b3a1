"""Configuration from the environment, with defaults that are safe for one office and refused where they are not."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


class KonfigurasiTidakAman(RuntimeError):
    """A production start with an unsafe setup; the sentence says what to set."""


def _ya(nilai: str | None) -> bool:
    return (nilai or "").strip().lower() in {"1", "true", "yes", "ya", "on"}


@dataclass(frozen=True)
class Config:
    """Everything the suite is told from outside.

    `SUITE_ENV` (development | demo | test | production), `SUITE_VAR` (folder for data, default ./var),
    `SUITE_DATABASE_URL` (default: SQLite in SUITE_VAR), `SUITE_SECRET_KEY`, `SUITE_BASE_URL` (public address, used in
    QR codes), `SUITE_DEBUG`, `SUITE_COOKIE_INSECURE`, `SUITE_SIGNER` (development | bsre), `SUITE_KOTA` (name of the city),
    `SUITE_PROXY_HOPS` (number of trusted reverse proxies), `SUITE_UPLOAD_MB`, `SUITE_METRICS_TOKEN` (who asks for
    `/metrics` bears it; without it only this machine may ask).

    With `SUITE_SIGNER=bsre`: `SUITE_BSRE_URL`, `SUITE_BSRE_USER`, `SUITE_BSRE_PASSWORD`, `SUITE_BSRE_ROOTS` (PEM file of the
    CAs whose signatures count), `SUITE_BSRE_VERSION` (1 or 2, default 2), `SUITE_BSRE_TLS_CA` (PEM, when the service's own
    address has a private CA), `SUITE_BSRE_CONNECT_SECONDS` (5), `SUITE_BSRE_READ_SECONDS` (30).
    """

    env: str = "development"
    var: Path = field(default_factory=lambda: Path("var"))
    database_url: str = field(default="", repr=False)
    secret_key: str = field(default="", repr=False)
    base_url: str = "http://127.0.0.1:8000"
    debug: bool = False
    cookie_secure: bool = True
    signer: str = "development"
    kota: str = "Kota Pontianak"
    proxy_hops: int = 0
    upload_mb: int = 25
    metrics_token: str = field(default="", repr=False)
    bsre_url: str = ""
    bsre_pengguna: str = ""
    bsre_sandi: str = field(default="", repr=False)
    bsre_akar: Path | None = None
    bsre_versi: int = 2
    bsre_ca: Path | None = None
    bsre_sambung: float = 5
    bsre_baca: float = 30

    @classmethod
    def dari_lingkungan(cls, env: Mapping[str, str] | None = None) -> Config:
        """Read the environment; make folders and, outside production, a secret key that stays between starts."""
        env = os.environ if env is None else env
        mode = env.get("SUITE_ENV", "development")
        var = Path(env.get("SUITE_VAR", "var")).resolve()
        base_url = env.get("SUITE_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
        config = cls(
            env=mode,
            var=var,
            database_url=normal_url(env.get("SUITE_DATABASE_URL") or f"sqlite:///{var / 'suite.db'}"),
            secret_key=env.get("SUITE_SECRET_KEY", ""),
            base_url=base_url,
            debug=_ya(env.get("SUITE_DEBUG")),
            cookie_secure=base_url.startswith("https://") and not _ya(env.get("SUITE_COOKIE_INSECURE")),
            signer=env.get("SUITE_SIGNER", "development"),
            kota=env.get("SUITE_KOTA", "Kota Pontianak"),
            proxy_hops=int(env.get("SUITE_PROXY_HOPS", "0") or 0),
            upload_mb=int(env.get("SUITE_UPLOAD_MB", "25") or 25),
            metrics_token=env.get("SUITE_METRICS_TOKEN", ""),
            bsre_url=env.get("SUITE_BSRE_URL", "").rstrip("/"),
            bsre_pengguna=env.get("SUITE_BSRE_USER", ""),
            bsre_sandi=env.get("SUITE_BSRE_PASSWORD", ""),
            bsre_akar=Path(env["SUITE_BSRE_ROOTS"]) if env.get("SUITE_BSRE_ROOTS") else None,
            bsre_versi=int(env.get("SUITE_BSRE_VERSION", "2") or 2),
            bsre_ca=Path(env["SUITE_BSRE_TLS_CA"]) if env.get("SUITE_BSRE_TLS_CA") else None,
            bsre_sambung=float(env.get("SUITE_BSRE_CONNECT_SECONDS", "5") or 5),
            bsre_baca=float(env.get("SUITE_BSRE_READ_SECONDS", "30") or 30),
        )
        config.periksa_penanda()
        if mode == "production":
            config.periksa_produksi()
        elif not config.secret_key:
            config = _dengan_kunci_setempat(config)
        return config

    def periksa_produksi(self) -> None:
        """Refuse an unsafe production start. Raises `KonfigurasiTidakAman` with the sentence that says what to set."""
        if len(self.secret_key) < 32:
            raise KonfigurasiTidakAman("Set SUITE_SECRET_KEY to a random text of at least 32 characters.")
        if self.debug:
            raise KonfigurasiTidakAman("Unset SUITE_DEBUG: debug mode shows the program's insides to anyone.")
        if not self.cookie_secure:
            raise KonfigurasiTidakAman(
                "Set SUITE_BASE_URL to the https:// address of the suite and unset SUITE_COOKIE_INSECURE: "
                "cookies over plain HTTP can be stolen."
            )

    def periksa_penanda(self) -> None:
        """Refuse a signing service that is set up by half. Raises `KonfigurasiTidakAman` naming what to set."""
        if self.signer != "bsre":
            return
        wajib = {
            "SUITE_BSRE_URL": self.bsre_url,
            "SUITE_BSRE_USER": self.bsre_pengguna,
            "SUITE_BSRE_PASSWORD": self.bsre_sandi,
            "SUITE_BSRE_ROOTS": self.bsre_akar,
        }
        if kurang := [nama for nama, nilai in wajib.items() if not nilai]:
            raise KonfigurasiTidakAman(f"SUITE_SIGNER=bsre also needs: {', '.join(kurang)}.")
        if self.bsre_versi not in (1, 2):
            raise KonfigurasiTidakAman("Set SUITE_BSRE_VERSION to 1 or 2.")
        for nama, berkas in (("SUITE_BSRE_ROOTS", self.bsre_akar), ("SUITE_BSRE_TLS_CA", self.bsre_ca)):
            if berkas is not None and not berkas.is_file():
                raise KonfigurasiTidakAman(f"{nama} names a file that does not exist: {berkas}.")
        if self.env == "production" and not self.bsre_url.startswith("https://"):
            raise KonfigurasiTidakAman("Set SUITE_BSRE_URL to an https:// address: passphrases travel over it.")

    @property
    def sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")

    @property
    def peragaan(self) -> bool:
        """The data are the demo's: marked so on every page."""
        return self.env == "demo"


def normal_url(url: str) -> str:
    """A database URL with the driver that we ship (psycopg 3)."""
    for awalan in ("postgres://", "postgresql://"):
        if url.startswith(awalan):
            return "postgresql+psycopg://" + url[len(awalan) :]
    return url


def _dengan_kunci_setempat(config: Config) -> Config:
    from dataclasses import replace

    config.var.mkdir(parents=True, exist_ok=True)
    berkas = config.var / "secret_key"
    try:
        fd = os.open(berkas, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        pass
    else:
        with os.fdopen(fd, "w") as f:
            f.write(secrets.token_urlsafe(48))
    return replace(config, secret_key=berkas.read_text().strip())
