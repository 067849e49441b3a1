"""One engine for every code list: archive classification, accounts, nomenclature, fund sources, prices, posts.

A list has dated versions, each by a regulation; a version is a tree by code. A service registers its list as a
`JenisDaftar` (columns, code pattern, validators), and gets import with preview, row errors and differences, search and
look-up.

    kode        pure: parts, parent, sort key of a dotted code
    jenis       the registry of kinds
    periksa     pure: rows → valid entries, errors, notes; differences between two versions
    models      tables          services    preview, import          queries     search, children, path, one entry

Nothing is re-exported here, so that the pure parts stay free of SQLAlchemy.
"""
