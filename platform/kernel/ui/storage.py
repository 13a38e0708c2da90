"""Static files under names made of their content, so that a browser may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc] -- whitenoise has no types
    """Hash and compress what ``collectstatic -i '*.map' -i '*.woff' -i '*-italic.*' -i '*sandbox*'`` brought.

    The vendors' source maps are not collected, so a file that names a missing one is kept as it is.
    """

    manifest_strict = True
    support_js_module_import_aggregation = False

    def hashed_name(self, name, content=None, filename=None):  # type: ignore[no-untyped-def]
        """Return the name with its hash; a source map that was not collected keeps its own."""
        if name.endswith(".map") and not self.exists(name):
            return name
        return super().hashed_name(name, content, filename)
