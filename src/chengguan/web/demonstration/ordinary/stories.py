"""What happened in the ordinary cases of the demonstration. Parties and events are invented.

The days are those of the year of the demonstration; conduct before 15 August falls under the law
of before, whose items bear its mark. Money in fen.
"""

from chengguan.web.demonstration.ordinary.walk import OrdinaryStory

T, X, S = "team_tianshan", "team_xinjing", "special"

DOCKETED = "look order ask docket"
REPORTED = f"{DOCKETED} 1d interview evidence 1d conclude approve"
CORRECTED = f"{DOCKETED} recheck:corrected 1d interview evidence 1d conclude approve"

VERIFIED = (
    OrdinaryStory(
        "glasshouse",
        "09-14 10:10",
        T,
        "elm_5_203",
        "glasshouse",
        "AY-B003",
        "在一层天井搭建玻璃阳光房约八平方米。",
        "look",
    ),
    OrdinaryStory(
        "bare_ground",
        "08-17 14:05",
        X,
        "site",
        "land",
        "AY-H005",
        "围墙内空地约六百平方米裸露，没有绿化或者铺装。",
        "look",
    ),
    OrdinaryStory(
        "rubble",
        "08-21 09:35",
        "team_xianxia",
        "village",
        "decorator",
        "AY-F001",
        "将装修垃圾四车堆放在仙霞北里围墙外。",
        "look 12d extend_verifying:10 2d interview",
        words={"extend_verifying": "垃圾来源涉及三处工地，运输记录尚待调取。"},
    ),
    OrdinaryStory(
        "sewer",
        "09-10 15:20",
        "team_huayang",
        "carwash",
        "washer",
        "AY-Q002",
        "洗车废水排入市政管网，没有排水许可证。",
        "look interview ask return_docketing 1d late:20h interview ask",
    ),
    OrdinaryStory(
        "pavement",
        "07-13 10:40",
        S,
        "mall",
        "arcade",
        "AY-C016",
        "商场门前人行道摆放花箱六只。",
        "look interview 4d ask decline",
        words={"decline": "花箱由区绿化市容局设置，不是当事人行为，不予立案。"},
    ),
)

INVESTIGATED = (
    OrdinaryStory(
        "bearing_wall",
        "07-02 09:45",
        S,
        "garden_2_601",
        "renovator",
        "AY-A001",
        "装修中拆除客厅与阳台之间墙体约四平方米。",
        f"{DOCKETED} 2d interview 1d commission:appraisal",
        words={
            "institution": "上海示例房屋质量检测站",
            "question": "被拆墙体是否承重、是否影响房屋安全。",
        },
    ),
    OrdinaryStory(
        "gas_store",
        "09-07 09:20",
        S,
        "depot",
        "gas",
        "AY-K001",
        "没有燃气经营许可证，店内存放并销售瓶装液化气。",
        "look order ask docket keep_ask keep_approve keep interview",
        words={"keep": "液化石油气钢瓶;14 只;15 公斤装，编号见清单"},
    ),
    OrdinaryStory(
        "terrace",
        "06-08 10:30",
        T,
        "elm_12_502",
        "terrace",
        "AY-B003",
        "在顶层露台搭建砖混房屋一间约十二平方米。",
        "look order:15 ask docket 2d interview 12d recheck:refused 68d extend:30",
        words={"extend": "规划部门的违法建设认定意见尚未作出。"},
    ),
    OrdinaryStory(
        "canopy",
        "08-24 11:05",
        T,
        "elm_12_502",
        "terrace",
        "AY-B003",
        "在同一露台加搭钢结构雨棚约六平方米。",
        "look order ask docket 1d interview 3d join:terrace",
    ),
    OrdinaryStory(
        "fumes",
        "05-06 18:20",
        X,
        "pine",
        "noodle",
        "AY-G001-旧",
        "后厨油烟净化器未开启，油烟直排。",
        "look order ask docket 2d interview commission:test 20d opinion",
        words={"question": "排放口油烟浓度是否超标。"},
    ),
    OrdinaryStory(
        "change_of_use",
        "06-15 10:00",
        S,
        "hostel",
        "lodging",
        "AY-A007",
        "将住宅改作短租公寓经营，物业使用性质改变。",
        f"{DOCKETED} 2d interview 15d suspend",
        words={"suspend": "当事人与业主就使用权的诉讼在审，等待判决。"},
    ),
    OrdinaryStory(
        "no_registration",
        "07-21 14:20",
        S,
        "garden_2_601",
        "renovator",
        "AY-A013",
        "没有申报登记即进行住宅装修。",
        f"{DOCKETED} 2d interview evidence 2d withdraw",
        words={"withdraw_docketing": "物业系统更新延误，当事人已在开工前登记，撤销立案。"},
    ),
    OrdinaryStory(
        "felled",
        "04-27 09:30",
        S,
        "villas",
        "felled",
        "AY-P002",
        "砍伐院外香樟一株。",
        f"{DOCKETED} 1d interview witness 20d terminate",
        harm="real",
        words={"terminate": "当事人于五月病故，没有继承处罚的主体，终止调查。"},
    ),
    OrdinaryStory(
        "cut_pipe",
        "08-03 16:10",
        S,
        "site",
        "builder",
        "AY-K007",
        "施工挖断中压燃气管道，造成停气和泄漏。",
        f"{DOCKETED} 1d interview 2d ask_police 1d review_police approve_police 2h police"
        " 3d police_taken 1d police_handed",
        harm="real",
        words={
            "crime": "泄漏持续四十分钟，疏散居民，涉嫌危害公共安全。",
            "offence": "过失损坏易燃易爆设备罪",
            "police": "造成燃气泄漏，涉嫌过失损坏易燃易爆设备罪，移送公安机关。",
        },
    ),
    OrdinaryStory(
        "bikes",
        "08-18 08:40",
        X,
        "river",
        "bikes",
        "AY-M005",
        "共享单车一百二十辆挤占滨水步道，通知后二小时未清理。",
        "look order ask docket 1d recheck:refused 1d recusal 1d recusal_ruled:granted change"
        " interview evidence 2d conclude return_report 2d witness 1d conclude",
        fine=2_000_000,
    ),
)

