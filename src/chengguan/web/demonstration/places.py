"""Places and parties of the demonstration: estates, numbers, shops and people are invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PlaceLine:
    """A place; what lies in another one has no position of its own. Parents stand first."""

    key: str
    kind: str
    name: str
    street: str = ""
    address: str = ""
    latitude: str = ""
    longitude: str = ""
    parent: str = ""
    grid: str = ""


@dataclass(frozen=True)
class Block:
    """The invented boundary of a subdistrict: a rectangle in degrees, south, west, north, east."""

    street: str
    south: float
    west: float
    north: float
    east: float

    @property
    def ring(self) -> list[list[float]]:
        east, north, west, south = self.east, self.north, self.west, self.south
        return [[west, south], [east, south], [east, north], [west, north], [west, south]]


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


BLOCKS = (
    Block("xinjing", 31.205, 121.350, 31.230, 121.370),
    Block("chengjiaqiao", 31.190, 121.350, 31.205, 121.370),
    Block("beixinjing", 31.212, 121.370, 31.230, 121.385),
    Block("xianxia", 31.200, 121.370, 31.212, 121.392),
    Block("zhoujiaqiao", 31.218, 121.385, 31.230, 121.406),
    Block("tianshan", 31.205, 121.392, 31.218, 121.406),
    Block("hongqiao", 31.190, 121.392, 31.205, 121.415),
    Block("xinhua", 31.200, 121.415, 31.214, 121.425),
    Block("jiangsu", 31.214, 121.425, 31.228, 121.438),
    Block("huayang", 31.214, 121.406, 31.230, 121.425),
)

PLACES = (
    PlaceLine(
        "elm",
        "estate",
        "榆荫新村",
        "tianshan",
        "天山路 8001 弄",
        "31.211200",
        "121.395100",
        grid="310105005001001",
    ),
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
    PlaceLine(
        "carwash", "point", "汇川路洗车场", "huayang", "汇川路 8300 号", "31.221500", "121.413200"
    ),
    PlaceLine(
        "depot", "point", "哈密路堆场", "chengjiaqiao", "哈密路 9100 号", "31.197400", "121.361800"
    ),
    PlaceLine(
        "hostel",
        "building",
        "长宁路公寓楼",
        "zhoujiaqiao",
        "长宁路 8800 号",
        "31.223600",
        "121.396400",
    ),
    PlaceLine(
        "villas", "estate", "淮阴别墅", "xianxia", "淮阴路 8700 弄", "31.203500", "121.380600"
    ),
    PlaceLine("elm_12", "building", "12 号楼", parent="elm"),
    PlaceLine("elm_12_1", "unit", "1 单元", parent="elm_12"),
    PlaceLine("elm_12_101", "room", "101 室", parent="elm_12_1"),
    PlaceLine("elm_12_502", "room", "502 室", parent="elm_12_1"),
    PlaceLine("elm_5", "building", "5 号楼", parent="elm"),
    PlaceLine("elm_5_203", "room", "203 室", parent="elm_5"),
    PlaceLine("garden_2", "building", "2 号楼", parent="garden"),
    PlaceLine("garden_2_601", "room", "601 室", parent="garden_2"),
    PlaceLine("shed", "point", "苏州河北岸临时工棚", "", "河北岸堤内", "31.236000", "121.380000"),
    PlaceLine("stalls", "point", "无名小路早市", "", "市民来电只说“菜场后面”"),
)

PARTIES = (
    PartyLine("stall", "person", "蓝守业", phone="13700000001", address="流动设摊，现住周家桥"),
    PartyLine(
        "fruit", "individual_business", "许阿根", phone="13700000002", address="遵义路 9012 号旁"
    ),
    PartyLine("ebike", "person", "杨建业", phone="13700000003", address="榆荫新村 12 号"),
    PartyLine("flyer", "person", "赟小虎", phone="13700000004", address="仙霞北里 3 号"),
    PartyLine("litter", "person", "秦大海", phone="13700000005", address="松涛苑 7 号"),
    PartyLine("dance", "person", "黄桂兰", phone="13700000006", address="榆荫新村 5 号"),
    PartyLine("renovator", "person", "高家瑞", phone="13700000007", address="新华花苑 2 号"),
    PartyLine(
        "noodle",
        "legal_person",
        "上海三秋面馆有限公司",
        phone="021-00000011",
        address="天山路 8120 号一层",
        legal_rep="秋满堂",
    ),
    PartyLine(
        "bikes",
        "legal_person",
        "上海风行单车服务有限公司",
        phone="021-00000012",
        address="淞虹路 8600 号",
        legal_rep="卫长途",
    ),
    PartyLine(
        "builder",
        "legal_person",
        "上海磐石建设工程有限公司",
        phone="021-00000013",
        address="云台路 9300 号",
        legal_rep="石敬业",
    ),
    PartyLine(
        "keeper",
        "legal_person",
        "上海榆荫物业管理有限公司",
        phone="021-00000014",
        address="天山路 8001 弄",
        legal_rep="余荫之",
    ),
    PartyLine("glasshouse", "person", "甘棠梨", phone="13700000021", address="榆荫新村 5 号"),
    PartyLine("terrace", "person", "项南枝", phone="13700000022", address="榆荫新村 12 号"),
    PartyLine("annex", "person", "柏舟行", phone="13700000023", address="榆荫新村 12 号"),
    PartyLine("cellar", "person", "闵秋声", phone="13700000024", address="淮阴别墅 6 号"),
    PartyLine("balcony", "person", "耿见微", phone="13700000025", address="仙霞北里 9 号"),
    PartyLine("corridor", "person", "裘若谷", phone="13700000026", address="新华花苑 2 号"),
    PartyLine("parker", "person", "计长安", phone="13700000027", address="榆荫新村 12 号"),
    PartyLine("charger", "person", "樊星河", phone="13700000028", address="北渔新苑 3 号"),
    PartyLine("kitchen", "person", "鲁望舒", phone="13700000029", address="新华花苑 5 号"),
    PartyLine("felled", "person", "桑有年", phone="13700000030", address="淮阴别墅 2 号"),
    PartyLine(
        "grill", "individual_business", "炭火小筑", phone="13700000031", address="虹桥路 9600 号旁"
    ),
    PartyLine(
        "gas",
        "individual_business",
        "海棠液化气经营部",
        phone="13700000032",
        address="哈密路 9100 号",
    ),
    PartyLine(
        "bistro",
        "legal_person",
        "上海青禾餐饮管理有限公司",
        phone="021-00000021",
        address="天山路 8120 号二层",
        legal_rep="禾满仓",
    ),
    PartyLine(
        "market_hall",
        "legal_person",
        "上海松果超市有限公司",
        phone="021-00000022",
        address="新华路 8500 弄口",
        legal_rep="宋果然",
    ),
    PartyLine(
        "haulier",
        "legal_person",
        "上海远帆渣土运输有限公司",
        phone="021-00000023",
        address="云台路 9310 号",
        legal_rep="帆若虚",
    ),
    PartyLine(
        "freight",
        "legal_person",
        "上海顺途货运有限公司",
        phone="021-00000024",
        address="哈密路 9100 号",
        legal_rep="涂远行",
    ),
    PartyLine(
        "land",
        "legal_person",
        "上海云锦置业有限公司",
        phone="021-00000025",
        address="云台路 9300 号北侧",
        legal_rep="锦向荣",
    ),
    PartyLine(
        "decorator",
        "legal_person",
        "上海晴川装饰工程有限公司",
        phone="021-00000026",
        address="仙霞路 8900 弄 1 号",
        legal_rep="川平野",
    ),
    PartyLine(
        "washer",
        "legal_person",
        "上海碧波汽车服务有限公司",
        phone="021-00000027",
        address="汇川路 8300 号",
        legal_rep="碧云天",
    ),
    PartyLine(
        "lodging",
        "legal_person",
        "上海蜂巢公寓管理有限公司",
        phone="021-00000028",
        address="长宁路 8800 号",
        legal_rep="丰巢生",
    ),
    PartyLine(
        "arcade",
        "legal_person",
        "上海百川商业管理有限公司",
        phone="021-00000029",
        address="天山路 8120 号",
        legal_rep="纳百川",
    ),
    PartyLine(
        "noodle_again",
        "legal_person",
        "上海三秋面馆（有限公司）",
        address="天山路8120号 一层",
        legal_rep="秋满堂",
    ),
)
