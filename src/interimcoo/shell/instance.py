"""One window per file: the window that holds a file listens, another one asks it to come to the front."""

import getpass
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_ANSWER_MS: Final = 400
_WORD: Final = b"show\n"
_THERE: Final = b"here\n"


def name_of(path: Path) -> str:
    """The name of the socket of a file: of this user, the same for every way to write the path."""
    try:
        person = getpass.getuser()
    except (OSError, KeyError, ImportError):
        person = ""
    told = f"{person}\n{path.resolve()}".encode()
    return f"interimcoo-{hashlib.sha256(told).hexdigest()[:24]}"


class Listener(QObject):
    """Waits for another window that wants the same file."""

    def __init__(self, path: Path, come: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._come = come
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        name = name_of(path)
        if not self._server.listen(name):
            # The file is locked by this process, so whoever listened under this name before is gone.
            QLocalServer.removeServer(name)
            self._server.listen(name)

    @property
    def listening(self) -> bool:
        """Whether others can reach this window."""
        return self._server.isListening()

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _greet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._hear(socket))
            socket.disconnected.connect(socket.deleteLater)

    def _hear(self, socket: QLocalSocket) -> None:
        if bytes(socket.readAll().data()) == _WORD:
            socket.write(_THERE)
            socket.flush()
            self._come()


def someone_holds(path: Path) -> bool:
    """Whether a window of ours listens for this file."""
    socket = QLocalSocket()
    socket.connectToServer(name_of(path))
    found = socket.waitForConnected(_ANSWER_MS)
    socket.abort()
    return found


def ask_to_come(path: Path) -> bool:
    """Ask the window that holds a file to come to the front; False when none answers."""
    socket = QLocalSocket()
    socket.connectToServer(name_of(path))
    if not socket.waitForConnected(_ANSWER_MS):
        return False
    socket.write(_WORD)
    socket.flush()
    answered = socket.waitForReadyRead(_ANSWER_MS) and bytes(socket.readAll().data()) == _THERE
    socket.abort()
    return answered
