"""What only supposes, wishes, remembers, passes on or entertains is silence; an order in words close to it is read."""

from itertools import product

import pytest

from handlers.reading import Context, Intent
from ledger.people import Role
from tests.reading.expectations import deadlines, people
from tests.reading.office import said

OFFICES = ("财政局", "住建局", "教育局", "海勃湾区", "张三")
DAYS = ("周五前", "月底前", "12月5日前", "三天内")
WORK = ("把方案报上来", "把清单整理好", "把数据核实清楚", "完成整改", "把材料交齐")

SILENT = {
    "the past of today": (
        "今早{o}把告示贴到大厅了",
        "一大早{o}派人把积雪铲了",
        "凌晨{o}就把管道抢修完了",
        "早上碰见{o}的人把牌子挂上了",
        "{o}早上把桌椅搬走了",
        "刚才{o}派人来把灯泡换了",
        "清早{o}把路障撤了",
        "{o}今早把喜报贴到电梯口了",
        "半夜{o}还把通知发了",
        "{o}刚刚把门口扫干净了",
        "头天夜里{o}把树扶起来了",
    ),
    "what is remembered": (
        "当时定的是{o}牵头，{d}{w}",
        "那会儿也说{o}{d}{w}",
        "记得那年{o}{d}{w}，全市通报表扬",
        "记得以前{o}{d}{w}",
        "想起那次{o}{d}{w}，大家都熬红了眼",
        "十年前修路的时候，{o}也得{d}{w}",
        "2018年创城那会儿，{o}{d}{w}",
        "去年防汛的时候{o}{d}{w}",
        "说起当年，{o}{d}{w}",
        "我记得当时会上让{o}{d}{w}",
        "那时候{o}可没有{d}{w}一说",
        "早年间不像现在，{o}{d}{w}就不错",
    ),
    "how a story went on": (
        "领导要{o}{d}{w}，结果还是没动静",
        "{o}{d}要{w}，后来不了了之",
        "说是{o}{d}{w}，谁知第二天就变卦",
        "{o}答应{d}{w}，到头来一场空",
        "本来{o}{d}{w}，没想到改了主意",
        "原定{o}{d}{w}，不料碰上大雪",
        "催{o}{d}{w}，果然又拖",
        "{o}说{d}{w}，转眼就忘",
    ),
    "what is supposed": (
        "如果{o}{d}{w}，这事就有戏",
        "要是{o}{d}{w}，咱们也能松口气",
        "假如{o}{d}真能{w}，太阳打西边出来",
        "若是{o}{d}{w}，绩效肯定涨",
        "倘若{o}肯{d}{w}，群众得放鞭炮",
        "万一{o}{d}{w}不成，又得重来",
        "哪怕{o}{d}{w}，也赶不上趟",
        "就算{o}{d}{w}，名次也上不去",
        "除非{o}{d}{w}，不然没指望",
        "只要{o}{d}{w}，年底就好过",
        "如果让{o}{d}{w}，未必比现在好",
        "换成{o}{d}{w}，早闹起来",
    ),
    "what is longed for": (
        "真希望{o}{d}{w}",
        "多希望{o}{d}能{w}啊",
        "真想让{o}{d}{w}",
        "要能让{o}{d}{w}就太好了",
        "若能{d}让{o}{w}，那可省心了",
        "恨不得{o}{d}就{w}",
        "巴不得{o}{d}{w}",
        "做梦都盼{o}{d}{w}",
        "啥时候才能让{o}{d}{w}啊",
        "什么时候{o}也能{d}{w}",
        "{o}{d}{w}，那就太好了",
        "要能把周报改成半年报该多好",
        "但愿能把日报停了",
    ),
    "private people": (
        "我妈让我弟{d}{w}",
        "老师在家长群里说{d}{w}",
        "班主任要求家长{d}{w}",
        "小区物业通知{d}{w}",
        "业委会让各楼长{d}{w}",
        "居委会催我们{d}{w}",
        "房东说让{o}那间房{d}{w}",
        "健身房教练逼我{d}{w}",
        "我们家孩子的老师@所有人：{d}{w}",
        "邻居抱怨{o}{d}{w}太慢",
        "导游叮嘱大家{d}{w}",
        "驾校教练非要我{d}{w}",
        "客服回复{d}{w}",
        "银行提醒{d}{w}",
    ),
    "hearsay": (
        "老周说{o}{d}{w}",
        "小刘跟我说{o}{d}{w}",
        "听人说{o}{d}{w}",
        "听见领导说{o}{d}{w}",
        "他亲口说{o}{d}{w}",
        "我亲耳听见让{o}{d}{w}",
        "老陈抱怨{o}{d}{w}",
        "群里有人说{o}{d}{w}",
        "网上说{o}{d}{w}",
        "朋友圈都在传{o}{d}{w}",
        "老吴刚才念叨{o}{d}{w}",
    ),
    "what is wanted elsewhere": (
        "教育部要求各校{d}{w}",
        "财政部规定{d}{w}",
        "国家统计局要求{d}{w}",
        "外省要求{d}{w}",
        "隔壁市要求各局{d}{w}",
        "从没要求{o}{d}{w}",
        "{o}并未要求商户{d}{w}",
        "没人要求{o}{d}{w}",
        "并没有让{o}{d}{w}这回事",
        "国务院部署{d}{w}",
    ),
    "what ought or may be": (
        "本该{o}{d}{w}",
        "按理说{o}{d}{w}",
        "其实当初就该{o}{d}{w}",
        "{o}可能{d}{w}",
        "也许{o}{d}{w}",
        "估计{o}{d}{w}",
        "说不定{o}{d}{w}",
        "{o}大概率{d}{w}",
        "看样子{o}{d}{w}",
        "让{o}牵头可能更合适",
        "由{o}来办也许更顺手",
    ),
    "genres": (
        "大事记：\n2日 {o}完成改造\n9日 发改委批复项目",
        "绕口令：{o}催王五，王五催李四",
        "演练脚本：\n旁白：接报后{o}{d}{w}",
        "模拟剧本\n甲：{o}{d}{w}\n乙：得令！",
        "辟谣：网传{o}{d}{w}不实",
        "谣言：{o}{d}{w}",
        "歌词：{o}{d}{w}，啦啦啦",
        "小说连载：{o}{d}{w}，他叹了口气",
        "“{o}{d}{w}！”他大声喊道",
        "第三章：{o}{d}{w}",
        "打油诗：{o}{d}{w}，一片冰心",
        "三句半：{o}{d}{w}——快",
        "单选题：{o}应当{d}{w}。A.对 B.错",
        "例题：{o}{d}{w}，问谁负责？",
        "新闻联播：{o}{d}{w}",
        "产品介绍：让{o}{d}{w}",
        "我们的软件一键提醒，{o}{d}{w}不是梦，扫码下单立减",
        "脱口秀：{o}{d}{w}，你猜怎么着",
        "案例分析：{o}{d}{w}",
        "朗诵稿：{o}{d}{w}",
        "会议预告：{o}{d}{w}经验交流",
        "{o}发布提示，本周门诊量上涨一成",
        "{o}推出新服务，{d}可预约",
        "全市用电量环比增长两成，{o}连夜调度",
    ),
    "slips of the tongue": (
        "口误，是老干部局不是老干部处",
        "打错字了，是“海勃湾”不是“海脖湾”",
        "更正一下，会议室是302不是320",
        "刚才说错了，食堂在二楼不是三楼",
        "上一条写错了，是他哥不是他弟",
        "手滑，发错表情了",
        "刚刚打错了，应该是“麻烦”",
        "笔误笔误，是周杰伦不是周杰轮",
        "说错了，车牌是蒙C不是蒙B",
        "更正：球赛是三比一，不是三比二",
        "发错群了，不好意思",
        "打错了，是李工不是里工",
    ),
    "the timetable": (
        "下午的调度会改到三点了",
        "周一调度会推迟到十点了",
        "早上的调度会挪到二楼会议室",
        "听说日报改到六点发了",
        "要能把日报改到下班后就好了",
        "周报会改到周五下午三点",
        "明天调度会提前到九点",
        "周例会改到下午四点，别走错",
        "月度总结会定在周五上午",
        "调度会改在三楼开，下午两点",
    ),
}

