"""interimcoo: the one desktop program of an interim Chief Operating Officer."""

import os
import sys

__version__ = "0.1.0"

# Nothing here multiplies matrices; the threads that numpy would start for it spin while everything else is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

if sys.version_info < (3, 12):
    # From Python 3.12 on None, True and False are immortal. Before, PySide6 6.12.0 gives back one reference too many to
    # None after each call without a result, and to True after each emitted signal; the interpreter aborts after some
    # thousand of them. Give them more than can be used up.
    import ctypes

    for _constant in (None, True, False):
        ctypes.c_ssize_t.from_address(id(_constant)).value += 1 << 40
