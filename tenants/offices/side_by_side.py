"""The same work on many offices, some at a time. Most of it is the database's, so threads are enough."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Event, Lock
from typing import TypeVar

from django.db import connections

T = TypeVar("T")
R = TypeVar("R")
AT_ONCE = 2  # the fewest cores that a server has


def side_by_side(
    items: Iterable[T], work: Callable[[T], R], *, at_once: int = AT_ONCE
) -> Iterator[tuple[T, R]]:
    """`work` done on each of `items`, in threads with connections of their own; yields each with what came of
    it, in no order. The first error keeps what was not begun from being begun, and is raised at the end."""
    left, taking, stop = iter(items), Lock(), Event()
    done = SimpleQueue[tuple[T, R]]()

    def worker() -> None:
        try:
            while not stop.is_set():
                with taking:
                    item = next(left)
                done.put((item, work(item)))
        except StopIteration:
            return
        except BaseException:
            stop.set()
            raise
        finally:
            connections.close_all()

    with ThreadPoolExecutor(at_once, thread_name_prefix="offices") as pool:
        workers = [pool.submit(worker) for _ in range(at_once)]
        while not all(each.done() for each in workers):
            with suppress(Empty):
                yield done.get(timeout=0.05)
    while not done.empty():
        yield done.get()
    for each in workers:
        each.result()
