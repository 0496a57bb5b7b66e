"""What was found in documents and is kept while they and the feedback stay as they are."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from knowledge.docs import DocStore

Found = TypeVar("Found")

_MOST = 65_536
_LOCK = threading.Lock()
_KEPT: WeakKeyDictionary[DocStore, OrderedDict[Hashable, Any]] = WeakKeyDictionary()


def kept(docs: DocStore, key: Hashable, make: Callable[[], Found]) -> Found:
    """What `make` gives, made once for a key that names all that it is made of.

    Kept beside the store, and gone with it; of very many the oldest goes.
    """
    with _LOCK:
        found = _KEPT.setdefault(docs, OrderedDict())
        if key in found:
            found.move_to_end(key)
            value: Found = found[key]
            return value
    made = make()
    with _LOCK:
        found[key] = made
        while len(found) > _MOST:
            found.popitem(last=False)
    return made
