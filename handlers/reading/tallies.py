"""Work counted in a group (计数): what was done, and beside it what is left, the sum, a rate or the day before."""

from __future__ import annotations

from handlers.reading.late import Late
from handlers.reading.said import Said
from handlers.reading.values import Context


def is_tally(said: Said) -> bool:
    """投诉今天接了57件，办结49件，剩8件: work counted, and beside it what is left, the sum, or the day before."""
    if (
        said.context is not Context.GROUP
        or len(said.text) > _SHORT_TALLY
        or not _OF_THE_OFFICE.search(said.plain)
        or _STATISTICS.match(said.plain)
    ):
        return False
    if _STAGES.match(said.plain):
        return True
    return bool(_COUNTED.search(said.plain) and _SUM.search(said.plain))


_STATISTICS = Late(r"\s*据(?:统计|悉|报道|了解)")
_SHORT_TALLY = 60
_Q = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百千几]{1,4})(?:多|余)?(?:万|亿)?(?![下些点直起定样会边切旦般律并致遍次])[\u4e00-\u9fff]"  # noqa: E501
_WORKED = "跑|查|摸|走访|核[查实对]?|拆|清[理运]?|挖|铺|装|换|修|改|建|收[回集]?|接|办[结理]?|处理|整改|发放?|报送?|录入?|签约?|回访|化解|拨付?|更新|上传|完成|验收|登记|采集|回收|约谈|下发|安装|答复|梳理|统计|检测|巡|浇|焊|砌|种"  # noqa: E501
_COUNTED = Late(rf"(?:{_WORKED})(?:完|好|出)?了?[^,。;!?\d\n]{{0,5}}?{_Q}")
_SUM = Late(
    rf"(?:还|仍|尚)?(?:剩|差|余|欠)下?{_Q}|还有{_Q}(?:在|没|未|待)|(?:累计|合计|总共|一共)[^,。;\n]{{0,5}}{_Q}|[\u4e00-\u9fff]{{2}}率(?:达|为|是|到)?(?:百分之|\d)|比(?:昨天|前天|上周|上次|上月)(?:多|少|增|减)|其中[^,。;\n]{{1,8}}{_Q}|(?:办结|完成|整改|销号|答复)了?{_Q}"
)
_OF_THE_OFFICE = Late(
    "违[建法章]|投诉|问卷|管[廊网道线]|隐患|企业|商户|走访|摸[底排]|排查|工单|信访|点位|台账|路面|井盖|积[水雪]|除雪|垃圾|补贴|低保|危房|小区|楼栋|改造|整治|整改|施工|招商|供[热水电暖]|扬尘|河道|案件|档案|数据|材料|许可|执法(?!记录)|巡查|清单|项目(?!部|经理)|合同|拨付|签约|换热站|锅炉|办结|信访|拆迁|征[收地]|诉求|路灯|充电桩|监控|摄像头|公厕|绿化|消火栓|阀门|变压器|占道|[沟渠桥坝]|清淤|防火|养护"
)
_STAGES = Late(
    r"[^,。;:!?\n]{2,16}(?:改造|工程|项目|建设|整治|排查|摸底|修缮|治理|抢修|站|路)[:](?=[^。!?\n]*(?:封顶|到货|进场|完工|开工|过半|[一二三四五六七八九]成|\d%|安装|挂网|中标|浇筑|铺设|立项|图审)[^。!?\n]*[,;][^。!?\n]*(?:封顶|到货|进场|完工|开工|过半|[一二三四五六七八九]成|\d%|安装|挂网|中标|浇筑|铺设|立项|图审))"
)
"""换热站改造：主体封顶，设备到货七成: a piece of work at the head, and at least two of its stages."""
