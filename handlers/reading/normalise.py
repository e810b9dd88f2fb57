"""First stage: full-width forms, traditional characters and odd spaces become plain; positions stay as they were."""

from __future__ import annotations

import unicodedata

_TRADITIONAL = (
    "請请報报發发給给關关於于號号點点時时間间週周個个兩两內内辦办結结後后實实現现場场責责負负單单"
    "處处領领導导開开會会議议進进據据統统計计財财環环務务農农業业書书長长張张趙赵劉刘陳陈楊杨黃黄"
    "吳吴孫孙馬马羅罗鄭郑謝谢許许鄧邓馮冯葉叶蘇苏盧卢鐘钟鍾钟譚谭陸陆蔣蒋韓韩龍龙萬万錢钱嚴严"
    "應应該该將将頭头協协調调區区縣县廳厅檔档綜综籌筹備备審审核核閱阅簽签轉转交交複复覆复還还沒没"
    "來来這这從从對对為为麼么樣样幾几東东西西與与動动態态況况總总員员幹干部部學学習习訓训練练題题"
    "標标準准預预測测驗验質质檢检監监察察網网絡络電电話话傳传達达遞递緊紧確确認认識识說说讓让誰谁"
    "銷销額额屬属層层擬拟圖图紀纪錄录記记補补齊齐殘残賬账帳账臺台歸归戶户廠厂礦矿線线級级組组織织"
    "強强壓压變变換换撤撤銜衔連连絕绝維维護护衛卫療疗藥药險险隱隐隊队階阶隨随難难雙双離离專专"
)


class _Plain(dict[int, str]):
    """Fills itself: each character is looked up once in the life of the process."""

    def __missing__(self, code: int) -> str:
        narrow = unicodedata.normalize("NFKC", chr(code))
        plain = narrow if len(narrow) == 1 and not 0x2460 <= code <= 0x24FF else chr(code)  # ① stays a list mark.
        self[code] = plain = " " if plain.isspace() and plain != "\n" else plain
        return plain


_TABLE = _Plain({ord(old): new for old, new in zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True)})
_TABLE.update({ord(dash): "-" for dash in "–—−‐‑―~～〜"})
_TABLE.update({ord("〇"): "零", ord("\r"): " ", ord("﹕"): ":", ord("【"): "[", ord("】"): "]"})


def normalise(text: str) -> str:
    """Return the text with plain characters, of the same length, so that spans fit the original too."""
    return text.translate(_TABLE)
