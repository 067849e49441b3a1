"""Metrics in Prometheus' text form at `/metrics`.

Counters live in files of SUITE_VAR/metrik (prometheus_client's multiprocess mode, which `suite serve` switches on), so that
whichever process answers tells the sum of all, also after one of them died. What the database knows is asked for when
somebody asks us; what is dear to count is counted once a minute.
"""

from __future__ import annotations

import hmac
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, g, has_request_context, request
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from sqlalchemy import Engine, distinct, event, func, select

from suite.core.audit.models import AuditEvent, AuditSealItem
from suite.core.clock import now
from suite.core.config import Config
from suite.core.db import session
from suite.core.errors import TidakDitemukan
from suite.core.files.models import StoredFile
from suite.core.jobs.models import Job
from suite.core.mail.models import SuratElektronik
from suite.core.pulih import cadangan, denyut, mode
from suite.core.workflow import Task

LINGKUNGAN = "PROMETHEUS_MULTIPROC_DIR"
EMBER = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
INGAT = 60.0

_asal = CollectorRegistry()
PERMINTAAN = Counter("suite_permintaan", "Requests answered", ["rute", "metode", "status"], registry=_asal)
LAMA = Histogram("suite_permintaan_detik", "Seconds to answer", ["rute"], buckets=EMBER, registry=_asal)
BASIS = Histogram(
    "suite_basis_data_detik", "Seconds a request spent in the database", ["rute"], buckets=EMBER, registry=_asal
)
KUERI = Counter("suite_kueri", "Statements sent to the database", ["rute"], registry=_asal)
MASUK = Counter("suite_masuk", "Attempts to log in", ["hasil"], registry=_asal)
TANDA_TANGAN = Counter("suite_tanda_tangan", "Signatures made by the signing service", ["hasil"], registry=_asal)


def folder(var: Path) -> Path:
    return var / "metrik"


def siapkan_folder(var: Path) -> dict[str, str]:
    """Begin anew (the supervisor, before it starts any process); returns what the children need in their environment."""
    shutil.rmtree(folder(var), ignore_errors=True)
    folder(var).mkdir(parents=True, exist_ok=True)
    return {LINGKUNGAN: str(folder(var))}


def pasang(app: Flask) -> None:
    """Count every request; listen to the time that the database takes (once a process)."""
    app.before_request(_mulai)
    app.after_request(_hitung)
    if not event.contains(Engine, "before_cursor_execute", _sebelum):
        event.listen(Engine, "before_cursor_execute", _sebelum)
        event.listen(Engine, "after_cursor_execute", _sesudah)


def _mulai() -> None:
    g.metrik_mulai = time.perf_counter()


def _sebelum(_k: Any, _c: Any, _s: Any, _p: Any, konteks: Any, _m: Any) -> None:
    if konteks is not None and has_request_context():
        konteks._suite_mulai = time.perf_counter()


def _sesudah(_k: Any, _c: Any, _s: Any, _p: Any, konteks: Any, _m: Any) -> None:
    mulai = getattr(konteks, "_suite_mulai", None)
    if mulai is not None and has_request_context():
        g.basis_detik = g.get("basis_detik", 0.0) + time.perf_counter() - mulai
        g.basis_kueri = g.get("basis_kueri", 0) + 1


def _hitung(response: Response) -> Response:
    rute = request.endpoint or "tidak_dikenal"
    PERMINTAAN.labels(rute, request.method, str(response.status_code)).inc()
    if (mulai := g.get("metrik_mulai")) is not None:
        LAMA.labels(rute).observe(time.perf_counter() - mulai)
    if "basis_detik" in g:
        BASIS.labels(rute).observe(g.basis_detik)
        KUERI.labels(rute).inc(g.basis_kueri)
    if rute == "masuk.masuk" and request.method == "POST":
        MASUK.labels("berhasil" if response.status_code < 400 else "gagal").inc()
    return response


def boleh(config: Config) -> bool:
    """Who asks bears the token of SUITE_METRICS_TOKEN, or sits on this machine when there is none.

    A forwarded request has not come from this machine, whatever the socket says.
    """
    if config.metrics_token:
        return hmac.compare_digest(request.headers.get("Authorization", ""), f"Bearer {config.metrics_token}")
    diteruskan = not config.proxy_hops and ("X-Forwarded-For" in request.headers or "Forwarded" in request.headers)
    return request.remote_addr in {"127.0.0.1", "::1"} and not diteruskan


