"""What is said in each of the six lives, so that their files read as files do.

`tell` puts the words of a story where a bureau would say its usual ones.
"""

import zlib
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from itertools import count

from chengguan.core.files import services as files
from chengguan.core.lawbook.evidence import evidence_standard
from chengguan.core.lawbook.items import item
from chengguan.core.lawbook.provisions import provision
from chengguan.enforcement.cases.ordinary.inputs_execution import MakeArchive
from chengguan.enforcement.cases.ordinary.papers_dossier import title
from tests.enforcement.cases.ordinary.bureau import Bureau
from tests.enforcement.cases.ordinary.lives import DUST, SIGNBOARD
from tests.enforcement.cases.street import LEAFLETS

RARE = "王堃喆（赟㼆餐饮店）"
PERSON = "王堃喆"


@dataclass(frozen=True)
class Story:
    """Fact as opened and as found, the scene, what was asked, why this band."""

    item_code: str
    facts: str
    scene: str
    asked: str
    reasons: str
    evidence: str = "现场检查笔录、询问笔录、现场照片"
    review: str = "当事人没有提交减轻处罚的事实和证据，理由不成立"


ON_POLES = Story(
    LEAFLETS,
    "2026年9月15日，当事人在东路 10 号门前的六根路灯杆上张贴招租小广告六十张",
    "东路 10 号门前六根路灯杆上各贴有招租小广告十张，落款电话与当事人所称一致。"
    "当事人在场，承认为其当日上午张贴。",
    "问：这些小广告是谁张贴的？答：是我今天上午张贴的，一共六十张。"
    "问：为什么张贴？答：店铺要转租，想快些找到人。",
    "张贴六十张，数量较多，未造成设施损坏，属一般情节",
)
SIGN = Story(
    SIGNBOARD,
    "当事人设置的户外招牌自2023年9月起没有按规定进行安全检测，责令限期改正后逾期不改正",
    "店面上方有户外招牌一处，长六米、高一米二。当事人在场，不能出示近三年的安全检测报告。",
    "问：招牌最近一次检测是什么时候？答：2023年装好以后没有再检测过。"
    "问：知道要定期检测吗？答：知道，想等换招牌的时候一起做。",
    "逾期未改正，没有发生坠落，属一般情节",
)
SITE = Story(
    DUST,
    "当事人施工的工地东侧四十米没有设置硬质围挡，裸土没有覆盖，扬尘污染周边道路",
    "工地东侧沿路四十米未设硬质围挡，约二百平方米裸土未覆盖，路面有明显积尘。现场负责人在场。",
    "问：东侧为什么没有围挡？答：材料进场时拆掉了，还没有恢复。"
    "问：裸土为什么没有覆盖？答：防尘网用完了，还没有到货。",
    "围挡缺失四十米，周边居民多次投诉，属一般情节，按中档处罚",
)
STORIES = {
    "small_fine": ON_POLES,
    "correction_refused": SIGN,
    "hearing": SITE,
    "returned_review": SITE,
    "instalments_and_court": ON_POLES,
    "no_penalty": ON_POLES,
}


def tell(bureau: Bureau, story: Story) -> None:
    said = item(story.item_code)
    points = {point.key: point for point in evidence_standard(said.code)}
    basis = provision(said.penalty, before=said.breach)
    usual = {
        "inspection": {"record": story.scene},
        "interview": {"interviewee": PERSON, "record": story.asked},
        "report": {"facts": story.facts, "evidence": story.evidence, "discretion": story.reasons},
        "notice": {
            "receiver": PERSON,
            "facts": story.facts,
            "reasons": story.reasons,
            "basis": basis,
        },
        "defence": {"review": story.review},
        "penalty": {"discretion": story.reasons},
        "service": {"receiver": PERSON},
    }
    for name, words in usual.items():
        setattr(bureau, name, partial(getattr(bureau, name), **words))
    evidence = bureau.evidence

    def proof(requirement: str, **changed: object) -> object:
        point = points[requirement]
        words = {"title": f"{point.title}的材料", "shows": point.title}
        return evidence(requirement, **(words | changed))

    def archive(case: object, retention: str = "thirty") -> None:
        named = title(RARE, said.name)
        bureau.act(case, "archive", MakeArchive(retention=retention, title=named))

    bureau.evidence, bureau.archive = proof, archive
    photographs = count(1)
    bureau.photo = lambda: photograph(bureau, next(photographs))


def photograph(bureau: Bureau, number: int) -> int:
    data = picture(number)
    name = f"现场{number}.png"
    return files.store(BytesIO(data), name=name, by=bureau.officer, at=bureau.clock).pk


def picture(number: int, width: int = 320, height: int = 240) -> bytes:
    """A grey picture of its own shade that every program opens."""
    row = b"\0" + bytes((96 + 12 * number) % 256 for _ in range(width))
    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    parts = (
        (b"IHDR", size + b"\x08\0\0\0\0"),
        (b"IDAT", zlib.compress(row * height)),
        (b"IEND", b""),
    )
    drawn = b"".join(
        len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + drawn