SUSPECTED = (
    OrdinaryStory(
        "bottles",
        "09-08 09:10",
        S,
        "lane",
        "gas",
        "AY-K001",
        "没有燃气经营许可证，长期销售瓶装液化气，账册记载销售额较大。",
        f"{DOCKETED} 1d interview 1d ask_police",
        words={
            "crime": "账册记载的销售额较大，涉嫌非法经营。",
            "police": "账册记载的销售额达到追诉标准，建议移送。",
        },
    ),
    OrdinaryStory(
        "dumped_barrels",
        "09-07 10:40",
        X,
        "depot",
        "haulier",
        "AY-E010",
        "在堆场倾倒不明液体桶装废弃物。",
        "look order ask docket keep_ask keep_approve keep 1d interview 1d ask_police"
        " review_police 1d approve_police",
        harm="real",
        words={
            "crime": "桶装废液疑似危险废物，数量较多，涉嫌污染环境。",
            "offence": "污染环境罪",
            "police": "经初步检测属危险废物，数量达到追诉标准，建议移送。",
            "keep": "桶装废液;22 桶;铁桶，有残留标签",
        },
    ),
)

ANNOUNCED = (
    OrdinaryStory(
        "loudspeaker",
        "08-20 19:10",
        S,
        "garden",
        "market_hall",
        "AY-J005",
        "在店门口使用高音喇叭招揽顾客。",
        CORRECTED,
        fine=600_000,
    ),
    OrdinaryStory(
        "spilling",
        "08-26 06:50",
        X,
        "site",
        "haulier",
        "AY-F004",
        "渣土车未密闭，沿途遗撒约三百米。",
        f"{REPORTED} 1d inform",
        fine=800_000,
    ),
    OrdinaryStory(
        "annex",
        "07-06 10:25",
        T,
        "elm_12_101",
        "annex",
        "AY-B003",
        "在一层窗外搭建砖房一间约九平方米。",
        "look order:7 ask docket 1d interview evidence 8d recheck:refused 2d conclude approve"
        " 1d inform hear 2d waive 1d review 3d return_review",
        fine=4_000_000,
    ),
    OrdinaryStory(
        "dust",
        "07-20 09:50",
        X,
        "site",
        "builder",
        "AY-H001-旧",
        "土方作业没有洒水和覆盖，车辆出场未冲洗。",
        f"{REPORTED} 12d inform 2d hear 1d ask_hearing 2d notify_hearing:30",
        fine=6_000_000,
        words={"ask_hearing": "认为已经采取降尘措施，要求听证。"},
    ),
    OrdinaryStory(
        "upstairs_kitchen",
        "06-22 11:30",
        T,
        "mall",
        "bistro",
        "AY-G002-旧",
        "在没有专用烟道的商住楼新开炒菜馆，产生油烟。",
        "look order:10 ask docket 2d interview evidence 11d recheck:refused 2d conclude approve"
        " 1d inform hear 1d waive review 3d return_review 6d review",
        fine=6_000_000,
    ),
    OrdinaryStory(
        "silent_keeper",
        "08-19 10:10",
        S,
        "elm",
        "keeper",
        "AY-A008",
        "发现业主拆改承重墙后没有劝阻，也没有报告。",
        f"{REPORTED} 1d inform hear:waived 1d submit",
        fine=500_000,
    ),
    OrdinaryStory(
        "drain",
        "07-08 13:40",
        X,
        "pine",
        "washer",
        "AY-Q001",
        "将洗车污水排入雨水管网。",
        "look order:5 ask docket sample 1d interview 2d sample_result evidence 6d recheck:refused"
        " 2d conclude approve 1d inform 9d review 3d pass_review 2d discuss",
        fine=14_000_000,
    ),
)

