"""Static files as they are served: hashed names, packed in advance, found in packages and in static/."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class PackedFiles(CompressedManifestStaticFilesStorage):
    """Tolerates a file that only a source map names; everything a page asks for must exist."""

    manifest_strict = True
