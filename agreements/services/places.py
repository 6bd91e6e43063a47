"""Neighbours that change places: the same for goals, questions, principles and boxes. Call in a transaction."""


def change_places(rows, thing, *, up) -> int | None:
    """Let a thing and its neighbour in the ordered `rows` change places; its new place, or None when it cannot move.

    The rows are numbered from 1 as they then stand. Hold what keeps others from moving them meanwhile.
    """
    rows = list(rows)
    place = next((index for index, one in enumerate(rows) if one.pk == thing.pk), None)
    other = None if place is None else place + (-1 if up else 1)
    if other is None or not 0 <= other < len(rows):
        return None
    rows[place], rows[other] = rows[other], rows[place]
    for position, row in enumerate(rows, start=1):
        row.position = position
    type(thing).objects.bulk_update(rows, ["position"])
    return other + 1
