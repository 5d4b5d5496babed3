"""Who keeps the interpreter from collecting garbage: a worker that collects would destroy widgets from there."""

import gc

_holders = 0


def hold() -> None:
    """Nothing is collected by itself until everybody who holds has released; called in the thread of the window."""
    global _holders
    _holders += 1
    gc.disable()


def release() -> None:
    """Hold no more; with the last one the interpreter collects by itself again."""
    global _holders
    _holders -= 1
    if not _holders:
        gc.unfreeze()
        gc.enable()
