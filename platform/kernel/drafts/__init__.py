"""What somebody is typing, kept on the server before it is sent: per account and per address of a form.

A view says that its form is worth it; the page gets ``<c-draft />`` before the form and ``data-draft`` on it:

    @needs(Can.PLAN)
    @keeps_drafts
    def plan(request):
        form = PlanForm(request.POST or None, initial={…, **drafts.typed(request)})

The script saves while one types, the answer to a sent form that was taken (a redirect) forgets. Files, passwords,
codes and tokens are never kept. A draft lies unencrypted, like the texts beside it of which it is the beginning;
forms of sensitive data keep none. Without JavaScript a form is as it was.
"""

from typing import TYPE_CHECKING

from kernel.doorplate import doorplate

if TYPE_CHECKING:
    from kernel.drafts.actions import forget_old_drafts
    from kernel.drafts.keeping import keeps_drafts, restored, typed

__all__ = ["forget_old_drafts", "keeps_drafts", "restored", "typed"]

__getattr__ = doorplate(
    __name__,
    {"forget_old_drafts": "actions", "keeps_drafts": "keeping", "restored": "keeping", "typed": "keeping"},
)
