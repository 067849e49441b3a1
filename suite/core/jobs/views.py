"""The progress page of a job: for who asked for it, and for admins. htmx asks again for the part that moves."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from suite.core import policy
from suite.core.actor import Actor
from suite.core.clock import now
from suite.core.daftar import tampilkan
from suite.core.db import session
from suite.core.jobs import queue
from suite.core.jobs.daftar import KATA, PEKERJAAN, uraian
from suite.core.jobs.models import Job
from suite.core.policy import current_actor, izin

bp = Blueprint("pekerjaan", __name__, template_folder="templates")


def _boleh(actor: Actor, job: Any) -> bool:
    return (
        job is None or (job.account_id is not None and job.account_id == actor.account_id) or actor.punya_peran("admin")
    )


policy.daftarkan("pekerjaan.lihat", "melihat dan menghentikan pekerjaan yang Anda minta", periksa=_boleh)


def _job(id: int) -> Job | None:
    return session.get(Job, id)


@bp.get("/pekerjaan")
@izin("masuk")
def daftar():
    return tampilkan(PEKERJAAN)


@bp.get("/pekerjaan/<int:id>")
@izin("pekerjaan.lihat", objek=_job)
def lihat(job: Job):
    bagian = "pekerjaan/bagian.html" if request.headers.get("HX-Request") else "pekerjaan/lihat.html"
    return render_template(bagian, job=job, **_tampil(job))


@bp.post("/pekerjaan/<int:id>/hentikan")
@izin("pekerjaan.lihat", objek=_job)
def hentikan(job: Job):
    queue.batalkan(job, current_actor())
    return redirect(url_for(".lihat", id=job.id), code=303)


@bp.post("/pekerjaan/<int:id>/ulangi")
@izin("pekerjaan.lihat", objek=_job)
def ulangi(job: Job):
    queue.ulangi(job, current_actor())
    return redirect(url_for(".lihat", id=job.id), code=303)


def _tampil(job: Job) -> dict[str, Any]:
    """What the page says: title, state in words, time left, where the result is."""
    hasil = job.hasil if isinstance(job.hasil, dict) else {}
    return {
        "uraian": uraian(job),
        "keadaan": KATA[job.keadaan],
        "berjalan": job.keadaan in {"antre", "berjalan"},
        "sisa": _sisa(job),
        "pesan": str(hasil.get("pesan", "")),
        "tujuan": _setempat(str(hasil.get("url", ""))),
    }


def _setempat(url: str) -> str:
    """Only an address of this suite is ever linked."""
    return url if url.startswith("/") and not url.startswith("//") else ""


def _sisa(job: Job) -> str:
    """Time left, estimated from the pace so far: 'sekitar 20 detik lagi'."""
    if job.keadaan != "berjalan" or not job.n or not job.m or job.mulai_pada is None:
        return ""
    detik = (now() - job.mulai_pada).total_seconds() / job.n * max(job.m - job.n, 0)
    if detik < 90:
        return f"sekitar {max(5, round(detik / 5) * 5)} detik lagi"
    return f"sekitar {round(detik / 60)} menit lagi"
