"""The targets of the scheme that are counted, as indicators: sessions, resolutions, documents, publicity.

Source: rules R-TGT-02 and R-TGT-08, with the rules of the steps that they speak of. Supervision, contact with voters
and training are declared here when they are recorded: an indicator of which nothing is counted does not exist.
"""

from council.indicators.law.declaring import Better, Indicator, Part, PeriodKind, Unit

_RESOLUTIONS_DUE = Part(
    measures=("resolutions_published", "resolutions_to_publish"),
    words="nghị quyết đã công bố trong kỳ và nghị quyết chưa công bố mà đến hạn trong kỳ",
)
_LONGER = (PeriodKind.QUARTER, PeriodKind.YEAR, PeriodKind.TERM)

SESSIONS_LAWFUL = Indicator(
    name="ky-hop-dung-luat",
    label="Tỷ lệ kỳ họp tổ chức đúng luật",
    short="Kỳ họp đúng luật",
    aim="Mọi kỳ họp của Hội đồng nhân dân được tổ chức đúng trình tự, đúng thời hạn luật định.",
    numerator=Part(
        measures=("sessions_by_law",),
        words="kỳ họp đã xong mọi việc luật định, việc nào cũng đúng hạn",
        where={"lawfulness": ("kept",)},
    ),
    denominator=Part(measures=("sessions_by_law",), words="kỳ họp đã tổ chức"),
    unit=Unit.PERCENT,
    better=Better.HIGHER,
    target="targets.sessions_lawful",
    rules=("R-TGT-02", "R-SES-06", "R-SES-07", "R-SES-08", "R-SES-13", "R-SES-21", "R-SES-22", "R-SES-23"),
    periods=_LONGER,
    not_counted="Kỳ họp còn việc chưa xong được tính là đúng luật khi đã xong mọi việc. Buổi diễn tập không được tính.",
)
RESOLUTIONS_LAWFUL = Indicator(
    name="nghi-quyet-dung-luat",
    label="Tỷ lệ nghị quyết không phải thu hồi",
    short="NQ không thu hồi",
    aim="Mọi nghị quyết ban hành đúng pháp luật, không nghị quyết nào phải thu hồi.",
    numerator=Part(measures=("resolutions_issued",), words="nghị quyết ban hành trong kỳ và chưa bị thu hồi"),
    denominator=Part(
        measures=("resolutions_issued", "resolutions_withdrawn"),
        words="nghị quyết ban hành trong kỳ và nghị quyết bị thu hồi trong kỳ",
    ),
    unit=Unit.PERCENT,
    better=Better.HIGHER,
    target="targets.resolutions_lawful",
    rules=("R-TGT-02", "R-RES-03"),
    not_counted="Việc cơ quan cấp trên đình chỉ hoặc bãi bỏ được tính khi văn phòng ghi thu hồi nghị quyết.",
)
RESOLUTIONS_DISSEMINATED = Indicator(
    name="nghi-quyet-pho-bien",
    label="Tỷ lệ nghị quyết được phổ biến",
    short="NQ phổ biến",
    aim="Mọi nghị quyết được công bố, tuyên truyền, phổ biến để cơ quan, tổ chức và Nhân dân biết, thực hiện.",
    numerator=Part(
        measures=("resolutions_disseminated",),
        words="nghị quyết công bố trong kỳ và đã được tuyên truyền, phổ biến",
        where={"dissemination": ("done",)},
    ),
    denominator=Part(measures=("resolutions_disseminated", "resolutions_to_publish"), words=_RESOLUTIONS_DUE.words),
    unit=Unit.PERCENT,
    better=Better.HIGHER,
    target="targets.resolutions_followed",
    rules=("R-TGT-02", "R-SES-23"),
    not_counted=(
        "Tỷ lệ nghị quyết được giám sát việc thực hiện sẽ có khi việc giám sát được ghi vào hệ thống; "
        "nghị quyết không ở mức công khai không được tính."
    ),
)
SESSIONS_PAPERLESS = Indicator(
    name="ky-hop-khong-giay",
    label="Tỷ lệ kỳ họp không giấy",
    short="Không giấy",
    aim="Kỳ họp Hội đồng nhân dân được tổ chức theo hình thức không giấy.",
    numerator=Part(
        measures=("sessions_by_papers",),
        words="kỳ họp mà đại biểu nhận toàn bộ tài liệu bằng bản điện tử",
        where={"papers_form": ("electronic",)},
    ),
    denominator=Part(
        measures=("sessions_by_papers",),
        words="kỳ họp đã tổ chức có tài liệu",
        where={"papers_form": ("electronic", "mixed", "paper")},
    ),
    unit=Unit.PERCENT,
    better=Better.HIGHER,
    target="targets.paperless",
    rules=("R-TGT-08", "R-SES-24"),
    periods=_LONGER,
    split_by="kind",
    not_counted=(
        "Tài liệu mật không đưa vào hệ thống nên không được tính. "
        "Phiên họp Thường trực Hội đồng nhân dân được tính khi được ghi vào hệ thống."
    ),
)
DOCUMENTS_ELECTRONIC = Indicator(
    name="van-ban-dien-tu",
    label="Tỷ lệ văn bản điện tử",
    short="Văn bản điện tử",
    aim="Mọi văn bản của Hội đồng nhân dân và các cơ quan của Hội đồng được ký số, trừ văn bản mật.",
    numerator=Part(
        measures=("documents_issued",),
        words="văn bản đã ban hành có chữ ký số",
        where={"medium": ("electronic",)},
    ),
    denominator=Part(
        measures=("documents_issued",),
        words="văn bản đã ban hành, ký số hoặc ký trên giấy",
        where={"medium": ("electronic", "paper")},
    ),
    unit=Unit.PERCENT,
    better=Better.HIGHER,
    target="targets.paperless",
    rules=("R-TGT-08",),
    not_counted=(
        "Văn bản mật không đưa vào hệ thống nên không được tính; "
        "văn bản ban hành trước khi hệ thống ghi cách ký cũng không được tính."
    ),
)
PUBLISHED_IN_TIME = Indicator(
    name="cong-bo-dung-han",
    label="Tỷ lệ nghị quyết công bố đúng hạn",
    short="Công bố đúng hạn",
    aim="Nghị quyết được công bố trên trang thông tin đúng thời hạn.",
    numerator=Part(
        measures=("resolutions_published",),
        words="nghị quyết công bố trong kỳ, đúng hạn",
        where={"publishing": ("in_time",)},
    ),
    denominator=_RESOLUTIONS_DUE,
    unit=Unit.PERCENT,
    better=Better.HIGHER,
    target="targets.published_in_time",
    rules=("R-TGT-08", "R-SES-23"),
    not_counted="Nghị quyết không ở mức công khai không được tính.",
)
PUBLISHING_DAYS = Indicator(
    name="so-ngay-cong-bo",
    label="Số ngày công bố trung bình",
    short="Ngày công bố",
    aim="Nghị quyết được công bố sớm sau khi thông qua.",
    numerator=Part(
        measures=("resolution_publish_days",),
        words="số ngày từ khi thông qua đến khi công bố của các nghị quyết công bố trong kỳ",
    ),
    denominator=Part(measures=("resolutions_published",), words="nghị quyết đã công bố trong kỳ"),
    unit=Unit.DAYS,
    better=Better.LOWER,
    target="targets.publish_days",
    rules=("R-TGT-08", "R-SES-23"),
    not_counted="Nghị quyết chưa công bố không được tính.",
)

SCHEME = (
    SESSIONS_LAWFUL,
    RESOLUTIONS_LAWFUL,
    RESOLUTIONS_DISSEMINATED,
    SESSIONS_PAPERLESS,
    DOCUMENTS_ELECTRONIC,
    PUBLISHED_IN_TIME,
    PUBLISHING_DAYS,
)


def find_indicator(name: str) -> Indicator | None:
    """Return the indicator of a name, None when there is none."""
    return next((indicator for indicator in SCHEME if indicator.name == name), None)
