"""What councils published, as everybody may read it: snapshots, their one order, and how far each part was told.

Readers outside the councils (login ``hdnd_reader``) see these tables. A withdrawn snapshot stays as a tombstone
without its text.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.keeping import Keeping, Rights
from kernel.rows import Row

KEEPING = Keeping(Rights.EDIT, kept="permanent", reader=True)


class Published(Row):
    """A snapshot that a council published. The key is the row's own in its council.

    ``part_of`` is the whole with which it is told: a session for its agenda, a term for its bodies, the row itself
    where it stands alone. ``sequence`` rises in the order of publication over all councils and all kinds.
    """

    council_key = models.CharField(max_length=24)
    unit_code = models.CharField(max_length=8)
    part_of = models.UUIDField(null=True, blank=True)
    title = models.TextField(_("Trích yếu"), blank=True)
    kind = models.CharField(_("Loại"), max_length=40)
    public_path = models.CharField(max_length=300, blank=True, db_default="")
    sequence = models.BigIntegerField()
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class PublishedResolution(Published):
    """A resolution as its council issued it to everybody."""

    symbol = models.CharField(_("Số, ký hiệu"), max_length=60, blank=True)
    issued_on = models.DateField(_("Ngày ban hành"))
    effective_on = models.DateField(_("Ngày có hiệu lực"), null=True, blank=True)
    adopted_on = models.DateField(_("Ngày thông qua"), null=True, blank=True)
    published_on = models.DateField(_("Ngày công bố"), null=True, blank=True)
    issuer = models.CharField(_("Cơ quan ban hành"), max_length=200, blank=True, db_default="")
    occasion = models.CharField(_("Khoá, kỳ họp"), max_length=200, blank=True, db_default="")
    signer_name = models.CharField(_("Người ký"), max_length=120, blank=True, db_default="")
    pdf_sha256 = models.CharField(max_length=64, blank=True, db_default="")
    session_id = models.UUIDField(null=True, blank=True)
    vote_id = models.UUIDField(null=True, blank=True)
    supersedes_id = models.UUIDField(null=True, blank=True)
    superseded_by_id = models.UUIDField(null=True, blank=True)
    corrections = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    attachments = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))

    keeping = Keeping(Rights.EDIT, personal=("signer_name",), kept="permanent", reader=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sequence"], name="resolution_sequence_once")]
        indexes = [
            models.Index(fields=["-issued_on", "-id"], name="resolution_latest"),
            models.Index(fields=["council_key", "-issued_on", "-id"], name="resolution_latest_of"),
        ]


class PublishedSession(Published):
    """A council session (kỳ họp) as its council announced it to everybody."""

    number = models.PositiveSmallIntegerField(_("Kỳ họp thứ"), null=True, blank=True)
    occasion = models.CharField(_("Khoá, kỳ họp"), max_length=200, blank=True, db_default="")
    state = models.CharField(_("Trạng thái"), max_length=20, blank=True, db_default="")
    opens_on = models.DateField(_("Ngày khai mạc"))
    closes_on = models.DateField(_("Ngày bế mạc"), null=True, blank=True)
    closed_on = models.DateField(_("Đã bế mạc ngày"), null=True, blank=True)
    place = models.CharField(_("Địa điểm"), max_length=200, blank=True, db_default="")
    convening_document = models.CharField(_("Văn bản triệu tập"), max_length=120, blank=True, db_default="")
    sittings = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))

    keeping = KEEPING

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sequence"], name="session_sequence_once")]
        indexes = [
            models.Index(fields=["-opens_on", "-id"], name="session_latest"),
            models.Index(fields=["council_key", "-opens_on", "-id"], name="session_latest_of"),
        ]


class PublishedAgendaItem(Published):
    """A matter on the agenda of a published session."""

    session_id = models.UUIDField()
    parent_id = models.UUIDField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("Thứ tự"))
    number = models.CharField(_("Số mục"), max_length=12, blank=True, db_default="")
    state = models.CharField(_("Trạng thái"), max_length=12, blank=True, db_default="")
    submitter = models.CharField(_("Cơ quan trình"), max_length=200, blank=True, db_default="")
    committee = models.CharField(_("Ban thẩm tra"), max_length=120, blank=True, db_default="")

    keeping = KEEPING

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sequence"], name="agenda_item_sequence_once")]
        indexes = [models.Index(fields=["session_id", "position", "id"], name="agenda_item_of_session")]


class PublishedPaper(Published):
    """A paper of a session that everybody may open, as a link to its council's public pages."""

    session_id = models.UUIDField()
    item_id = models.UUIDField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("Thứ tự"))
    state = models.CharField(_("Trạng thái"), max_length=10, blank=True, db_default="")
    file_type = models.CharField(_("Loại tệp"), max_length=12, blank=True, db_default="")
    size = models.BigIntegerField(_("Số byte"), null=True, blank=True)

    keeping = KEEPING

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sequence"], name="paper_sequence_once")]
        indexes = [models.Index(fields=["session_id", "position", "id"], name="paper_of_session")]


