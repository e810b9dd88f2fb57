"""Numbered, additive steps of the schema, for alembic."""