def jawab() -> Response:
    """The page of all metrics. Raises `TidakDitemukan` for who may not see it."""
    config: Config = current_app.config["SUITE"]
    if not boleh(config):
        raise TidakDitemukan()
    kumpulan = CollectorRegistry()
    if os.environ.get(LINGKUNGAN):
        MultiProcessCollector(kumpulan)
    else:
        kumpulan.register(_Salinan())
    kumpulan.register(_Keadaan(config))
    return Response(generate_latest(kumpulan), content_type=CONTENT_TYPE_LATEST)


class _Salinan(Collector):
    """The counters of this one process, when nothing runs beside it (development)."""

    def collect(self) -> Iterator[Any]:
        yield from _asal.collect()


_mahal: dict[str, tuple[float, float]] = {}


def _sekali_semenit(nama: str, hitung: Any) -> float:
    ada = _mahal.get(nama)
    if ada is None or time.monotonic() - ada[0] > INGAT:
        ada = _mahal[nama] = (time.monotonic(), float(hitung() or 0))
    return ada[1]


def belum_disegel() -> int:
    """Audit events younger than the newest sealed one."""
    terakhir = session.scalar(select(func.max(AuditSealItem.event_id))) or 0
    return session.scalar(select(func.count()).select_from(AuditEvent).where(AuditEvent.id > terakhir)) or 0


def umur_antrean() -> float:
    """Seconds for which the job waits that should have begun first (0: none is due)."""
    tertua = session.scalar(select(func.min(Job.setelah)).where(Job.keadaan == "antre"))
    return max((now() - tertua).total_seconds(), 0.0) if tertua else 0.0


def ukuran_gudang() -> int:
    """Bytes of the distinct stored files, as the database knows them."""
    satu = (
        select(StoredFile.sidik, func.max(StoredFile.ukuran).label("ukuran"))
        .where(StoredFile.dimusnahkan_pada.is_(None))
        .group_by(StoredFile.sidik)
        .subquery()
    )
    return session.scalar(select(func.sum(satu.c.ukuran))) or 0


class _Keadaan(Collector):
    """What database and folder tell at this moment."""

    def __init__(self, config: Config):
        self.config = config

    def collect(self) -> Iterator[Any]:
        var = self.config.var
        pekerjaan = GaugeMetricFamily("suite_pekerjaan", "Jobs by kind and state", labels=["jenis", "keadaan"])
        for jenis, keadaan, n in session.execute(
            select(Job.jenis, Job.keadaan, func.count()).group_by(Job.jenis, Job.keadaan)
        ):
            pekerjaan.add_metric([jenis, keadaan], n)
        yield pekerjaan
        surat = GaugeMetricFamily("suite_surel", "E-mails by state", labels=["keadaan"])
        for keadaan, n in session.execute(
            select(SuratElektronik.keadaan, func.count()).group_by(SuratElektronik.keadaan)
        ):
            surat.add_metric([keadaan], n)
        yield surat
        dokumen = lambda: session.scalar(select(func.count(distinct(StoredFile.sidik))))  # noqa: E731
        yield GaugeMetricFamily("suite_antrean_umur_detik", "Age of the oldest job that is due", umur_antrean())
        yield GaugeMetricFamily("suite_berkas_jumlah", "Stored files", _sekali_semenit(f"{var}:jumlah", dokumen))
        yield GaugeMetricFamily(
            "suite_berkas_bita", "Bytes of stored files", _sekali_semenit(f"{var}:bita", ukuran_gudang)
        )
        yield GaugeMetricFamily("suite_audit_belum_disegel", "Audit events not sealed yet", belum_disegel())
        terbuka = select(func.count()).select_from(Task).where(Task.ditutup_pada.is_(None))
        yield GaugeMetricFamily("suite_tugas_terbuka", "Open tasks in all inboxes", session.scalar(terbuka) or 0)
        yield GaugeMetricFamily(
            "suite_pekerja_hidup", "Workers that gave a sign lately", sum(d.segar for d in denyut.semua(var))
        )
        yield GaugeMetricFamily("suite_mode_baca", "1 while the suite is read-only", int(mode.kini(var) is not None))
        sisa = shutil.disk_usage(var)
        yield GaugeMetricFamily("suite_disk_sisa_bita", "Bytes free where SUITE_VAR lies", sisa.free)
        if (satu := cadangan.terakhir(var)) is not None:
            yield GaugeMetricFamily("suite_cadangan_umur_detik", "Age of the last good backup", _umur(satu.pada))


def _umur(pada: str) -> float:
    from datetime import datetime

    with suppress(ValueError):
        return (now() - datetime.fromisoformat(pada)).total_seconds()
    return float("nan")
