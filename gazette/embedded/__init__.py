"""The servers a trial and the tests run on: PostgreSQL and Valkey, started, watched and stopped by this program.

Nothing here imports Django, and `install`, `places`, `account`, `debian` and `code` import nothing but the standard
library: they run before there is a virtual environment.
"""
