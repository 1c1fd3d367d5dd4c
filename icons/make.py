#!/usr/bin/env python3
"""Makes every picture of this folder from its three drawings.

Needs `rsvg-convert` (Debian: librsvg2-bin). Run it after a change to a drawing and commit what it writes.
"""

import pathlib
import struct
import subprocess

HERE = pathlib.Path(__file__).resolve().parent


def png(drawing: str, size: int) -> bytes:
    """Draws one drawing as a square PNG with an alpha channel."""
    command = ["rsvg-convert", "-w", str(size), "-h", str(size), str(HERE / f"{drawing}.svg")]
    return subprocess.run(command, check=True, capture_output=True).stdout


def ico(sizes: list[int]) -> bytes:
    """A Windows icon: a directory, then a PNG for each size."""
    images = [png("icon", size) for size in sizes]
    place = 6 + 16 * len(images)
    head = struct.pack("<HHH", 0, 1, len(images))
    for size, image in zip(sizes, images):
        side = size % 256  # 256 is written as 0.
        head += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(image), place)
        place += len(image)
    return head + b"".join(images)


def icns(kinds: list[tuple[bytes, int]]) -> bytes:
    """A macOS icon: blocks of a four-letter kind, a length and a PNG."""
    body = b""
    for kind, size in kinds:
        image = png("icon", size)
        body += kind + struct.pack(">I", len(image) + 8) + image
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def main() -> None:
    files = {
        "32x32.png": png("icon", 32),
        "128x128.png": png("icon", 128),
        "128x128@2x.png": png("icon", 256),
        "icon.png": png("icon", 512),
        "tray.png": png("tray", 64),
        "tray-unread.png": png("tray-unread", 64),
        "icon.ico": ico([16, 24, 32, 48, 64, 256]),
        "icon.icns": icns(
            [(b"icp4", 16), (b"icp5", 32), (b"ic07", 128), (b"ic08", 256), (b"ic09", 512), (b"ic10", 1024)]
        ),
    }
    for name, content in files.items():
        (HERE / name).write_bytes(content)
        print(f"{name} {len(content)} bytes")


if __name__ == "__main__":
    main()
