"""The law as data and as functions.

- *Rule register* (`register`): every public rule and look-up has a topic, a schema for input and output, a source.
  `hitung(topik, masukan)` answers one case, `suite aturan hitung FILE` a whole file, without database or network.
- *Parameters* (`ketentuan`): what a regulation may change is a dated set with its source, shipped as a file and read
  by the date of the document, so that a past month gives the same answer for ever.

Import light: no Flask and no SQLAlchemy on this path (a test holds it).
"""

from suite.core.aturan.jejak import Jejak, Langkah, jelaskan, merekam
from suite.core.aturan.ketentuan import Parameter, muat_parameter, parameter, parameter_terbaru, pasang_lapisan
from suite.core.aturan.register import Topik, aturan, hitung, hitung_berkas, hitung_kasus, muat_semua, semua_topik

__all__ = [
    "Jejak",
    "Langkah",
    "Parameter",
    "Topik",
    "aturan",
    "hitung",
    "hitung_berkas",
    "hitung_kasus",
    "jelaskan",
    "merekam",
    "muat_parameter",
    "muat_semua",
    "parameter",
    "parameter_terbaru",
    "pasang_lapisan",
    "semua_topik",
]
