"""First stage: full-width forms, traditional characters and odd spaces become plain; positions stay as they were."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_TRADITIONAL = (
    "請请報报發发給给關关於于號号點点時时間间週周個个兩两內内辦办結结後后實实現现場场責责負负單单處处領领導导開开會会議议進进據据統统計计財财環环務务農农業业書书長长張张趙赵劉刘陳陈楊杨黃黄吳吴孫孙"
    "馬马羅罗鄭郑謝谢許许鄧邓馮冯葉叶蘇苏盧卢鐘钟鍾钟譚谭陸陆蔣蒋韓韩龍龙萬万錢钱嚴严應应該该將将頭头協协調调區区縣县廳厅檔档綜综籌筹備备審审核核閱阅簽签轉转交交複复覆复還还沒没來来這这從从對对為为"
    "麼么樣样幾几東东西西與与動动態态況况總总員员幹干部部學学習习訓训練练題题標标準准預预測测驗验質质檢检監监察察網网絡络電电話话傳传達达遞递緊紧確确認认識识說说讓让誰谁銷销額额屬属層层擬拟圖图紀纪"
    "錄录記记補补齊齐殘残賬账帳账臺台歸归戶户廠厂礦矿線线級级組组織织強强壓压變变換换撤撤銜衔連连絕绝維维護护衛卫療疗藥药險险隱隐隊队階阶隨随難难雙双離离專专門门牽牵貴贵風风賣卖買买費费資资賞赏貨货"
    "購购貿贸賀贺貸贷賓宾賴赖贊赞車车軍军軌轨軟软載载輔辅輕轻輛辆輪轮輸输轄辖較较軸轴遊游運运過过違违遠远適适選选遷迁邊边郵邮鄉乡鄰邻醫医釋释針针釘钉鈔钞鈣钙銀银銅铜鋁铝鋪铺鋼钢錯错鍋锅鍵键鎮镇鎖锁"
    "鏈链鐵铁鑒鉴閃闪閉闭閒闲闆板陰阴陽阳際际隸隶雖虽雜杂雞鸡霧雾靈灵靜静頂顶項项順顺須须頒颁頓顿頻频顏颜願愿顧顾顯显類类飛飞飯饭飲饮飼饲養养館馆駐驻駕驾騎骑騙骗驚惊髮发鬆松鬥斗魚鱼鮮鲜鳥鸟麥麦麵面"
    "黨党齡龄龐庞儀仪億亿僅仅僑侨儲储優优償偿傷伤傾倾側侧偵侦係系倉仓們们債债傑杰價价儉俭兒儿冊册凍冻凈净淨净減减湊凑剛刚創创劃划劇剧劍剑劑剂勁劲勞劳勝胜勢势勵励勸劝卻却厭厌參参叢丛問问啟启啓启喪丧"
    "嚇吓囑嘱國国圍围園园圓圆團团執执堅坚堯尧塊块塗涂塵尘墊垫壇坛壞坏壯壮壽寿夠够夢梦夾夹奪夺奮奋婦妇媽妈寧宁寫写寬宽尋寻屆届屍尸岡冈島岛峽峡崗岗嶺岭幣币帥帅師师帶带幫帮庫库廁厕廂厢廈厦廢废廣广彈弹"
    "彎弯徑径徵征憑凭憲宪懲惩懷怀戀恋戰战戲戏採采掃扫掛挂揚扬揮挥損损搶抢擁拥擇择擊击擋挡擔担擴扩擺摆攝摄攜携敗败敘叙敵敌數数斷断晉晋晝昼暈晕暫暂曉晓曆历條条極极構构樁桩樂乐樓楼樞枢樹树橋桥機机橫横"
    "欄栏權权歐欧歡欢歲岁歷历殺杀毀毁氣气決决洩泄湯汤溝沟滅灭滯滞滿满漁渔漢汉漸渐潔洁潛潜澤泽濃浓濕湿濟济濱滨瀏浏灣湾災灾烏乌無无煉炼煙烟熱热燈灯燒烧營营爭争牆墙狀状獎奖獨独獲获獻献玆兹產产畝亩畢毕"
    "畫画異异當当癥症皺皱盜盗盤盘眾众礎础礙碍禮礼禦御稅税種种稱称穀谷積积穩稳窮穷競竞筆笔節节範范築筑簡简籃篮糧粮糾纠約约紅红紋纹納纳純纯紙纸紛纷細细終终經经綁绑綱纲綠绿緒绪緣缘編编縮缩縱纵績绩繞绕"
    "繪绘繳缴繼继續续罰罚罷罢義义聖圣聞闻聯联聲声職职聽听肅肃脈脉腦脑膠胶臉脸臨临舉举舊旧艦舰艙舱艱艰藝艺蓋盖蒼苍蓮莲薦荐藍蓝蘭兰虛虚蟲虫裝装製制襯衬見见規规視视親亲覺觉覽览觀观觸触訂订訊讯討讨託托"
    "訪访設设訴诉診诊註注詐诈評评詞词詢询試试詩诗詳详誠诚誤误課课談谈諒谅論论諮咨諾诺謀谋證证譜谱譯译讀读讚赞豐丰貝贝貢贡貧贫販贩貫贯貪贪貯贮賠赔賦赋趕赶跡迹踐践蹤踪躍跃隻只檯台並并盡尽儘尽纔才裏里"
    "裡里誌志佈布夥伙傢家菸烟慾欲術术衝冲"
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
_TABLE.update(dict.fromkeys(range(0xE000, 0xE004), "\ufffd"))  # Our own marks (masks) mean nothing in a message.
_TABLE.update({ord("〇"): "零", ord("\r"): " ", ord("﹕"): ":", ord("【"): "[", ord("】"): "]"})


@lru_cache(maxsize=64)
def normalise(text: str) -> str:
    """Return the text with plain characters, of the same length, so that spans fit the original too."""
    return text.translate(_TABLE)
