"""Units and posts of the demo city, as plain data: nothing here touches the database."""

from suite.demo.organisasi.bangun import bangun_kota, sesuaikan
from suite.demo.organisasi.rancangan import JabatanBaru, Rancangan, UnitBaru

__all__ = ["JabatanBaru", "Rancangan", "UnitBaru", "bangun_kota", "sesuaikan"]
