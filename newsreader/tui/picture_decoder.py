"""Decodes one picture, in a process of its own: ``python picture_decoder.py WIDTH HEIGHT FORM``.

Bytes from a bundle come on stdin. ``FORM`` is a number of colours, and pixels go to stdout, row by row:
three bytes each, or, for a terminal of 256 or 16 colours, the number of its colour. Or it is ``png``, of at
most that width and height, or ``sixel:ROWS``, strips of sixels a line each, for so many rows of text.

A decoder that hangs, crashes or takes all memory takes only this process along. Nothing of newsreader is
imported: it would cost more than the decoding.
"""

from __future__ import annotations

import re
import sys
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import Image

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "AVIF")
"""Of the some forty that Pillow knows, those that pages have; none that starts another program.
The last came with Pillow 11.3: before that, it only ends the search."""

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

SIXEL_COLOURS = 128
_SIXELS = bytes(range(63, 127)) + bytes(192)
_RUN = re.compile(rb"(.)\1{3,}")
_LEVELS = (0, 95, 135, 175, 215, 255)


def main(arguments: list[str]) -> int:
    """Decode; the exit status is 0 where the pixels were written."""
    width, height, form = int(arguments[0]), int(arguments[1]), arguments[2]
    bound()
    sys.stdout.buffer.write(decoded(sys.stdin.buffer.read(), width, height, form))
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


def decoded(data: bytes, width: int, height: int, form: str) -> bytes:
    """The picture in that many columns and rows of pixels, in a form."""
    from PIL import Image

    image = _opened(data, width, height)
    if form == "png":
        return _png(image, width, height)
    image = image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    if image.mode == "RGBA":
        # Charts are drawn in black on nothing; on white both they and photographs can be seen.
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    if form.startswith("sixel:"):
        return b"\n".join(_sixels(image, int(form[6:])))
    colours = int(form)
    if colours > 256:
        return image.tobytes()
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in (_xterm() if colours == 256 else _ANSI) for part in colour])
    dither = Image.Dither.NONE if colours == 256 else Image.Dither.FLOYDSTEINBERG
    numbers = image.quantize(palette=palette, dither=dither).tobytes()
    return bytes(number + 16 for number in numbers) if colours == 256 else numbers


def _opened(data: bytes, width: int, height: int) -> Image.Image:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # Pillow itself refuses twice as many
    with Image.open(BytesIO(data), formats=FORMATS) as opened:
        opened.draft("RGB", (2 * width, 2 * height))
        image = ImageOps.exif_transpose(opened)
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _png(image: Image.Image, width: int, height: int) -> bytes:
    image.thumbnail((width, height), reducing_gap=3.0)
    data = BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


def _sixels(image: Image.Image, rows: int) -> Iterator[bytes]:
    """A picture as strips of the same height. A band of six lines is written colour by colour."""
    height = image.height // rows
    numbered = image.quantize(SIXEL_COLOURS)
    colours = numbered.getpalette() or []
    for top in range(0, height * rows, height):
        strip = numbered.crop((0, top, image.width, top + height))
        lines = [strip.crop((0, y, image.width, y + 1)).tobytes() for y in range(height)]
        used = sorted(set().union(*lines))
        yield b"".join(
            [
                f'\x1bP0;1q"1;1;{image.width};{height}'.encode(),
                *(_defined(number, colours[3 * number : 3 * number + 3]) for number in used),
                *(_band(lines[y : y + 6]) for y in range(0, height, 6)),
                b"\x1b\\",
            ]
        )


def _defined(number: int, colour: list[int]) -> bytes:
    red, green, blue = (round(part * 100 / 255) for part in colour)
    return f"#{number};2;{red};{green};{blue}".encode()


def _band(lines: list[bytes]) -> bytes:
    passes = []
    for number in sorted(set().union(*lines)):
        bits = 0
        for line, data in enumerate(lines):
            # All columns at once: bytes of which each is one bit of a sixel.
            bits |= int.from_bytes(data.translate(_only(number, 1 << line)))
        sixels = bits.to_bytes(len(lines[0])).translate(_SIXELS).rstrip(b"?")
        passes.append(b"#%d" % number + _RUN.sub(lambda run: b"!%d%c" % (len(run[0]), run[0][0]), sixels))
    return b"$".join(passes) + b"-"


def _only(number: int, value: int) -> bytes:
    return bytes(number) + bytes([value]) + bytes(255 - number)


def _xterm() -> list[tuple[int, int, int]]:
    """The colours 16 to 255, the same on every terminal of 256 colours; those before are the user's own."""
    cube = [(red, green, blue) for red in _LEVELS for green in _LEVELS for blue in _LEVELS]
    return cube + [(grey, grey, grey) for grey in range(8, 239, 10)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
