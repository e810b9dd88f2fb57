"""A leader's words about a task (批示) told from a leader's remarks: they call for work, or charge somebody by name."""

from __future__ import annotations

from handlers.reading import phrases
from handlers.reading.calls import POLITE
from handlers.reading.hearsay import is_supposed
from handlers.reading.late import Late
from handlers.reading.leisure import LEISURE, SMALL_TALK
from handlers.reading.said import N, Said
from handlers.reading.telling import is_text, is_told
from handlers.reading.values import Context
from handlers.reading.verbs import STRONG_VERB

_WORK = f"{STRONG_VERB}|推进|重视|负责|牵头|主办|承办|配合|协助|办|报|交|查|核|改|抓|管|催|定"
_PRESSING = (
    "务必|必须|抓紧|尽快|尽早|立即|马上|立刻|严格|高度|认真|切实|坚决|确保|全力|加大|加快|强化|严禁|不得|限期|限时"
)
_CALLED = rf"{POLITE}|要求|责成|责令|督促|转由?(?={N})|由(?={N})|{_PRESSING}"
_NOD = r"(?:同意|好的?|可以|收到|已阅|阅)[,。;\s]{1,2}"
_OPENS = Late(
    rf"^\s*批示|^\s*(?:{_NOD})?(?:(?:{_CALLED})(?!问|假|客|教|勿|慢|坐)[^。;!?\n]{{0,40}}?(?:{_WORK})|高度重视)"
)
"""请核准数据, 责成住建局…, 同意。抓紧推进: the call stands at the head, and work follows it."""

_CHARGED = Late(
    rf"(?:{N})(?:同志)?[^,。;!?\n\ue000]{{0,4}}?(?:牵头|负责|主办|承办|配合|协助|跟进|盯|(?:{_PRESSING}|[要得应])[^,。;!?\n]{{0,12}}?(?:{STRONG_VERB}))"
)
"""住建局牵头, 王五要尽快拿出方案: somebody by name, with a duty."""

_MODAL = Late("务必|必须|不得|严禁|确保|抓紧|尽快|一律|要求|不能再")
_ASKS = Late(r"[?]\s*$|(?:吗|呢|没有|如何|怎么样|怎样|咋样)(?:了)?[。!\s]*$")


def directs(said: Said) -> bool:
    """Tell whether a leader's words in reply to a task direct somebody; in private a word that binds is enough."""
    bones = said.bones
    if not phrases.is_weighty(said.plain) or _ASKS.search(bones) or LEISURE.search(bones) or SMALL_TALK.search(bones):
        return False
    if is_text(said) or is_supposed(said):
        return False
    if _OPENS.search(bones) or (said.context is not Context.GROUP and _MODAL.search(bones)):
        return True
    return bool(_CHARGED.search(bones)) and not is_told(said)
