"""The gate for marked text: forms of marking are cut, ordinary words pass."""

from __future__ import annotations

import pytest

from bot.marking import marking, marking_in, marking_of_name

MARKED = {
    "【机密】关于干部调整的请示": "机密",
    "（秘密）请张三周五前报送": "秘密",
    "〔工作秘密〕专班名单": "工作秘密",
    "机密★1年\n关于……的报告": "机密",
    "绝密★启用前": "绝密",
    "秘密*长期": "秘密",
    "密级：秘密\n请王芳今天下班前传阅": "秘密",
    "密 级: 机 密": "机密",
    "保密等级为机密": "机密",
    "标密：【绝密】": "绝密",
    "机　密\n市政府文件": "机密",
    "请收\n内部资料\n第三期": "内部资料",
    "内部资料 注意保存": "内部资料",
    "内部资料，请勿外传": "内部资料",
    "这份材料是工作秘密，不得外传": "工作秘密",
    "机\u200b密★": "机密",
    "［机密级］方案": "机密",
    "秘密：招商方案": "秘密",
    "<绝密>": "绝密",
    "機密★1年": "机密",
    "【絕密】": "绝密",
    "內部資料 注意保存": "内部资料",
    "【内部】": "内部",
    "【内部文件】": "内部文件",
    "内部文件 不得外传": "内部文件",
    "机·密★": "机密",
    "机\u034f密★": "机密",
    "秘\ufe0f密：方案": "秘密",
    "【祕密】": "秘密",
}

ORDINARY = [
    "请张三周五前报送秘密投票办法",
    "推荐会采取无记名秘密投票方式",
    "商业秘密保护工作方案请司法局牵头",
    "请李四明天上午汇总保守国家秘密宣传月活动情况",
    "机密文件管理办法修订稿周三前报办公室",
    "整理内部资料室的目录",
    "内部资料性出版物年检，文广新局牵头，周五前",
    "做好保密工作，密级文件清退本周内完成",
    "绝密档案柜检修",
    "这不是什么秘密",
    "工作秘密事项目录编制，周四前",
    "加强内部管理，请人事科周五前报方案",
    "内部审计整改台账周四前报送",
    "请各科室内部先行讨论",
]


@pytest.mark.parametrize(("text", "word"), MARKED.items())
def test_a_marking_is_seen_in_its_forms(text, word):
    assert marking(text) == word


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_word_is_no_marking(text):
    assert marking(text) is None


@pytest.mark.parametrize(
    "name",
    [
        "机密-招商方案.docx",
        "招商方案（秘密）.docx",
        "【绝密】.pdf",
        "名单_工作秘密_终稿.xlsx",
        "内部资料.zip",
        "2026机密.pdf",
        "机密-方案.docx",
        "機密-方案.docx",
        "内部-方案.docx",
    ],
)
def test_a_file_name_carries_a_marking(name):
    assert marking_of_name(name)


@pytest.mark.parametrize("name", ["秘密投票办法.docx", "机密文件管理办法.pdf", "保密工作总结.docx", "IMG_0001.jpg"])
def test_a_file_name_of_ordinary_words_passes(name):
    assert marking_of_name(name) is None


def test_captions_file_names_and_quoted_messages_are_looked_at():
    assert marking_in({"message": {"caption": "【机密】"}}) == "机密"
    assert marking_in({"message": {"document": {"file_name": "秘密-1.docx"}}}) == "秘密"
    assert marking_in({"message": {"text": "收到", "reply_to_message": {"message_id": 1, "text": "机密★"}}}) == "机密"
    assert marking_in({"edited_message": {"text": "密级：秘密"}}) == "秘密"


@pytest.mark.parametrize(
    "update",
    [
        {"message": {"contact": {"first_name": "【机密】"}}},
        {"message": {"new_chat_title": "【机密】专班"}},
        {"message": {"audio": {"performer": "机密★"}}},
        {"message": {"venue": {"address": "【机密】"}}},
        {"message": {"forward_origin": {"type": "hidden_user", "sender_user_name": "【机密】"}}},
        {"inline_query": {"query": "机密★1年"}},
        {"callback_query": {"data": "【机密】"}},
    ],
)
def test_a_marking_is_seen_wherever_words_can_come_in(update):
    assert marking_in(update) == "机密"


def test_the_bots_own_words_are_not_the_senders():
    own = {"message_id": 3, "from": {"id": 7, "is_bot": True}, "text": "您的消息带有【机密】标识"}
    assert marking_in({"message": {"text": "好的", "reply_to_message": own}}, ours=7) is None
    assert marking_in({"message": {"text": "好的", "reply_to_message": own}}, ours=8) == "机密"


def test_deep_nesting_is_walked_without_recursion():
    update: object = {"text": "【机密】"}
    for _ in range(20_000):
        update = {"a": update}
    assert marking_in(update) == "机密"
