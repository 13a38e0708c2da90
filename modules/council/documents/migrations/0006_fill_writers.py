"""Who wrote the versions that are kept already is written to their documents. Run again it changes nothing."""

from typing import Any

from django.db import migrations

BATCH = 500


def fill(apps: Any, schema_editor: Any) -> None:
    """Collect the writers of each document from its versions, in their order."""
    documents = apps.get_model("council_documents", "Document").objects.using(schema_editor.connection.alias)
    versions = apps.get_model("council_documents", "DocumentVersion").objects.using(schema_editor.connection.alias)
    written = versions.filter(written_by__isnull=False).order_by("document_id", "number")
    found: dict[Any, dict[Any, None]] = {}
    for document_id, writer in written.values_list("document_id", "written_by").iterator(chunk_size=BATCH):
        found.setdefault(document_id, {})[writer] = None
    for document_id, writers in found.items():
        documents.filter(pk=document_id, writers=[]).update(writers=list(writers))


class Migration(migrations.Migration):
    dependencies = [("council_documents", "0005_writers")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
