"""Chatter made from parts: whatever it is about, names, days, figures and office words are in it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.reading import Context, Intent
from ledger.people import Role
from tests.reading.office import said

FRAMES = {
    "weather": (
        "{d}又要下雪了，{n}记得多穿点",
        "预报{d}零下{k}度",
        "{d}风太大，{o}都被吹跑了",
        "{d}出太阳了，适合晒被子",
        "{n}那边下雨没有",
        "雾霾{k}天了，嗓子疼",
    ),
    "food": (
        "{d}食堂有红烧肉",
        "{n}，中午吃啥",
        "谁{d}一起去吃烩菜，{k}个人了",
        "{n}带的月饼真好吃",
        "{d}的包子{k}块钱一个",
        "点外卖的报数，满{k}减5",
        "{o}写完去撸串",
    ),
    "traffic": (
        "{d}滨河路堵了{k}公里",
        "{n}的车挡住我了，麻烦挪一下",
        "{d}限行尾号{k}",
        "打车去{n}要{k}块",
        "{d}的火车票抢到了",
        "谁{d}回海南区，捎我一程",
    ),
    "jokes": (
        "领导问{o}怎么样了，我说在文件夹里，哈哈",
        "{n}：{o}交了吗？我：交了，交心了",
        "{o}使我快乐",
        "写{o}写到{d}，头发掉了{k}根",
        "{o}是什么？能吃吗",
    ),
    "links": (
        "https://example.com/{k}/news.html",
        "{o}模板在这里 https://pan.example.com/s/{k}abc",
        "【分享】{o}怎么写得好 http://x.cn/{k}",
        "看看这个 https://mp.weixin.qq.com/s/abc{k}",
    ),
    "code": (
        "SELECT * FROM t WHERE id={k};",
        "def f(x): return x+{k}",
        "git commit -m '{o}'",
        "=VLOOKUP(A{k},Sheet1!B:C,2,0)",
        "Error {k}: connection refused",
        '{{"a":{k},"name":"{n}"}}',
    ),
    "english": (
        "See you on Friday, {n}",
        "The deadline is tomorrow lol",
        "ok thanks, will do by {k} pm maybe",
        "Happy birthday {n}!",
        "FYI the report is great",
    ),
    "emoji": (
        "👍👍👍",
        "{n}🌹🌹",
        "[强][强]{o}",
        "😂😂{d}",
        "🎉🎉🎉恭喜{n}",
        "1",
        "666",
        "{k}",
    ),
    "news": (
        "据新华社报道，{d}起个税调整",
        "央行宣布降准{k}个百分点",
        "内蒙古{d}迎来降温",
        "国家统计局：CPI同比上涨{k}%",
        "我市前三季度GDP增长{k}%",
        "财政部发布{o}管理办法",
    ),
    "notices": (
        "温馨提示：{d}停水{k}小时，请提前储水",
        "物业通知：{d}电梯检修",
        "{d}打疫苗的带身份证",
        "工会通知{d}领福利，{n}在一楼发",
        "{d}上午体检，空腹",
        "停电通知：{d}早八点至下午三点",
    ),
    "rotas": (
        "{d}值班：{n}、王五",
        "值班表：周一{n}，周二李四，周三王五",
        "{d}轮到{n}值班",
        "{n}和张三换个班",
    ),
    "thanks": (
        "谢谢{n}",
        "感谢{n}帮我弄好了电脑",
        "多亏{n}，{o}总算弄完了",
        "辛苦{n}了，{d}请你吃饭",
        "{n}真给力，{o}做得漂亮",
    ),
    "opinions": (
        "我觉得{o}不用这么急",
        "{n}这次{o}做得一般",
        "要我说，{o}就该精简",
        "{o}年年搞，年年一样",
        "其实{n}比较适合牵头{o}",
        "这个{o}有点多啊",
        "同意楼上，{o}太多",
        "感觉{d}交不上",
    ),
    "sport": (
        "{d}晚上打篮球，差{k}个人",
        "{n}跑了{k}公里",
        "国足{d}踢{k}比0",
        "羽毛球{d}约不约",
        "{n}昨天赢了{k}局",
    ),
    "shopping": (
        "双十一{n}买了{k}箱奶",
        "拼单买苹果，{k}块一斤，{d}送到",
        "{d}特价，{k}折",
        "快递到了，{n}的",
        "谁要团购羊肉，{d}截止",
    ),
    "children": (
        "{n}家孩子{d}考试",
        "{d}家长会，我得早走",
        "孩子{o}没写完，气死",
        "幼儿园{d}放假，谁帮我接娃",
        "{n}家二宝{k}个月了",
    ),
    "holidays": (
        "{d}放假安排出来了",
        "国庆准备去哪玩，{n}",
        "{d}调休上班，唉",
        "祝大家节日快乐，{n}",
        "元旦{k}天假",
    ),
    "redpacket": (
        "{n}发红包啦",
        "恭喜发财，红包{k}块",
        "谁抢了{k}块的红包",
        "{d}随份子{k}",
    ),
    "voice": (
        "嗯那个就是说{d}那个吧{n}你看一下哈",
        "喂听得见吗{n}我这边信号不好",
        "那个那个{o}那个事回头再说吧嗯",
        "啊对对对就是{d}那个",
        "语音说不清，{n}接电话",
    ),
    "office talk": (
        "{o}真多",
        "又是{o}，一天{k}个",
        "{n}的{o}昨天就交了",
        "{n}在{d}的会上提到{o}",
        "听说{n}的{o}被退回{k}次",
        "{o}模板谁有",
        "{d}开会别迟到",
        "刚才{n}打电话问{o}",
        "{n}说{d}有检查",
        "{o}群里发过了",
        "{n}去呼市学习了",
        "{n}休假了",
        "{o}改到第5版了",
    ),
}
FILL = {
    "n": ("张三", "李四", "王五", "陈静", "财政局", "住建局", "海勃湾区", "教育局", "王海南", "综合科"),
    "d": ("今天", "明天", "后天", "周五", "下周一", "12月5日", "今晚", "昨天", "周五前", "明早八点"),
    "k": ("3", "5", "12", "27", "118", "2", "100", "一百", "两"),
    "o": (
        "方案",
        "材料",
        "台账",
        "督办",
        "进度",
        "延期",
        "销号",
        "报送",
        "考核",
        "任务",
        "整改",
        "数据",
        "验收",
        "总结",
    ),
}
ENDS = ("", "哈哈", "啊", "呢", "~", "！", "，真的", "，大家说呢", "😂", "，唉")


ROLES = (Role.STAFF, Role.COORDINATOR, Role.LEADER)


@given(data=st.data(), kind=st.sampled_from(sorted(FRAMES)), role=st.sampled_from(ROLES))
@settings(max_examples=600, deadline=None)
def test_chatter_in_a_group_is_not_answered(data, kind, role):
    frame = data.draw(st.sampled_from(FRAMES[kind]))
    parts = {name: data.draw(st.sampled_from(words)) for name, words in FILL.items()}
    text = frame.format(**parts) + data.draw(st.sampled_from(ENDS))
    assert said(text, role=role, context=Context.GROUP).intent is Intent.NONE
