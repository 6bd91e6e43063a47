"""Notes opened while others are read and saved: pandoc works beside us, a few files ahead."""

from collections import deque
from concurrent.futures import ThreadPoolExecutor

from meetings import notes

WINDOW = 3  # files opened and not yet read, so that a folder of large ones does not fill the memory
HANDS = 2


def opened_ahead(keys, load):
    """(key, future of the opened note) of each key, in order; the future's result may raise UnreadableNote.

    `load(key)` gives the bytes and is asked in this thread, which alone talks to the database.
    """
    keys, waiting = iter(keys), deque()
    pool = ThreadPoolExecutor(HANDS)
    try:
        while True:
            while len(waiting) < WINDOW and (key := next(keys, None)) is not None:
                waiting.append((key, pool.submit(notes.open_note, load(key))))
            if not waiting:
                return
            key, future = waiting.popleft()
            yield key, future
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
