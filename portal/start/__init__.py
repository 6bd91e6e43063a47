"""Starts and tests the portal on a machine that has nothing but Python: `make run`, `make test`, `make check`.

    setup       makes .venv, installs what the lock files name (runs on the system's Python, standard library only)
    run         the supervisor behind `make run`
    check       the steps behind `make check`
    servers     test servers that stay up between runs of pytest
    bench       the rows behind `make bench` and `make drill`

The others are parts of these: postgres, valkey, processes, places.
"""