SPOKEN = {
    "in spite of the morning": (
        "早上领导批示：请{o}{d}{w}",
        "今早接到投诉，请{o}{d}{w}",
        "凌晨管道又爆了，{o}{d}{w}",
        "刚才市长来电话了，{o}{d}{w}",
        "{o}早上的数不对，{d}{w}",
        "今早会上定了，{o}{d}{w}",
        "昨晚下雪了，请{o}{d}{w}",
        "清早巡查发现漏水，{o}务必{d}{w}",
        "今早的例会上点了名，请{o}{d}{w}",
        "{o}，早上说的那件事，{d}{w}",
        "刚才和市长碰了一下，{o}{d}{w}",
        "夜里又停电了，请{o}查清原因，{d}{w}",
        "凌晨接到群众来电，{o}务必{d}{w}",
        "早上没说清楚，{o}{d}{w}",
    ),
    "in spite of memories": (
        "{o}记得{d}{w}",
        "记得{d}{w}，{o}",
        "当时说好的事，请{o}{d}{w}",
        "去年没做完的，请{o}{d}{w}",
        "当初定的任务还欠着，请{o}务必{d}{w}",
        "上次会上定的事，请{o}{d}{w}",
        "结果报督查室，{o}{d}{w}",
        "后来又出了新情况。请{o}{d}{w}",
        "前年的教训还在，请{o}{d}{w}",
        "{o}，别忘了{d}{w}",
        "记得提醒大家，请{o}{d}{w}",
        "{o}记得把手头的事放一放，{d}{w}",
        "2025年的老账，请{o}{d}{w}",
        "督查结果不理想，请{o}{d}{w}",
    ),
    "beside what is supposed": (
        "如果没有不同意见，请{o}{d}{w}",
        "如果方便，{o}{d}{w}",
        "如无异议，请{o}{d}{w}",
        "要是来得及，请{o}{d}{w}",
        "如果{d}能办完请{o}{w}",
        "{o}{d}{w}，如有困难提前说",
        "只要手续齐了，{o}{d}{w}",
        "万一下雪，请{o}{d}{w}",
        "{o}务必{d}{w}，不然要通报",
        "如遇特殊情况，由{o}{d}{w}",
        "请{o}{d}{w}，如果办不完要书面说明",
        "若省里来人，请{o}{d}{w}",
        "除住建局外都交了，要是没有变化，请{o}{d}{w}",
        "如果省厅不再调整口径，就请{o}{d}{w}",
        "{o}{d}{w}，要是人手不够找综合科",
        "{o}{d}{w}，逾期的话要通报",
        "哪怕加班，也请{o}{d}{w}",
        "就算下大雪，{o}也要{d}{w}",
        "一旦停暖，请{o}{d}{w}",
        "如果没别的意见，就由{o}{d}{w}",
        "只要天气允许，请{o}{d}{w}",
    ),
    "as a polite hope": (
        "希望{o}{d}{w}",
        "请{o}{d}{w}，能提前就更好了",
        "麻烦{o}{d}{w}，拜托了",
        "请{o}想办法{d}{w}",
        "辛苦{o}{d}{w}，能早一天更好",
        "{o}{d}{w}就行",
        "{o}{d}{w}，谢谢啦",
        "{o}{d}{w}，这样就好办了",
        "想请{o}{d}{w}",
        "最好{o}{d}{w}",
    ),
    "beside private people": (
        "小区居民反映停水，请{o}{d}{w}",
        "物业说管道老化了，{o}{d}{w}",
        "老师们反映食堂有问题，请{o}{d}{w}",
        "家长投诉较多，{o}{d}{w}",
        "医院提出要扩容，请{o}{d}{w}",
        "群众说路灯不亮，{o}{d}{w}",
        "业委会要求加装电梯，请{o}{d}{w}",
        "记者要采访，请{o}{d}{w}",
        "驾校学员投诉，请{o}{d}{w}",
        "家长群里反映接送难，{o}{d}{w}",
        "专家建议扩大范围，请{o}{d}{w}",
        "法院来函了，请{o}{d}{w}",
        "银行催要证明，{o}{d}{w}",
        "医生护士反映待遇问题，{o}{d}{w}",
        "师傅说配件到了，{o}{d}{w}",
        "电视台要素材，请{o}{d}{w}",
    ),
    "beside what is wanted elsewhere": (
        "省里要求月底报，请{o}{d}{w}",
        "自治区要求很紧，请{o}{d}{w}",
        "国务院部署了新任务，{o}{d}{w}",
        "市长要求{o}{d}{w}",
        "按市委要求，{o}{d}{w}",
        "网上有舆情，请{o}{d}{w}",
        "老周说材料不全，请{o}{d}{w}",
        "国家林草局要求自查，请{o}{d}{w}",
        "自治区教育厅部署了排查，{o}{d}{w}",
        "按国务院要求，{o}{d}{w}",
        "省厅发布了新标准，请{o}{d}{w}",
        "没有特殊要求，{o}{d}{w}",
        "隔壁市出了事故，请{o}{d}{w}",
    ),
    "beside what may be": (
        "可能要下雪，请{o}{d}{w}",
        "督查组可能来查，{o}{d}{w}",
        "估计要降温，请{o}{d}{w}",
        "请{o}尽可能{d}{w}",
        "投诉量环比增长两成，请{o}{d}{w}",
        "{o}发布的通告有误，请{o}{d}{w}",
        "不一定都要现场去，请{o}{d}{w}",
        "{o}{d}{w}，可能的话提前",
        "请{o}把可能超支的项目列出来，{d}{w}",
        "用电量增长一成，{o}{d}{w}",
        "这事不该拖，{o}{d}{w}",
        "按说早该办完，请{o}{d}{w}",
        "应该的流程走完后，请{o}{d}{w}",
        "恐怕来不及，请{o}抓紧，{d}{w}",
    ),
    "under a heading": (
        "重要任务：请{o}{d}{w}",
        "会议议定：请{o}{d}{w}",
        "演练脚本这块，请{o}{d}{w}",
        "大事记编纂：请{o}{d}{w}",
        "辟谣口径：请{o}{d}{w}",
        "供热保障：{o}{d}{w}",
        "紧急：{o}{d}{w}",
        "新闻稿这块，{o}{d}{w}",
        "宣传文案：请{o}{d}{w}",
        "活动预告片，请{o}{d}{w}",
        "试题保密工作：请{o}{d}{w}",
        "第二章修改意见，请{o}{d}{w}",
        "（一）{o}{d}{w}",
        "扫码系统坏了，请{o}{d}{w}",
        "@{o} {d}{w}",
        "一键报警装置：请{o}{d}{w}",
        "请{o}{d}{w}，“十四五”规划也一并",
    ),
    "after a story": (
        "上次整改结果没达标，请{o}{d}{w}",
        "原定方案作废，请{o}{d}{w}",
        "本来不急，现在急了，请{o}{d}{w}",
        "没想到雪这么大，请{o}{d}{w}",
        "拖到最后谁都不好看，请{o}{d}{w}",
        "后来发现数据有误，请{o}{d}{w}",
        "结果一式两份，{o}{d}{w}",
        "问题还是没解决，{o}{d}{w}",
    ),
    "beside hearsay": (
        "听取汇报后，市长要求{o}{d}{w}",
        "网友留言说路面塌陷，请{o}{d}{w}",
        "群里有人反映路灯坏了，{o}{d}{w}",
        "小李说材料齐了，请{o}{d}{w}",
        "领导说了，{o}{d}{w}",
        "书记亲自交代，{o}{d}{w}",
        "老张转达的意见很重要，请{o}{d}{w}",
        "市长亲口交代的，{o}务必{d}{w}",
        "听说省里要来查，请{o}{d}{w}",
    ),
}
ASKED = (
    "{o}刚才报的数有误，{d}{w}",
    "去年这项工作拖了后腿，今年{o}{d}{w}",
    "希望{o}务必{d}{w}",
    "{o}想想办法，{d}{w}",
)
"""Orders beside such words whose doer is asked about, and never passed over."""

