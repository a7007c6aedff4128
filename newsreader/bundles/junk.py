"""Which files of a bundle are not news by their names: what systems, browsers and editors leave behind."""

from __future__ import annotations

_FOLDERS = frozenset({"__macosx", "__pycache__", "node_modules", "$recycle.bin", "system volume information"})
_NAMES = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r", "robots.txt"})
_IMAGES = "jpg jpeg jpe jfif png gif webp avif heic heif svg svgz ico bmp tif tiff psd raw cur"
_CODE_AND_STYLES = "css js mjs cjs ts map scss sass less wasm swf"
_FONTS = "woff woff2 ttf otf eot"
_SOUND_AND_PICTURES = (
    "mp3 m4a ogg oga opus wav flac aac wma mp4 m4v mov avi mkv webm wmv flv mpg mpeg ogv 3gp vtt srt m3u m3u8"
)
_COMPILED_AND_SYSTEM = "pyc pyo class o so dll dylib exe bin lnk webloc db-wal db-shm lock"
_BACKUPS_AND_PARTS = "bak swp swo tmp temp orig part crdownload partial"
_SUFFIXES = frozenset(
    f".{suffix}"
    for group in (
        _IMAGES,
        _CODE_AND_STYLES,
        _FONTS,
        _SOUND_AND_PICTURES,
        _COMPILED_AND_SYSTEM,
        _BACKUPS_AND_PARTS,
    )
    for suffix in group.split()
)
_ABOUT = frozenset(
    {"readme", "license", "licence", "copying", "notice", "changelog", "authors", "credits", "manifest"}
)


def is_junk_folder(name: str) -> bool:
    """Whether everything below a folder of this name can be left alone."""
    return name.startswith(".") or name.lower() in _FOLDERS


def is_junk_file(name: str) -> bool:
    """Whether a file of this name cannot be news."""
    if name.startswith((".", "~$")) or name.endswith("~") or (name.startswith("#") and name.endswith("#")):
        return True
    lowered = name.lower()
    dot = lowered.rfind(".")
    return (dot > 0 and lowered[dot:] in _SUFFIXES) or lowered in _NAMES


def is_junk_path(path: str) -> bool:
    """The same for a relative posix path without ``.`` and ``..``, as archives name their members."""
    *folders, name = path.split("/")
    return is_junk_file(name) or any(map(is_junk_folder, folders))


def is_about_the_folder(name: str) -> bool:
    """Whether a file speaks about its folder (README, LICENSE) rather than being news in it."""
    stem = name.lower().partition(".")[0]
    return stem in _ABOUT
