"""Articles of a draft on which the delegates differ; each is voted on before the whole (rule R-VOT-07)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from council.sessions import workflow
from council.sessions.models.session import AgendaItem
from council.sessions.workflow import ArticleState
from kernel.keeping import Keeping, Rights
from kernel.rows import Row


class DisputedArticle(Row):
    """One article, clause or point of a draft, voted on by itself; ``proposal`` is the wording put to the vote."""

    STEPS = workflow.ARTICLE_STEPS

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="articles")
    label = models.CharField(_("Điều, khoản, điểm"), max_length=80)
    proposal = models.TextField(_("Phương án biểu quyết"))
    state = models.CharField(
        max_length=12, choices=ArticleState.choices, default=ArticleState.DISPUTED, db_default=ArticleState.DISPUTED
    )

    keeping = Keeping(Rights.EDIT, kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "label"],
                condition=models.Q(state="disputed"),
                name="sessions_article_disputed_once",
                violation_error_message=_("Điều, khoản này đã có trong danh sách."),
            ),
            models.CheckConstraint(
                condition=~models.Q(label="") & ~models.Q(proposal=""),
                name="sessions_article_says_what",
                violation_error_message=_("Hãy ghi điều, khoản và phương án đưa ra biểu quyết."),
            ),
        ]

    def __str__(self) -> str:
        return self.label
