"""Files with rows come in: one engine for units, posts, people, and (its reading part) for code lists.

    baca, lembar   CSV or XLSX → rows of cells, in a child process with limits
    kolom          pure: columns by name and synonym, cells → values, sentences for what cannot be read
    jenis          the registry of kinds, and a checked row
    berkas         templates to fill in, and broken rows as a file to mend
    models         one row an upload
    services       upload, check, the job that writes in steps

A service registers its `JenisImpor`: columns, a comparison with what stands, and how a chunk is written. Nothing is
re-exported here, so that the pure parts stay free of SQLAlchemy.
"""
