"""E-mail out of the suite: a letter is written in the business transaction, a job hands it to the mail server.

    mail.kirim(pegawai.surel, "Kode masuk Anda", teks, jenis="aktivasi", pegawai_id=pegawai.id, kunci=f"aktivasi:{id}")

The city sets its server under `mail.*` (`suite.core.pengaturan`). While `mail.aktif` is off, `kirim` writes nothing.
"""

from suite.core.mail.models import SuratElektronik
from suite.core.mail.services import aktif, alamat_sah, kirim, kirim_ulang, uji
from suite.core.mail.setelan import Setelan
from suite.core.mail.smtp import SurelGagal

__all__ = ["Setelan", "SuratElektronik", "SurelGagal", "aktif", "alamat_sah", "kirim", "kirim_ulang", "pasang", "uji"]


def pasang() -> None:
    """Register the work that sends (called with the rest of core)."""
    from suite.core.mail import jobs

    jobs.pasang()