DECIDED = (
    OrdinaryStory(
        "unsorted",
        "08-03 07:40",
        T,
        "mall",
        "arcade",
        "AY-E001",
        "将湿垃圾与干垃圾混合投放。",
        "look order:3 ask docket 4d recheck:refused interview evidence void_evidence evidence:unit"
        " 1d conclude approve 1d inform hear 2d submit return_decision 1d submit decide",
        fine=2_000_000,
    ),
    OrdinaryStory(
        "flyers",
        "07-14 15:30",
        T,
        "mall",
        "flyer",
        "AY-C002",
        "在商厦周边张贴小广告二百余张。",
        "look order ask docket 1d interview evidence 1d conclude approve 1d inform hear:waived"
        " 1d submit 1d decide 6d publish",
        fine=80_000,
        harm="real",
    ),
    OrdinaryStory(
        "corridor_bike",
        "08-17 20:30",
        T,
        "elm_12",
        "parker",
        "AY-M002",
        "将电动自行车停放在楼道内充电。",
        f"{CORRECTED} 1d inform 1d inform_again:150000 hear:adopted 2d submit 1d decide 1d serve",
        fine=200_000,
        decided=150_000,
        words={"hear": "已经租用集中充电位，请求从轻。"},
    ),
    OrdinaryStory(
        "cellar",
        "05-11 10:20",
        "team_xianxia",
        "villas",
        "cellar",
        "AY-B003",
        "在院内开挖地下室约二十平方米。",
        "look order:10 ask docket 1d late:26h interview:alone 1d interview evidence 10d"
        " recheck:refused 1d conclude approve 1d inform hear waive 1d review 2d pass_review"
        " 1d discuss 1d decide 2d serve:leave 3d terms:4 2d terms_granted 27d pay:1000000"
        " 30d pay:1000000",
        fine=4_000_000,
        words={"late": "执法终端故障，次日补录；当日另一名队员临时出警。"},
    ),
    OrdinaryStory(
        "barbecue",
        "04-28 19:40",
        "team_hongqiao",
        "bridge",
        "grill",
        "AY-G003-旧",
        "在禁止区域露天烧烤，油烟扰民。",
        f"{CORRECTED} 1d inform hear:waived 1d submit decide 1d serve 3d terms:1 terms_refused"
        " 35d added 14d urge",
        fine=300_000,
    ),
    OrdinaryStory(
        "shared_hall",
        "07-01 14:30",
        S,
        "garden_2",
        "corridor",
        "AY-A005",
        "占用共用门厅隔出储物间。",
        f"{REPORTED} 1d inform hear 2d submit 1d decide 2d serve:mail 20d remedy:reconsideration",
        fine=400_000,
    ),
    OrdinaryStory(
        "facade",
        "03-02 09:10",
        S,
        "village",
        "balcony",
        "AY-A004",
        "拆除外墙栏板改成落地窗，破坏房屋外貌。",
        "look order ask docket interview evidence conclude approve inform hear:waived submit"
        " decide serve 165d urge 22d court",
        fine=400_000,
    ),
    OrdinaryStory(
        "freight",
        "05-13 06:40",
        "team_chengjiaqiao",
        "depot",
        "freight",
        "AY-F004-旧",
        "运输砂石未密闭，遗撒污染路面。",
        f"{REPORTED} 1d inform hear 2d submit 1d decide 2d serve 40d urge 20d suspend_execution",
        fine=1_000_000,
        words={"suspend_execution": "当事人已经停业，法院受理破产申请，中止执行。"},
    ),
)

