"""The settings (设置) as one frozen value; defaults are those of an office that changes nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from config.channels import (
    BoardPage,
    Channels,
    Feed,
    Flood,
    Health,
    Logs,
    Pacing,
    Privacy,
    Probe,
    Processes,
    Webhook,
)
from config.documents import CATEGORIES, DocumentLimits, EvidenceRule, Retention
from config.loading import given_values, name_of
from config.mistakes import WrongSetting, advice
from config.office import (
    CIRCULAR_NUMBERING,
    NOTICE_NUMBERING,
    AppraisalRules,
    Archive,
    Burden,
    Cards,
    Escalation,
    Extensions,
    Hours,
    Lights,
    Papers,
    Quiet,
    Reading,
    Receipt,
    Recheck,
    Recurrence,
    Reminders,
    UrgencyLimits,
)
from config.regulations import RegulationRules, TrainingRules
from config.section import Duration, HttpUrl, is_loopback_url, numbered
from config.timetable import Timetable

PUBLIC_API = "https://api.telegram.org"
ANY_CATEGORY = "default"


class Settings(BaseSettings):
    """Everything an office may set; built by ``load_settings``, or by keyword in tests."""

    model_config = SettingsConfigDict(
        env_prefix="TAIZHANG_", env_nested_delimiter="__", extra="forbid", frozen=True, hide_input_in_errors=True
    )

    token: SecretStr | None = None
    api_url: HttpUrl = PUBLIC_API
    database_url: str = Field(default="sqlite:///taizhang.db", repr=False)
    evidence_folder: Path | None = None
    clock_url: HttpUrl | None = None
    timezone: str = "Asia/Shanghai"
    numbering: str = "DB-{year}-{n}"
    notice_numbering: str = NOTICE_NUMBERING
    circular_numbering: str = CIRCULAR_NUMBERING
    unknown_group_leave_after: Duration = timedelta(minutes=10)
    names_in_groups: bool = False
    hours: Hours = Hours()
    quiet: Quiet = Quiet()
    timetable: Timetable = Timetable()
    lights: Lights = Lights()
    receipt: Receipt = Receipt()
    urgency: UrgencyLimits = UrgencyLimits()
    recurrence: Recurrence = Recurrence()
    extensions: Extensions = Extensions()
    reminders: Reminders = Reminders()
    escalation: Escalation = Escalation()
    evidence: Mapping[str, EvidenceRule] = {ANY_CATEGORY: EvidenceRule(), **CATEGORIES}
    documents: DocumentLimits = DocumentLimits()
    regulations: RegulationRules = RegulationRules()
    training: TrainingRules = TrainingRules()
    cards: Cards = Cards()
    recheck: Recheck = Recheck()
    appraisal: AppraisalRules = AppraisalRules()
    archive: Archive = Archive()
    burden: Burden = Burden()
    reading: Reading = Reading()
    papers: Papers = Papers()
    webhook: Webhook | None = None
    processes: Processes = Processes()
    privacy: Privacy = Privacy()
    flood: Flood = Flood()
    pacing: Pacing = Pacing()
    channels: Channels = Channels()
    feeds: Mapping[str, Feed] = {}
    probe: Probe = Probe()
    health: Health = Health()
    page: BoardPage | None = None
    logs: Logs = Logs()
    retention: Retention = Retention()

    @property
    def bot_token(self) -> str:
        """Return the token in clear, or say how to give one."""
        if self.token is None:
            raise WrongSetting(
                "token", "尚未提供机器人令牌，请设环境变量 TAIZHANG_TOKEN，或用 TAIZHANG_TOKEN_FILE 指明存放令牌的文件"
            )
        return self.token.get_secret_value()

    @property
    def zone(self) -> ZoneInfo:
        """The business time zone, whatever the server's."""
        return ZoneInfo(self.timezone)

    def evidence_for(self, category: str) -> EvidenceRule:
        """Return the rule of the category, or the office's general one."""
        return self.evidence.get(category) or self.evidence.get(ANY_CATEGORY) or EvidenceRule()

    @property
    def categories(self) -> tuple[str, ...]:
        """The names of the categories (类别) that a task may have."""
        return tuple(name for name in self.evidence if name != ANY_CATEGORY)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Keep the constructor pure: environment and file are read in one place only."""
        return (init_settings,)

    @field_validator("token")
    @classmethod
    def _token_is_whole(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and not re.fullmatch(r"[0-9]+:[A-Za-z0-9_-]+", token.get_secret_value()):
            raise ValueError(
                "令牌不完整，应形如“数字:字母数字”，请从环境变量 TAIZHANG_TOKEN 或 TAIZHANG_TOKEN_FILE 所指文件给出"
            )
        return token

    @field_validator("api_url")
    @classmethod
    def _without_bot(cls, url: str) -> str:
        if url.endswith("/bot"):
            raise ValueError("只写服务器地址，不要带结尾的 /bot")
        return url

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str) -> str:
        if url.startswith(("sqlite:///", "postgresql://")):
            return url
        if re.fullmatch(r"[^:]+\.(db|sqlite)", url):
            return f"sqlite:///{url}"
        raise ValueError("应写成 sqlite:///taizhang.db 或 postgresql://用户:口令@主机/库名")

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (LookupError, OSError, ValueError) as error:
            raise ValueError("应写成 Asia/Shanghai 这样的时区名") from error
        return name

    @field_validator("numbering", "notice_numbering", "circular_numbering")
    @classmethod
    def _numbered(cls, pattern: str) -> str:
        return numbered(pattern)

    @model_validator(mode="after")
    def _clock_only_in_the_sandbox(self) -> Self:
        if self.clock_url is not None and not is_loopback_url(self.api_url):
            raise ValueError(
                "clock_url 只能与本机的 api_url（如 http://127.0.0.1:8081）一起使用，正式运行请删去 clock_url"
            )
        return self


def load_settings(path: Path | None = None, env: Mapping[str, str] | None = None) -> Settings:
    """Read the file (``path``, else ``TAIZHANG_CONFIG``, else ``taizhang.toml`` if there) and the environment.

    Raises ``WrongSetting``, whose text is the one sentence that the administrator reads.
    """
    env = os.environ if env is None else env
    given = given_values(Settings, path, env)
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise WrongSetting(name_of(first["loc"], env), advice(first)) from None
