"""Wiring: from the settings to a running bot; the only place that knows all the parts, and knows nothing else."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from datetime import datetime, timedelta

import structlog
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.alerts import Alerts
from bot.beside import beside, learning, ringing
from bot.channels.calling import ChannelCalls
from bot.clock import Clock, SystemClock, speed_of
from bot.collecting import keep_what_is_there
from bot.delivery.pacing import Pacing
from bot.delivery.prober import Prober
from bot.delivery.pump import Delivery
from bot.delivery.sender import Sender
from bot.evidence import EvidenceFolder
from bot.feeds.targets import feeding
from bot.health.house import wellness
from bot.health.vitals import Role
from bot.house import evidence_folder, house_of
from bot.housekeeping import Housekeeping
from bot.intake.announcing import announce, staying_announced
from bot.intake.dealing import Dealing
from bot.intake.fetching import Fetching
from bot.intake.flooding import Floods
from bot.intake.keeping import Keeper
from bot.intake.polling import Polling
from bot.intake.rivals import Rivals
from bot.intake.salvage import UpdatesParser
from bot.intake.workers import AT_ONCE, ON_SQLITE, Workers
from bot.menus import set_menus
from bot.outages import outlast
from bot.parts import Parts
from bot.posting import Poster
from bot.process import Loop, Process, stop_at_signals
from bot.roles import Roles
from bot.sheets import Sheets
from bot.transport import AiohttpRequest, surely_not_sent
from bot.waiting import Waker
from bot.web.serving import board_served
from config.channels import Work
from config.mistakes import WrongSetting
from config.section import is_loopback_url
from config.settings import Settings
from handlers.desk import Desk
from handlers.door import App, build_application
from handlers.wording.running import already_running, token_refused, work_divided
from handlers.wording.withholding import minimal
from ledger.discretion import be_discreet
from storage.lock import HeldByAnother, file_of, single_process
from storage.store import Store

log = structlog.get_logger(__name__)

REAL = SystemClock()
ALONE, BESIDE = 1.0, 0.25
"""Seconds between two looks at inbox and outbox: on SQLite nobody else fills them, on PostgreSQL others may."""
API_PAUSE = 5.0
"""Seconds between two tries to reach the platform at the start."""


async def run(settings: Settings, *, clock: Clock | None = None, stop: asyncio.Event | None = None) -> None:
    """Run the bot until ``stop`` is set, or without one until SIGTERM or SIGINT; business time comes from ``clock``."""
    if settings.privacy.minimal:
        be_discreet(minimal(settings.privacy.title_length))
    stopping = stop or asyncio.Event()
    undo = stop_at_signals(stopping) if stop is None else None
    try:
        async with AsyncExitStack() as stack:
            parts = await _parts(settings, clock, stopping, stack)
            if parts is not None:
                await _run(parts, settings, stopping)
    finally:
        if undo is not None:
            undo()


async def _parts(settings: Settings, clock: Clock | None, stop: asyncio.Event, stack: AsyncExitStack) -> Parts | None:
    """Open everything that has to be closed again; nothing where the order to stop came first."""
    application = build_application(_bot(settings, stack))
    folder = evidence_folder(settings)
    _hold(settings, stack)
    store = await Store.open(settings.database_url, house=house_of(settings), evidence=folder)
    stack.push_async_callback(store.close)
    clock = clock or await _clock(settings, stack)
    health = await stack.enter_async_context(wellness(settings, store, clock, evidence=folder))
    await stack.enter_async_context(board_served(settings, store, clock))
    keep_what_is_there()  # From here on the start may wait for hours.
    if not await _reach(application, stop):
        return None
    stack.push_async_callback(application.shutdown)
    desk = _desk(settings, application, clock, health.vitals.marks.alive.last())
    poster = Poster(seconds=settings.channels.timeout)
    stack.push_async_callback(poster.close)
    return Parts(store, clock, application, desk, health, EvidenceFolder(folder), poster)


def _hold(settings: Settings, stack: AsyncExitStack) -> None:
    """Keep other processes off an SQLite file for as long as we run."""
    if set(settings.processes.roles) != set(Work) and file_of(settings.database_url) is not None:
        raise WrongSetting("processes.roles", work_divided())
    try:
        stack.enter_context(single_process(settings.database_url, since=REAL.now().astimezone(settings.zone)))
    except HeldByAnother as error:
        raise WrongSetting("database_url", already_running(error.holder)) from error


def _bot(settings: Settings, stack: AsyncExitStack) -> Bot:
    calls = AiohttpRequest(settings.api_url)
    polls = AiohttpRequest(settings.api_url, pool_size=2, parse=UpdatesParser())
    for request in (calls, polls):  # A bot that never learned its own name closes nothing.
        stack.push_async_callback(request.shutdown)
    return Bot(
        settings.bot_token,
        base_url=f"{settings.api_url}/bot",
        base_file_url=f"{settings.api_url}/file/bot",
        request=calls,
        get_updates_request=polls,
    )


async def _clock(settings: Settings, stack: AsyncExitStack) -> Clock:
    if settings.clock_url is None:
        return REAL
    from bot.remote_clock import RemoteClock  # Only where a sandbox is followed.

    remote = await RemoteClock.open(settings.clock_url)
    stack.push_async_callback(remote.close)
    return remote


def _desk(settings: Settings, application: App, clock: Clock, last_alive: datetime | None) -> Desk:
    def business_time(moment: datetime) -> datetime:
        return clock.now() - (REAL.now() - moment) * speed_of(clock)

    return Desk(
        application=application,
        bot_id=application.bot.id,
        username=application.bot.username,
        real_now=REAL.now,
        business_time=business_time,
        started_at=REAL.now(),
        last_alive=last_alive,
        card_life=settings.cards.life,
    )


async def _reach(application: App, stop: asyncio.Event) -> bool:
    """Ask the platform who we are, until it answers or the order to stop comes; return whether it answered."""
    waiting = Waker()
    while not stop.is_set():
        try:
            await application.initialize()
        except InvalidToken as error:
            raise WrongSetting("token", token_refused()) from error
        except TelegramError as error:  # A proxy's page and half an answer are no network errors.
            log.warning("platform_not_reached", kind=type(error).__name__)
            await waiting.wait(API_PAUSE, stop=stop)
        else:
            return True
    return False


async def _run(parts: Parts, settings: Settings, stop: asyncio.Event) -> None:
    roles = Roles(settings.processes.roles, parts.store.database)
    if roles.does(Work.POLLER):
        await announce(parts.bot, settings.webhook, stop, pause=API_PAUSE)
    await set_menus(parts.bot)
    vitals, last_alive = parts.health.vitals, parts.desk.last_alive
    alerts = Alerts(parts.store, parts.clock)
    delivery, prober = _sending(parts, settings, alerts, roles)
    workers = _workers(parts, delivery)
    floods = Floods(settings.flood.per_minute, settings.flood.most_waiting)
    keeper = Keeper(parts.store.inbox, parts.bot.id, REAL.now, workers.woken.ring, floods, alerts.flooding)
    limits = (settings.unknown_group_leave_after, settings.retention.updates, settings.retention.exports)
    keeping = Housekeeping(parts.store, parts.clock, REAL.now, vitals.marks.alive, *limits)
    rivals = Rivals(alerts.rival)
    intake = _intake(parts, settings, keeper, rivals, roles)
    by_clock, since = keeping.mark.last_by_clock(), parts.desk.business_time(last_alive) if last_alive else None
    await outlast(lambda: keeping.tell_gap(last_alive, by_clock), stop)
    await outlast(lambda: keeping.note_outage(since), stop)
    if roles.does(Work.WORKER):
        await workers.note_start()
    keep_what_is_there()
    log.info("running", bot=parts.bot.username, database=parts.store.dialect, roles=[*settings.processes.roles])
    first = {Work.POLLER: intake, Work.WORKER: workers.run, Work.SENDER: prober.run, Work.TICKER: roles.ticking()}
    feeds = {Work.SENDER: feeding(settings, parts.store, parts.clock, parts.poster)}
    looks = {Work.POLLER: staying_announced(parts.bot, hook, rivals)} if (hook := settings.webhook) else {}
    bell = ringing(parts, settings, keeping, done=delivery.wake, ours=roles.holds(Work.TICKER))
    await Process(
        first=[
            *roles.mine(first),
            *roles.mine(feeds),
            *roles.mine(looks),
            parts.health.watchdog.run,
            *(beside(loop, vitals.pulse) for loop in (learning(parts), bell)),
        ],
        then=roles.mine({Work.SENDER: roles.by_turns(Work.SENDER, delivery.run)}),
    ).run(stop)
    await keeping.sign_of_life()


def _intake(parts: Parts, settings: Settings, keeper: Keeper, rivals: Rivals, roles: Roles) -> Loop:
    vitals = parts.health.vitals
    if settings.webhook is not None:
        from bot.intake.webhook import serving  # A web server is loaded where one is wished for only.

        vitals.role = lambda: Role.WEBHOOK
        return serving(settings.webhook, keeper.keep, vitals.pulse)
    holds = roles.holds(Work.POLLER)
    vitals.role = lambda: Role.POLLER if holds() else Role.STANDBY
    polling = Polling(parts.bot, keeper.keep, vitals.pulse, rivals=rivals)

    async def poll(stop: asyncio.Event) -> None:
        keeper.take_over()
        await polling.run(stop)

    return roles.by_turns(Work.POLLER, poll)


def _sending(parts: Parts, settings: Settings, alerts: Alerts, roles: Roles) -> tuple[Delivery, Prober]:
    pace = settings.pacing
    pacing = Pacing(pace.per_second, pace.chat_seconds, pace.group_per_minute)
    channels = ChannelCalls(parts.store, parts.poster, REAL.now, settings.channels.hosts)
    sender = Sender(parts.store, parts.bot, REAL.now, alerts, surely_not_sent, channels)
    delivery = Delivery(parts.store, sender, pacing, REAL.now, look_every=_look_every(parts))
    prober = Prober(
        *(parts.store, parts.bot, REAL.now, alerts, delivery.wake),
        after=timedelta(seconds=settings.probe.after),
        enabled=settings.probe.enabled,
        caught_up=lambda: parts.health.vitals.pulse.caught_up,
        ours=roles.holds(Work.SENDER),
        heard=None if settings.webhook is not None else parts.health.vitals.marks.polled.last,
    )
    return delivery, prober


def _workers(parts: Parts, delivery: Delivery) -> Workers:
    fetching = Fetching(parts.bot, parts.folder, shares_disk=is_loopback_url(parts.bot.base_url))
    sheets = Sheets(parts.store, parts.clock, parts.folder, REAL.now)
    dealing = Dealing(parts.store, parts.clock, parts.desk, fetching, sheets)
    at_once = ON_SQLITE if parts.store.dialect == "sqlite" else AT_ONCE
    workers = Workers(parts.store, dealing, REAL.now, delivery.wake, at_once=at_once, look_every=_look_every(parts))
    delivery.more_follows = workers.has_more
    return workers


def _look_every(parts: Parts) -> float:
    """Return the seconds between two looks for what other processes have left to do."""
    return ALONE if parts.store.dialect == "sqlite" else BESIDE
