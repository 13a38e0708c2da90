"""Papers for demonstration: one page with a heading and a few lines, which says that it is invented."""

import json
from typing import Any, Literal

import typst
from django.core.files.base import ContentFile

from council.documents.papers import FONT, Press, fonts_of
from kernel import files
from kernel.access import Actor
from kernel.files.models import StoredFile

LIMIT_BYTES = 1024 * 1024
_KINDS = files.DOCUMENTS | files.IMAGES
_LAYOUT = f"""
#let page-of = json(bytes(sys.inputs.data))
#set page(paper: "a5", margin: 1.5cm)
#set text(font: "{FONT}", size: 11pt, lang: "vi")
#align(right, text(size: 9pt, fill: rgb("#85400a"))[Tài liệu minh hoạ, không có thật])
#align(center, text(weight: "bold", size: 13pt, page-of.heading))
#for line in page-of.lines [#par(line)]
"""


def printed(
    heading: str, lines: list[str], *, name: str, actor: Actor, press: Press, form: Literal["pdf", "png"] = "pdf"
) -> StoredFile:
    """Keep a printed page as a file, as if it had been uploaded."""
    made: Any = typst.compile(
        _LAYOUT.encode(),
        format=form,
        font_paths=fonts_of(press),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps({"heading": heading, "lines": lines}, ensure_ascii=False)},
    )
    upload = ContentFile(made[0] if isinstance(made, list) else made, name=f"{name}.{form}")
    return files.store(actor=actor, upload=upload, kinds=_KINDS, limit_bytes=LIMIT_BYTES)
