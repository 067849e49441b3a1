"""Second factors: codes of an app (TOTP), passkeys, recovery codes, and who must have one.

`totp`, `kunci` and `pemulihan` each own their table; `wajib` reads the data that says who must; `services` is what the
pages call: what an account has, the second step of a login, an admin's reset.
"""
