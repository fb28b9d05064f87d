"""Installs HMK and runs it on one machine: PostgreSQL, Valkey, web, worker and beat.

Standard library only, and nothing here imports Django: these modules work before the virtual
environment exists and go on working when the application does not. `make` starts them by path
(`python3 hmk/services run`), see `__main__.py`.
"""
