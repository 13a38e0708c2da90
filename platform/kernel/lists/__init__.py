"""Lists of the workspace: taken out as Excel, and filters that a person keeps under a name.

A list says once what it is, beside its view, and hands both to people:

    LIST = lists.declare("documents:index", _("Văn bản"), (Out(_("Trích yếu"), lambda document: document.subject, 60),),
                         filtered_by=DocumentFilter.base_fields)

    if LIST.wants_sheet(request):
        return LIST.sheet(request, rows)            # the rows of the page: the same rights, the same filter
    page = {…, "listing": LIST.shown(request)}      # <c-excel :listing="listing" />, <c-saved-filters …/>
"""

from typing import TYPE_CHECKING

from kernel.doorplate import doorplate

if TYPE_CHECKING:
    from kernel.lists.declaring import Listing, Out, declare

__all__ = ["Listing", "Out", "declare"]

__getattr__ = doorplate(__name__, {"Listing": "declaring", "Out": "declaring", "declare": "declaring"})
