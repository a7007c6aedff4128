"""What holds other documents: archives and compressed files; one module per kind, one registry."""

from __future__ import annotations

from newsreader.bundles.containers import compressed, tar_archive, zip_archive
from newsreader.bundles.containers.container import Container
from newsreader.bundles.content import Content

CONTAINERS: tuple[Container, ...] = (zip_archive.ZIP, compressed.COMPRESSED, tar_archive.TAR)


def container_of(content: Content) -> Container | None:
    """The container that the content is, by its first bytes."""
    return next((container for container in CONTAINERS if container.recognises(content)), None)
