"""Child: the verdict over the signatures of a stranger's PDF, trusting the CAs whose PEM is the first argument
(the second: "ketat" for a container as our own signer writes it); prints JSON."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import batas


def utama():
    masukan = sys.stdin.buffer.read()
    from suite.core.documents.signing import hasil_json, periksa

    batas.pasang(memori_mb=1024, detik=10)
    sys.stdout.write(hasil_json(periksa(masukan, sys.argv[1].encode(), wadah_ketat=sys.argv[2] == "ketat")))


if __name__ == "__main__":
    utama()
