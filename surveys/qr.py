"""A QR code (ISO/IEC 18004) of an address, for a poster: nobody types 43 random characters off a wall.

Only what an address needs: bytes, error correction M, versions 1 to 10 (up to 213 bytes), and one mask. Which mask is
chosen is written in the code itself; an address with a random part is even enough under any.
"""

from itertools import zip_longest

# By version: check words for each block, and how many data words each block has.
BLOCKS = {
    1: (10, [16]),
    2: (16, [28]),
    3: (26, [44]),
    4: (18, [32] * 2),
    5: (24, [43] * 2),
    6: (16, [27] * 4),
    7: (18, [31] * 4),
    8: (22, [38] * 2 + [39] * 2),
    9: (22, [36] * 3 + [37] * 2),
    10: (26, [43] * 4 + [44]),
}
ALIGNED = {1: [], 2: [18], 3: [22], 4: [26], 5: [30], 6: [34], 7: [22, 38], 8: [24, 42], 9: [26, 46], 10: [28, 50]}
LEVEL_M, MASK = 0b00, 2
QUIET = 4  # light modules round the code

POWERS = [1]
for _one in range(254):
    POWERS.append(POWERS[-1] << 1 ^ (0x11D if POWERS[-1] & 0x80 else 0))
LOGS = {value: place for place, value in enumerate(POWERS)}


class TooLongError(ValueError):
    """More than a code of ours holds."""


def rows(text: str) -> list[list[int]]:
    """The code as rows of 1 (dark) and 0, without the quiet zone."""
    data = text.encode()
    version = next((one for one in BLOCKS if len(data) + (3 if one > 9 else 2) <= sum(BLOCKS[one][1])), None)
    if version is None:
        raise TooLongError(text)
    size = 17 + 4 * version
    placed = _patterns(version, size)
    bits = iter(_bits(_words(data, version)))
    for y, x in _way(size):
        if (y, x) not in placed:
            placed[y, x] = next(bits, 0) ^ (x % 3 == 0)  # mask 2
    return [[int(placed[y, x]) for x in range(size)] for y in range(size)]


def drawn(text: str) -> tuple[int, str] | None:
    """(modules across with the quiet zone, the dark ones as the path of an SVG); None for more than a code holds."""
    try:
        found = rows(text)
    except TooLongError:
        return None
    dark = [(x, y) for y, row in enumerate(found, QUIET) for x, module in enumerate(row, QUIET) if module]
    return len(found) + 2 * QUIET, "".join(f"M{x} {y}h1v1h-1z" for x, y in dark)


def _words(data, version):
    """Data and check words, a word of each block in turn."""
    checks, sizes = BLOCKS[version]
    long = version > 9
    bits = f"0100{len(data):0{16 if long else 8}b}" + "".join(f"{byte:08b}" for byte in data) + "0000"
    bits = bits[: sum(sizes) * 8]
    bits += "0" * (-len(bits) % 8)
    words = [int(bits[at : at + 8], 2) for at in range(0, len(bits), 8)]
    words += [(0xEC, 0x11)[place % 2] for place in range(sum(sizes) - len(words))]
    blocks, at = [], 0
    for size in sizes:
        blocks.append(words[at : at + size])
        at += size
    found = []
    for parts in (blocks, [_checks(block, checks) for block in blocks]):
        found += [word for turn in zip_longest(*parts) for word in turn if word is not None]
    return found


def _bits(words):
    return (word >> place & 1 for word in words for place in range(7, -1, -1))


def _times(one, other):
    return POWERS[(LOGS[one] + LOGS[other]) % 255] if one and other else 0


def _checks(block, number):
    """Reed and Solomon's check words."""
    divisor = [1]
    for power in range(number):
        divisor = [high ^ _times(low, POWERS[power]) for high, low in zip([*divisor, 0], [0, *divisor], strict=True)]
    rest = [*block, *[0] * number]
    for place in range(len(block)):
        factor = rest[place]
        for step, value in enumerate(divisor):
            rest[place + step] ^= _times(value, factor)
    return rest[len(block) :]


def _patterns(version, size) -> dict:
    """All that is no data: {(row, column): dark}."""
    drawn = {}
    for place in range(size):  # timing
        drawn[6, place] = drawn[place, 6] = place % 2 == 0
    for top, left in ((0, 0), (0, size - 7), (size - 7, 0)):  # finders, with a light edge
        for y in range(-1, 8):
            for x in range(-1, 8):
                if 0 <= top + y < size and 0 <= left + x < size:
                    drawn[top + y, left + x] = max(abs(y - 3), abs(x - 3)) in (0, 1, 3)
    centres = [6, *ALIGNED[version]] if ALIGNED[version] else []
    corners = {(6, 6), (6, size - 7), (size - 7, 6)}
    for centre in {(y, x) for y in centres for x in centres} - corners:
        for y in range(-2, 3):
            for x in range(-2, 3):
                drawn[centre[0] + y, centre[1] + x] = max(abs(y), abs(x)) != 1
    _told(drawn, version, size)
    return drawn


def _told(drawn, version, size):
    """Level, mask and version, each twice, with check bits of their own."""
    told = (LEVEL_M << 3 | MASK) << 10
    told = (told | _rest(told, 0x537)) ^ 0x5412
    for place in range(15):
        bit = told >> place & 1
        near = place if place < 6 else place + 1 if place < 8 else None
        down = size - 15 + place
        drawn[(near, 8) if near is not None else (down, 8)] = bit
        across = size - 1 - place if place < 8 else 7 if place == 8 else 14 - place
        drawn[8, across] = bit
    # the low bits run down the left finder, the high ones up beside the lower one
    drawn[size - 8, 8] = 1
    if version >= 7:
        told = version << 12
        told |= _rest(told, 0x1F25)
        for place in range(18):
            y, x = place // 3, size - 11 + place % 3
            drawn[y, x] = drawn[x, y] = told >> place & 1


def _rest(value, divisor):
    while value.bit_length() >= divisor.bit_length():
        value ^= divisor << value.bit_length() - divisor.bit_length()
    return value


def _way(size):
    """The places in the order data takes: pairs of columns from the right, up and down in turn, past the timing."""
    up = True
    for right in [*range(size - 1, 6, -2), 5, 3, 1]:
        for y in range(size - 1, -1, -1) if up else range(size):
            yield y, right
            yield y, right - 1
        up = not up
