"""The sentences behind the codes that `law` answers with (msgids; English in the catalogue).

A code stands here once; `tests/core/pages/test_words.py` walks the codes of `law` and fails
where one has no sentence. A code followed by "-name" is its form where `name` is not given.
The apps above add the codes of their own guards with `words.register`.
"""

from __future__ import annotations

GRADES = {
    "V": ("已核验", "已与现行官方文本逐条核对"),
    "V旧": ("旧文本", "核对的是旧文本，现行文本可能已改"),
    "V（推论部分除外）": ("已核验，推论除外", "已与官方文本核对，其中推论的部分待法制科确认"),
    "V/M": ("部分待核", "一部分已核对，其余待法制科核对"),
    "S": ("摘录", "出自摘录或转述，未见全文"),
    "M": ("待核", "出自一般业务知识，待法制科核对"),
    "B": ("机关确定", "由本机关两人确认，来源见所附文件"),
    "D": ("平台默认", "不是法律规定，是平台默认值，由机关确认或更改"),
}

UNITS = {
    "hour": "%(n)s 小时",
    "urgent_hour": "%(n)s 小时（昼夜连续）",
    "working_hour": "%(n)s 个工作小时",
    "workday": "%(n)s 个工作日",
    "day": "%(n)s 日",
    "month": "%(n)s 个月",
    "year": "%(n)s 年",
    # A day that was set has no length; what moves it is counted in days.
    "given": "%(n)s 日",
}

HOLIDAYS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")

# Steps of the explanation of a due moment (`law.periods`). `run` is a day, or first to last day.
PERIOD_STEPS = {
    "start": "%(on)s起算，当日不计",
    "start_at": "自 %(at)s 起连续计算",
    "before": "自 %(on)s倒推，当日不计",
    "length": "期间 %(span)s",
    "given": "由办理操作指定的日期：%(on)s，当日 24 时届满",
    "weekend": "%(run)s休息日，不计",
    "off": "%(run)s%(name)s放假，不计",
    "worked": "%(run)s%(name)s调休上班，计入",
    "suspended": "%(run)s中止计时，不计",
    "last_day": "末日 %(on)s",
    "rolled": "末日 %(since)s是%(name)s，顺延到 %(until)s",
    "rolled-name": "末日 %(since)s是休息日，顺延到 %(until)s",
    "extended": "%(granted_at)s 批准延长，加 %(added)s",
    "extension_too_late": "%(granted_at)s 的延长批准在到期之后，不起作用",
    "extension_without_basis": "%(granted_at)s 的延长没有依据，不计",
    "later_of": "与另一期限 %(moment)s 比较，取较晚者",
    "later_of-moment": "另一期限尚未届满，取较晚者",
    "earlier_of": "与另一期限 %(moment)s 比较，取较早者",
    "earlier_of-moment": "另一期限尚未届满，取较早者",
    "remedy_over": "救济期限 %(on)s届满",
    "remedy_pending": "复议或者诉讼自 %(since)s起尚未终结",
    "open": "自 %(since)s起停止计算，到期日待定",
    "yearly": "每年的固定日期：%(on)s",
    "accrues": "自 %(on)s起逐日累计",
    "due": "到期 %(moment)s",
    "due-moment": "到期日待定",
}

SENTENCES: dict[str, str] = {
    **PERIOD_STEPS,
    "on_the_spot.over_limit": "罚款 %(fine)s 超过当场处罚的上限 %(limit)s",
}