class PublishedVote(Published):
    """The announced result of a vote: totals only, and who chose what where the council itself told it by name.

    An open vote has four totals that make ``total``. A secret ballot has what was issued, returned, valid and
    invalid, and each candidate's counts; nothing of it belongs to a voter.
    """

    session_id = models.UUIDField()
    item_id = models.UUIDField(null=True, blank=True)
    method = models.CharField(_("Hình thức"), max_length=16, blank=True, db_default="")
    state = models.CharField(_("Trạng thái"), max_length=10, blank=True, db_default="")
    outcome = models.CharField(_("Kết quả"), max_length=10, blank=True, db_default="")
    announced_on = models.DateField(_("Ngày công bố kết quả"))
    announced_at = models.DateTimeField(_("Công bố kết quả lúc"), null=True, blank=True)
    total = models.PositiveIntegerField(null=True, blank=True)
    in_favour = models.PositiveIntegerField(_("Tán thành"), null=True, blank=True)
    against = models.PositiveIntegerField(_("Không tán thành"), null=True, blank=True)
    abstained = models.PositiveIntegerField(_("Không biểu quyết"), null=True, blank=True)
    not_voting = models.PositiveIntegerField(_("Vắng, không bỏ phiếu"), null=True, blank=True)
    issued = models.PositiveIntegerField(_("Phát ra"), null=True, blank=True)
    returned = models.PositiveIntegerField(_("Thu về"), null=True, blank=True)
    valid = models.PositiveIntegerField(_("Hợp lệ"), null=True, blank=True)
    invalid = models.PositiveIntegerField(_("Không hợp lệ"), null=True, blank=True)
    sentence = models.TextField(blank=True, db_default="")
    article = models.CharField(max_length=300, blank=True, db_default="")
    names = models.JSONField(null=True, blank=True)
    candidates = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))

    keeping = Keeping(Rights.EDIT, personal=("names", "candidates"), kept="permanent", reader=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sequence"], name="vote_sequence_once")]
        indexes = [
            models.Index(fields=["-announced_on", "-id"], name="vote_latest"),
            models.Index(fields=["council_key", "-announced_on", "-id"], name="vote_latest_of"),
            models.Index(fields=["session_id"], name="vote_of_session"),
        ]


class PublishedTerm(Published):
    """A term of office of a council."""

    number = models.PositiveSmallIntegerField(_("Khoá"))
    state = models.CharField(_("Trạng thái"), max_length=10, blank=True, db_default="")

    keeping = KEEPING

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sequence"], name="term_sequence_once")]
        indexes = [models.Index(fields=["unit_code", "-number", "id"], name="term_of_unit")]


class PublishedBody(Published):
    """A team or a committee of a council in one term; ``kind`` says which, ``position`` orders them."""

    term_id = models.UUIDField()
    position = models.PositiveSmallIntegerField(_("Thứ tự"))

    keeping = KEEPING

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sequence"], name="body_sequence_once")]
        indexes = [models.Index(fields=["unit_code", "kind", "position", "id"], name="body_of_unit")]


class PublishedDelegate(Published):
    """Who holds a mandate, by the fields that the public directory shows; of a closed term only who and where.

    ``sort_key`` is the place in a Vietnamese list of names.
    """

    sort_key = models.CharField(max_length=400, blank=True, db_default="")
    term_id = models.UUIDField()
    team_id = models.UUIDField(null=True, blank=True)
    state = models.CharField(_("Trạng thái"), max_length=10, blank=True, db_default="")
    constituency = models.CharField(_("Đơn vị bầu cử"), max_length=200, blank=True, db_default="")
    constituency_area = models.CharField(_("Địa bàn"), max_length=1000, blank=True, db_default="")
    former_unit = models.CharField(_("Đơn vị trước sắp xếp"), max_length=200, blank=True, db_default="")
    full_time = models.BooleanField(_("Đại biểu chuyên trách"), null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("Năm sinh"), null=True, blank=True)
    main_job = models.CharField(_("Chức vụ, nơi công tác"), max_length=200, blank=True, db_default="")
    posts = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    portrait_path = models.CharField(max_length=300, blank=True, db_default="")

    keeping = Keeping(
        Rights.EDIT,
        personal=("title", "sort_key", "birth_year", "main_job", "posts", "portrait_path"),
        kept="permanent as a holder of public office; emptied when the council takes it back",
        reader=True,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sequence"], name="delegate_sequence_once")]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="delegate_by_name"),
            models.Index(fields=["council_key", "sort_key", "id"], name="delegate_by_name_of"),
        ]


class PublicationChange(models.Model):
    """The last change of each published thing, in one order over all councils and kinds ("what is new since").

    A number is given under a lock that is held until the commit, so that numbers appear to readers in their order,
    and is never given again.
    """

    sequence = models.BigAutoField(primary_key=True)
    type = models.CharField(max_length=24)
    key = models.UUIDField()
    council_key = models.CharField(max_length=24)
    changed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    keeping = KEEPING

    class Meta:
        constraints = [models.UniqueConstraint(fields=["type", "key"], name="publication_change_once")]
        indexes = [models.Index(fields=["council_key", "sequence"], name="publication_change_of")]

    def __str__(self) -> str:
        return f"{self.sequence} {self.type} {self.key}"


class PublishedPart(models.Model):
    """How far a part of a council's publications was told: what was read before ``told_at`` is known here."""

    id = models.BigAutoField(primary_key=True)
    council_key = models.CharField(max_length=24)
    name = models.CharField(max_length=24)
    part_of = models.UUIDField()
    told_at = models.DateTimeField()

    keeping = Keeping(Rights.EDIT, kept="permanent")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council_key", "name", "part_of"], name="published_part_once")]

    def __str__(self) -> str:
        return f"{self.council_key} {self.name} {self.part_of}"
