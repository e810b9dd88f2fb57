"""What most bots do: python-telegram-bot, and an ORM commit for each update on SQLite (WAL, synchronous=FULL).

``python -m tests.benchmarks.bots.stock_orm URL TOKEN FILE``
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Integer, String, event
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


class Base(DeclarativeBase):
    """The tables."""


class Said(Base):
    """One message."""

    __tablename__ = "said"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    chat: Mapped[int] = mapped_column(BigInteger)
    user: Mapped[int] = mapped_column(BigInteger)
    text: Mapped[str] = mapped_column(String)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


def main(url: str, token: str, file: str) -> None:
    """Poll until told to stop."""
    engine = create_async_engine(f"sqlite+aiosqlite:///{file}")
    sessions = async_sessionmaker(engine, expire_on_commit=False)

    @event.listens_for(engine.sync_engine, "connect")
    def durable(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")

    async def create(_application: object) -> None:
        async with engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)

    async def keep(session: AsyncSession, update: Update) -> None:
        message = update.message
        assert message is not None
        assert message.from_user is not None
        row = Said(chat=message.chat.id, user=message.from_user.id, text=message.text or "", at=datetime.now(UTC))
        session.add(row)
        await session.commit()

    async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.message
        assert message is not None
        async with sessions() as session:
            await keep(session, update)
        await message.reply_text(message.text or "")

    builder = Application.builder().token(token).base_url(f"{url}/bot").base_file_url(f"{url}/file/bot")
    application = builder.post_init(create).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:4])