ENDED = (
    OrdinaryStory(
        "lean_to",
        "03-23 14:10",
        S,
        "elm_12_101",
        "annex",
        "AY-A005",
        "占用楼道公共部位搭建储物柜。",
        f"{CORRECTED} 1d inform hear 2d submit 1d decide 2d serve disclose 10d"
        " remedy:reconsideration 45d remedy_result:changed-100000 1d retract 2d pay:100000"
        " ask_closing:performed 1d close 4d archive:thirty",
        fine=200_000,
        words={
            "retract": "复议机关将罚款变更为一千元，撤回原公示。",
            "title": "占用共用部位案",
        },
    ),
    OrdinaryStory(
        "dumping",
        "08-19 21:15",
        X,
        "pine",
        "litter",
        "AY-E010",
        "将装修碎砖两袋倒在绿化带。",
        "look order ask docket interview recheck:corrected evidence conclude approve 1d inform"
        " hear:waived submit 1d decide serve 4d pay 3d ask_closing:performed return_closing"
        " 2d ask_closing:performed",
        fine=30_000,
        words={
            "lighter_ground": "remedied",
            "lighter_note": "当日清理干净。",
            "discretion": "主动消除后果，从轻处罚。",
        },
    ),
    OrdinaryStory(
        "night_work",
        "04-07 23:20",
        S,
        "site",
        "builder",
        "AY-J001-旧",
        "没有连续施工证明，夜间浇筑混凝土。",
        f"{REPORTED} 2d inform hear 2d ask_hearing 1d notify_hearing:14 14d late:26h hold 3d"
        " report 2d review 3d pass_review 2d discuss 1d decide 2d serve disclose 1d correct_paper"
        " 6d pay 4d ask_closing:performed 2d close",
        fine=8_000_000,
        harm="real",
        words={"late": "听证当日系统维护，次日补录笔录。"},
    ),
    OrdinaryStory(
        "battery",
        "06-03 19:30",
        "team_beixinjing",
        "north",
        "charger",
        "AY-M003",
        "将电瓶带回室内充电。",
        "look order ask docket recheck:corrected interview 1d conclude approve"
        " submit_no_penalty 1d exempt:first 1d serve ask_closing:no_penalty 1d close 5d"
        " archive:ten",
        proposal="no_penalty",
        words={"discretion": "初次违法，危害后果轻微并及时改正。", "title": "室内充电不予处罚案"},
    ),
    OrdinaryStory(
        "mixed_moving",
        "03-16 08:20",
        T,
        "elm",
        "keeper",
        "AY-E004",
        "驳运时将已经分类的垃圾混装。",
        "look order:3 ask docket 5d recheck:refused interview evidence 1d conclude approve"
        " 1d inform hear 2d submit 1d decide 1d serve 5d pay:300000 2d reverse 3d pay"
        " ask_closing:performed 1d close 6d archive:ten",
        fine=300_000,
        words={"title": "未分类驳运垃圾案"},
    ),
    OrdinaryStory(
        "gas_seller",
        "04-13 09:00",
        S,
        "lane",
        "grill",
        "AY-K001",
        "没有许可证销售瓶装液化气，库存二十只。",
        "look order ask docket keep_ask keep_approve keep recheck:corrected 1d interview evidence"
        " 3d release:confiscated 1d conclude approve 1d inform hear 2d waive review 3d pass_review"
        " 1d discuss 1d decide 1d serve disclose 9d pay dispose ask_closing:performed 2d close"
        " 10d archive:thirty",
        fine=5_000_000,
        confiscated="液化石油气钢瓶二十只",
        words={"keep": "液化石油气钢瓶;20 只;15 公斤装", "title": "无证经营燃气案"},
    ),
    OrdinaryStory(
        "kitchen",
        "03-30 10:50",
        S,
        "garden",
        "kitchen",
        "AY-A014",
        "将没有防水要求的书房改成卫生间。",
        f"{REPORTED} 1d inform hear 2d submit 1d decide 2d serve disclose 20d"
        " remedy:reconsideration 45d remedy_result:revoked 1d retract ask_closing:revoked 1d close",
        fine=80_000,
    ),
)

ORDINARY = (*VERIFIED, *INVESTIGATED, *SUSPECTED, *ANNOUNCED, *DECIDED, *ENDED)
