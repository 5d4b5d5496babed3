"""interimcoo: the one desktop program of an interim Chief Operating Officer."""

import sys

__version__ = "0.1.0"

if sys.version_info < (3, 12):
    # From Python 3.12 on None is immortal. Before, PySide6 6.12.0 gives back one reference to None too many after each
    # call without a result, and the interpreter aborts after some thousand of them. Give None more than can be used up.
    import ctypes

    ctypes.c_ssize_t.from_address(id(None)).value += 1 << 40
