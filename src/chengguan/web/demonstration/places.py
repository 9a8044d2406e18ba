"""Places and parties of the demonstration: estates, numbers, shops and people are invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PlaceLine:
    key: str
    kind: str
    name: str
    street: str
    address: str
    latitude: str
    longitude: str


@dataclass(frozen=True)
class PartyLine:
    key: str
    kind: str
    name: str
    identifier: str = ""
    id_kind: str = ""
    phone: str = ""
    address: str = ""
    legal_rep: str = ""


PLACES = (
    PlaceLine("elm", "estate", "榆荫新村", "tianshan", "天山路 8001 弄", "31.211200", "121.395100"),
    PlaceLine(
        "elm_gate",
        "point",
        "榆荫新村东门人行道",
        "tianshan",
        "天山路 8001 弄口",
        "31.211400",
        "121.395600",
    ),
    PlaceLine(
        "market",
        "road",
        "遵义路菜场门前",
        "tianshan",
        "遵义路 9012 号门前",
        "31.209800",
        "121.400300",
    ),
    PlaceLine(
        "mall", "building", "百川商厦", "tianshan", "天山路 8120 号", "31.212100", "121.401200"
    ),
    PlaceLine(
        "site", "point", "云台路工地", "xinjing", "云台路 9300 号", "31.213300", "121.358200"
    ),
    PlaceLine("pine", "estate", "松涛苑", "xinjing", "淞虹路 8600 弄", "31.219600", "121.360700"),
    PlaceLine(
        "river",
        "point",
        "苏州河步道新泾段",
        "xinjing",
        "天山西路北侧滨水步道",
        "31.223400",
        "121.363900",
    ),
    PlaceLine(
        "lane", "road", "愚园路 9700 弄口", "jiangsu", "愚园路 9700 弄", "31.221900", "121.430100"
    ),
    PlaceLine(
        "garden", "estate", "新华花苑", "xinhua", "新华路 8500 弄", "31.207700", "121.422800"
    ),
    PlaceLine(
        "bridge", "road", "虹桥路人行天桥", "hongqiao", "虹桥路 9600 号", "31.196800", "121.402500"
    ),
    PlaceLine(
        "village", "estate", "仙霞北里", "xianxia", "仙霞路 8900 弄", "31.207100", "121.388400"
    ),
    PlaceLine(
        "north", "estate", "北渔新苑", "beixinjing", "北渔路 8200 弄", "31.218100", "121.374500"
    ),
)

PARTIES = (
    PartyLine("stall", "person", "蓝守业", phone="13700000001", address="流动设摊，现住周家桥"),
    PartyLine("fruit", "person", "许阿根", phone="13700000002", address="遵义路 9012 号旁"),
    PartyLine("ebike", "person", "杨建业", phone="13700000003", address="榆荫新村 12 号"),
    PartyLine("flyer", "person", "赟小虎", phone="13700000004", address="仙霞北里 3 号"),
    PartyLine("litter", "person", "秦大海", phone="13700000005", address="松涛苑 7 号"),
    PartyLine("dance", "person", "黄桂兰", phone="13700000006", address="榆荫新村 5 号"),
    PartyLine("renovator", "person", "高家瑞", phone="13700000007", address="新华花苑 2 号"),
    PartyLine(
        "noodle",
        "organisation",
        "上海三秋面馆有限公司",
        phone="021-00000011",
        address="天山路 8120 号一层",
        legal_rep="秋满堂",
    ),
    PartyLine(
        "bikes",
        "organisation",
        "上海风行单车服务有限公司",
        phone="021-00000012",
        address="淞虹路 8600 号",
        legal_rep="卫长途",
    ),
    PartyLine(
        "builder",
        "organisation",
        "上海磐石建设工程有限公司",
        phone="021-00000013",
        address="云台路 9300 号",
        legal_rep="石敬业",
    ),
    PartyLine(
        "keeper",
        "organisation",
        "上海榆荫物业管理有限公司",
        phone="021-00000014",
        address="天山路 8001 弄",
        legal_rep="余荫之",
    ),
)
