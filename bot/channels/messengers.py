"""The messengers that there are, by the names that settings and commands use."""

from __future__ import annotations

from bot.channels.dingtalk import DINGTALK
from bot.channels.feishu import FEISHU
from bot.channels.platform import Messenger
from bot.channels.wecom import WECOM

MESSENGERS: dict[str, Messenger] = {"wecom": WECOM, "dingtalk": DINGTALK, "feishu": FEISHU}
