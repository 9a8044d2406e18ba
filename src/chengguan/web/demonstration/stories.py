"""What people complained about in the demonstration, and how far each order has come."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class LeadStory:
    """One order: how long before the demonstration's moment it came in, and where it stands."""

    days: float
    place: str
    team: str
    kind: str
    item: str
    title: str
    text: str
    ends: str
    source: str = "hotline_12345"
    caller: str = ""
    satisfaction: str = "satisfied"

    @property
    def before(self) -> timedelta:
        return timedelta(days=self.days)


def _story(*row: object, **more: object) -> LeadStory:
    return LeadStory(*row, **more)  # type: ignore[arg-type]


T, X, S = "team_tianshan", "team_xinjing", "special"

LEADS = (
    # 待派单、待签收
    _story(0.02, "elm", S, "complaint", "AY-A001", "邻居装修敲墙", "楼上装修连日敲打墙体，怀疑拆改承重墙。", "received", caller="周阿姨"),
    _story(0.05, "market", T, "complaint", "AY-C001", "菜场门口流动摊占道", "早高峰摊位占满人行道，婴儿车过不去。", "received", caller="林先生"),
    _story(0.9, "pine", X, "help", "AY-E004", "垃圾驳运不及时", "湿垃圾桶满溢两天无人清运。", "received", caller="吴女士"),
    _story(0.7, "elm_gate", T, "complaint", "AY-C001", "夜排档油烟和噪音", "小区东门夜间设摊到凌晨。", "dispatched", caller="王先生"),
    _story(0.8, "village", "team_xianxia", "complaint", "AY-M003", "楼道内给电瓶充电", "三楼住户把电瓶拿回家充电。", "dispatched", caller="陈女士"),
    _story(1.0, "site", S, "report", "AY-J001", "工地夜间施工", "凌晨一点还在打桩。", "dispatched", caller="匿名群众"),
    # 办理中
    _story(1.2, "market", T, "complaint", "AY-C001", "水果摊占道经营", "遵义路菜场门前水果摊越线两米。", "handling", caller="林先生"),
    _story(1.5, "mall", T, "complaint", "AY-D005", "店招松动", "商厦二楼店招在大风天晃动。", "contacted", caller="冯女士"),
    _story(1.9, "river", X, "complaint", "AY-C017", "滨水步道烧烤", "周末有人在步道烧烤，留下一地炭灰。", "contacted", caller="蔡先生"),
    _story(2.2, "pine", X, "complaint", "AY-E010", "装修垃圾倒在绿化带", "有人夜里把砖块倒在绿化带。", "checked", caller="沈女士"),
    _story(2.6, "elm", T, "complaint", "AY-M001", "飞线充电", "五号楼二层向外拉线充电。", "checked", caller="周阿姨"),
    _story(6.5, "elm_gate", T, "complaint", "AY-C001", "早点摊堵住东门", "东门早点摊，消防车进不来。", "handling", caller="王先生"),
    _story(7.0, "mall", T, "complaint", "AY-C002", "商厦外墙贴满小广告", "外墙和配电箱都是小广告。", "contacted", caller="贾先生"),
    _story(8.2, "north", "team_beixinjing", "complaint", "AY-E003", "没有湿垃圾桶", "小区西侧没有设置湿垃圾桶。", "handling", caller="倪女士"),
    _story(3.1, "elm", T, "complaint", "AY-C001", "小区内有人摆摊", "楼下有人天天卖菜。", "extension_asked", caller="周阿姨"),
    _story(7.4, "site", S, "complaint", "AY-J001", "连续夜间施工扰民", "第三次反映工地夜间施工。", "extended", caller="郝先生"),
    _story(9.3, "garden", "team_xinhua", "help", "AY-M004", "电动车进电梯", "物业管不了，请城管来。", "held", caller="庄女士"),
    # 退单、终审
    _story(2.0, "bridge", "team_hongqiao", "complaint", "AY-C001", "天桥上卖花", "天桥上卖花的挡路。", "returned", caller="尤先生"),
    _story(3.4, "lane", "team_jiangsu", "complaint", "AY-M005", "共享单车堆满弄口", "弄堂口被单车堵死。", "returned", caller="俞女士"),
    _story(5.6, "river", X, "complaint", "AY-C018", "步道公共艺术品被损坏", "雕塑底座被撬。", "arbitration", caller="卢先生"),
    # 审核与答复
    _story(3.2, "market", T, "complaint", "AY-C001", "鱼摊污水横流", "鱼摊污水流到路面。", "review", caller="林先生"),
    _story(4.2, "elm", T, "complaint", "AY-M003", "电瓶入户充电", "隔壁每晚在客厅充电。", "review", caller="丁先生"),
    _story(4.6, "village", "team_xianxia", "complaint", "AY-C002", "楼道小广告", "楼道反复被贴小广告。", "sent_back", caller="陈女士"),
    _story(5.1, "pine", X, "complaint", "AY-E002", "邻居混投垃圾", "有害垃圾混在湿垃圾里。", "answering", caller="沈女士"),
    _story(5.5, "mall", T, "suggestion", "", "建议增设非机动车停放点", "商厦周边停车难。", "answering", caller="冯女士"),
    _story(6.2, "elm_gate", T, "complaint", "AY-C001", "东门烧饼摊", "烧饼摊占道。", "answered", caller="王先生"),
    _story(6.9, "river", X, "complaint", "AY-C017", "步道放风筝伤人", "风筝线划伤路人。", "answered", caller="蔡先生"),
    _story(7.7, "garden", "team_xinhua", "consult", "", "咨询封阳台是否违法", "想封阳台，怎么办手续。", "answered", caller="高先生"),
    # 重办
    _story(9.8, "market", T, "complaint", "AY-C001", "占道设摊反复回潮", "整治完第二天又来了。", "redo", caller="林先生", satisfaction="dissatisfied"),
    # 已办结
    _story(12, "market", T, "complaint", "AY-C001", "菜场门口卖鸡蛋", "卖鸡蛋的占道。", "closed", caller="林先生"),
    _story(13, "elm", T, "complaint", "AY-M001", "架空层私拉电线", "架空层拉线充电。", "closed", caller="周阿姨"),
    _story(14, "mall", T, "complaint", "AY-C002", "发传单", "商厦门口发传单。", "closed", caller="冯女士", satisfaction="fairly"),
    _story(15, "pine", X, "complaint", "AY-E010", "乱倒垃圾", "有人乱倒垃圾。", "closed", caller="沈女士"),
    _story(16, "river", X, "complaint", "AY-C017", "夜间垂钓", "禁钓区夜间垂钓。", "closed", caller="蔡先生", satisfaction="fair"),
    _story(17, "lane", "team_jiangsu", "complaint", "AY-C001", "弄口修车摊", "修车摊占道。", "closed", caller="俞女士"),
    _story(18, "bridge", "team_hongqiao", "complaint", "AY-C001", "天桥卖手机壳", "天桥上卖手机壳。", "closed", caller="尤先生", satisfaction="not_rated"),
    _story(19, "north", "team_beixinjing", "complaint", "AY-M004", "电瓶车进电梯", "电瓶车进电梯。", "closed", caller="倪女士"),
    _story(20, "village", "team_xianxia", "complaint", "AY-C002", "乱贴小广告", "电线杆上贴满。", "closed", caller="陈女士"),
    _story(11, "site", S, "report", "AY-J001", "夜间浇筑混凝土", "夜里浇筑混凝土到三点。", "unfounded", caller="郝先生"),
    _story(10.5, "elm", T, "complaint", "AY-J007", "广场舞音量大", "早上六点就开始。", "unreachable", caller="空号来电"),
    _story(4.1, "elm", T, "complaint", "AY-C001", "同一来电重复登记", "与前一件内容相同。", "voided", caller="周阿姨"),
    # 主动发现
    _story(2.4, "market", T, "report", "AY-C001", "巡查发现占道", "早间巡查发现三处占道。", "checked", source="patrol"),
    _story(3.6, "mall", T, "report", "AY-C002", "视频发现张贴小广告", "摄像头发现张贴行为。", "contacted", source="video", caller="值班员"),
)
