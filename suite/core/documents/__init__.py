"""Documents: letter bodies (`isi`), PDF by typst (`render`), signatures (`signing`, `verifikasi`), page images (`raster`).

Nothing here knows a database, a request or a letter kind: values and bytes in, bytes out.
"""
