"""What administrators read of channels: why a messenger refused a message, and what to put right."""

from __future__ import annotations

from html import escape

NAMES = {"wecom": "企业微信", "dingtalk": "钉钉", "feishu": "飞书"}

TAKEN_AWAY = "推送渠道已移除"

_REFUSED = {
    ("wecom", "93000"): "地址或密钥已失效，请在企业微信群里重新取得机器人地址",
    ("wecom", "40058"): "内容不符合要求，请将本条转告系统维护人员",
    ("dingtalk", "310000"): "安全设置不符，请核对加签密钥、自定义关键词和 IP 段",
    ("dingtalk", "300001"): "地址中的 access_token 无效，请在钉钉群里重新取得机器人地址",
    ("dingtalk", "300005"): "地址中的 access_token 无效，请在钉钉群里重新取得机器人地址",
    ("feishu", "9499"): "内容不符合要求，请将本条转告系统维护人员",
    ("feishu", "19001"): "地址已失效，请在飞书群里重新取得机器人地址",
    ("feishu", "19021"): "签名不符，请核对签名密钥和服务器时间",
    ("feishu", "19022"): "服务器的 IP 不在机器人的白名单内，请在飞书群里补上",
    ("feishu", "19024"): "缺少机器人要求的自定义关键词，请在飞书群里改用签名校验",
}
_WRONG = {
    "unreadable": "地址读不出来，请核对存放地址的文件或环境变量",
    "no_url": "地址不是网址，请重新复制机器人的 Webhook 地址",
    "host": "地址不是该平台的服务器；本单位自建的平台，请把主机名写入设置 channels.hosts",
    "insecure": "地址须以 https:// 开头",
    "no_key": "地址不完整，请重新复制机器人的 Webhook 地址",
}


def refused(platform: str, code: str) -> str:
    """Say which code the messenger answered with, and what is to be done about it."""
    known = _REFUSED.get((platform, code), "请对照平台文档核对机器人的设置")
    return f"{NAMES[platform]}答复 {code}：{known}"


def wrong_address(wrong: str) -> str:
    """Say what is wrong with an address, which is never quoted."""
    return _WRONG[wrong]


def marked(word: str) -> str:
    """Say why nothing was sent outside: the text carries a secrecy marking."""
    return f"内容带有“{word}”标识，未向外发送，请核对事项名称"


def trial(title: str) -> str:
    """Say in the group what the message is for."""
    return f"<b>推送测试</b>\n本群已作为“{escape(title)}”接收政务台账的报告，收到本条说明设置无误。"
