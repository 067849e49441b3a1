"""The fictional people of the demo city: names, numbers, ranks, and who holds which post."""

from suite.demo.orang.pengisian import Isi, PenugasanBaru, isi_jabatan
from suite.demo.orang.sosok import Orang

__all__ = ["Isi", "Orang", "PenugasanBaru", "isi_jabatan"]
