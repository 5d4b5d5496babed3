"""Progress of a job at the place of work: a thin bar, the step in words with its count, and Cancel."""

from time import monotonic
from typing import Final

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from interimcoo.text import _, interface_language
from interimcoo.ui.jobs import Job, Jobs
from interimcoo.ui.words import button, label

LONG_S: Final = 5.0


class ProgressStrip(QFrame):
    """Shows the newest job that takes longer than 300 ms."""

    def __init__(self, jobs: Jobs | None = None) -> None:
        super().__init__()
        self.setProperty("role", "progress")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 20, 6)
        row.setSpacing(12)
        self.words = label("", "small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.left = label("", "small")
        self.cancel = button(_("Cancel"), small=True, on_click=self._cancel)
        row.addWidget(self.words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.left)
        row.addWidget(self.cancel)
        self._job: Job[object] | None = None
        self._begun = 0.0
        self.hide()
        if jobs is not None:
            self.watch(jobs)

    def watch(self, jobs: Jobs) -> None:
        """Follow the jobs of a window."""
        jobs.started.connect(self._follow)

    def _follow(self, job: Job[object]) -> None:
        if not job.title:
            return  # nothing the user waits for
        begun = monotonic()
        job.shown.connect(lambda: self._show(job, begun))
        job.progressed.connect(lambda n, total, words: self._step(job, n, total, words))
        job.ended.connect(lambda: self._end(job))

    def _show(self, job: Job[object], begun: float) -> None:
        self._job, self._begun = job, begun
        if not self.words.text():
            self._say(job.title)
        self.bar.setRange(0, 0)
        self.left.setText("")
        self.cancel.setVisible(job.cancellable)
        self.cancel.setEnabled(True)
        self.show()

    def _step(self, job: Job[object], n: int, total: int, words: str) -> None:
        if self._job is not None and self._job is not job:
            return
        if total <= 0:
            self._say(words or job.title)
            return
        from interimcoo.formats import number

        language = interface_language()
        counted = _("{n} of {total}").format(n=number(n, 0, language), total=number(total, 0, language))
        self._say(f"{words or job.title}, {counted}")
        self.bar.setRange(0, total)
        self.bar.setValue(n)
        spent = monotonic() - self._begun
        if self._job is job and n > 0 and spent > LONG_S:
            seconds = round(spent * (total - n) / n)
            self.left.setText(_("about {n} s left").format(n=seconds) if seconds else "")

    def _end(self, job: Job[object]) -> None:
        if self._job is None or self._job is job:
            self._job = None
            self.words.setText("")
            self.hide()

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.bar.setAccessibleDescription(words)

    def _cancel(self) -> None:
        if self._job is not None:
            self.cancel.setEnabled(False)
            self._say(_("Stopping; nothing has been changed"))
            self._job.cancel()
