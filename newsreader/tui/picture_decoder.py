"""Decodes one picture, in a process of its own: ``python picture_decoder.py WIDTH HEIGHT COLOURS``.

Bytes from a bundle come on stdin; pixels go to stdout, row by row: three bytes each, or, for a terminal of
256 or 16 colours, the number of its colour. A decoder that hangs, crashes or takes all memory takes only
this process along. Nothing of newsreader is imported: it would cost more than the decoding.
"""

from __future__ import annotations

import sys
from io import BytesIO

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "AVIF", "TIFF")
"""Of the some forty that Pillow knows, those that pages have; none that starts another program."""

MOST_PIXELS = 50_000_000
MEMORY_BYTES = 1 << 30
CPU_S = 10

_ANSI = (
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0),
    (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
    (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0),
    (92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255),
)  # fmt: skip
"""As xterm has them; what a reader's palette makes of these is not known."""

_LEVELS = (0, 95, 135, 175, 215, 255)


def main(arguments: list[str]) -> int:
    """Decode; the exit status is 0 where the pixels were written."""
    width, height, colours = map(int, arguments)
    bound()
    sys.stdout.buffer.write(decoded(sys.stdin.buffer.read(), width, height, colours))
    return 0


def bound() -> None:
    """Limit what this process may use."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def decoded(data: bytes, width: int, height: int, colours: int) -> bytes:
    """The pixels of a picture of that many columns and rows of pixels."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # Pillow itself refuses twice as many
    with Image.open(BytesIO(data), formats=FORMATS) as opened:
        opened.draft("RGB", (2 * width, 2 * height))
        image = ImageOps.exif_transpose(opened)
    has_alpha = image.has_transparency_data
    image = image.convert("RGBA" if has_alpha else "RGB")
    image = image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    if has_alpha:
        # Charts are drawn in black on nothing; on white both they and photographs can be seen.
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    if colours > 256:
        return image.tobytes()
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in (_xterm() if colours == 256 else _ANSI) for part in colour])
    dither = Image.Dither.NONE if colours == 256 else Image.Dither.FLOYDSTEINBERG
    numbers = image.quantize(palette=palette, dither=dither).tobytes()
    return bytes(number + 16 for number in numbers) if colours == 256 else numbers


def _xterm() -> list[tuple[int, int, int]]:
    """The colours 16 to 255, the same on every terminal of 256 colours; those before are the user's own."""
    cube = [(red, green, blue) for red in _LEVELS for green in _LEVELS for blue in _LEVELS]
    return cube + [(grey, grey, grey) for grey in range(8, 239, 10)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
