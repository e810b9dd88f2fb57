"""The words that call upon somebody: 请, 由, 麻烦, 责成 …; one list for every rule that looks for a doer (点名词)."""

from __future__ import annotations

from handlers.reading.masks import NAME

POLITE = "烦请|恳请|敬请|务请|还请|请|麻烦|劳烦|劳驾|有劳|辛苦|拜托"
"""Words that ask."""

CALL = rf"{POLITE}|着令|(?<![\u4e00-\u9fff{NAME}])着|由|限|让|叫|安排|责成|责令|要求|通知|敦促|督促|指定|指派|委托|交办|派|转由|交由|转|@"  # noqa: E501
"""Words that ask or order."""

DUTY = (
    "(?:总|来)?(?:牵头|牵个头|牵一下头|主办|主责|负责|首办|承办|会办|协办|配合|协助|参与|支持|领衔|牵总|"
    "盯一盯|盯一下|盯着|盯紧|盯住|盯牢|跟一下|跟一跟|跟进|跟着|跟(?=$|[,。;!]))"
)
"""Words that say which part somebody has."""

WHOEVER = (
    "谁(?:现在|眼下|这会儿?|手头|手上|手里|[今明]天|上午|下午)?(?:能|要是|稍微)?(?:有(?:空|时间|工夫|功夫)|不忙|得空|得闲|闲着?|空着|没(?:啥|什么)?(?:事|活)|"
    "方便|顺路|离得?近|先|腾(?:得|的)?(?:开|出|下)(?:手|空|时间|身)?|抽(?:得|的)?(?:开|出)(?:身|空|时间)|脱得开身|走得开|在(?:单位|办公室|岗))"
)
"""Words that leave it to several people who of them acts (谁手头不忙)."""

WORK_GIVEN = (
    "(?:派发|派|下达|下|布置|安排|发|建|新建|新增|加|交代)(?:一|两|几)?(?:个|项|件|条|点|份)?新?"
    "(?:活儿?|任务|差事|工作|事情|事|督办件|交办单?)(?:儿|吧|哈)?(?=[\\s,。;:!，：；！]|$)"
)
"""Words that give work to whoever stands before them (给李明派个活)."""
