"""Alembic's way in: the connection comes from ``storage.migrating``, already inside its transaction."""

from alembic import context

from storage import calendar_tables, mail_tables, roster_tables, tables  # noqa: F401 - their tables must be known
from storage.types import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