DEADLINES = dict(
    zip(DAYS, ("2026-11-27T18:00", "2026-11-30T18:00", "2026-12-05T18:00", "2026-11-26T18:00"), strict=True)
)


def variations(frame):
    """Return every text of a frame, the parts that it does not have left out."""
    fillers = {"o": OFFICES, "d": DAYS, "w": WORK}
    used = {name: values for name, values in fillers.items() if f"{{{name}}}" in frame}
    for parts in product(*used.values()):
        yield frame.format(**dict(zip(used, parts, strict=True))), dict(zip(used, parts, strict=True))


@pytest.mark.parametrize("role", [Role.STAFF, Role.COORDINATOR, Role.LEADER])
@pytest.mark.parametrize("kind", SILENT)
def test_what_asks_nothing_of_the_ledger_is_not_answered(kind, role):
    texts = [text for frame in SILENT[kind] for text, _ in variations(frame)]
    assert [text for text in texts if said(text, role=role, context=Context.GROUP).intent is not Intent.NONE] == []


@pytest.mark.parametrize("kind", SPOKEN)
def test_an_order_beside_it_is_read(kind):
    missed = []
    for frame in SPOKEN[kind]:
        for text, parts in variations(frame):
            found = said(text)
            if (found.intent, people(found), deadlines(found)) != (Intent.ASSIGN, parts["o"], DEADLINES[parts["d"]]):
                missed.append((text, found.intent.value, people(found), deadlines(found), found.asks))
    assert missed == []


@pytest.mark.parametrize("frame", ASKED)
def test_an_order_whose_doer_is_unclear_is_asked_about(frame):
    for text, parts in variations(frame.replace("{w}", "把方案报上来")):
        found = said(text)
        assert (found.intent, deadlines(found), found.asks) == (Intent.ASSIGN, DEADLINES[parts["d"]], ("assignee",)), (
            text
        )
