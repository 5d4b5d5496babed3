"""Every command of the window, declared once: menus, shortcuts, palette and key sheet are made from this list."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from interimcoo.shell.loading import sample_day
from interimcoo.text import _
from interimcoo.ui.actions import Action
from interimcoo.ui.feature import ActionSpec, Feature

if TYPE_CHECKING:
    from interimcoo.shell.window import MainWindow


def window_actions(window: "MainWindow") -> tuple[Action, ...]:
    """The actions in the order of the menus."""
    return (*_file(window), *_edit(window), *_view(window), *_go(window), *_help(window))


def _open(window: "MainWindow") -> str:
    return "" if window.session is not None else _("Open an engagement first.")


def _file(window: "MainWindow") -> tuple[Action, ...]:
    def needs_file() -> str:
        return _open(window)

    def writable() -> str:
        if window.session is None:
            return _open(window)
        return _("This file is open for reading only.") if window.session.read_only else ""

    def sample() -> str:
        return "" if sample_day() is not None else _("This program was installed without the sample.")

    return (
        Action("new", _("New engagement"), lambda: window.new_engagement("turnaround"), "Ctrl+N", "plus", "file"),
        Action("open", _("Open file"), window.choose_file, "Ctrl+O", "folder-open", "file"),
        Action("sample", _("Try the sample"), window.try_sample, "", "school", "file", why=sample),
        Action("reset-sample", _("Reset the sample"), window.reset_sample, "", "refresh", "file", why=sample),
        Action("restore", _("Restore a backup"), window.restore_backup, "", "archive", "file"),
        Action("back-up", _("Back up now"), window.back_up, "", "archive", "file", why=writable),
        Action("save-copy", _("Save a copy"), window.save_copy, "", "copy", "file", why=needs_file),
        Action("settings", _("Settings"), window.open_settings, "Ctrl+,", "adjustments", "file"),
        Action("close", _("Close engagement"), window.close_engagement, "Ctrl+W", "x", "file", why=needs_file),
        Action("quit", _("Quit"), window.close, "Ctrl+Q", "x", "file"),
    )


def _edit(window: "MainWindow") -> tuple[Action, ...]:
    def needs_file() -> str:
        return _open(window)

    return (
        Action("undo", _("Undo"), window.undo, "Ctrl+Z", "arrow-back-up", "edit", why=window.why_no_undo),
        Action("redo", _("Redo"), window.redo, "Ctrl+Shift+Z", "arrow-forward-up", "edit", why=window.why_no_redo),
        Action("history", _("History of changes"), window.show_history, "", "clock", "edit", why=needs_file),
        Action("filter", _("Filter this page"), window.focus_filter, "Ctrl+F", "filter", "edit", why=needs_file),
    )


def _view(window: "MainWindow") -> tuple[Action, ...]:
    def has_side() -> str:
        workspace = window.workspace
        if workspace is None:
            return _open(window)
        return "" if workspace.side.has_inspector() else _("This page has no inspector.")

    def needs_file() -> str:
        return _open(window)

    return (
        Action("inspector", _("Inspector"), window.toggle_inspector, "I", "layout-sidebar-right", "view", why=has_side),
        Action("drawing", _("Drawing or table"), window.toggle_drawing, "V", "table", "view", why=needs_file),
        Action("larger", _("Larger text"), lambda: window.change_text_size(1), "Ctrl++", "zoom-in", "view"),
        Action("smaller", _("Smaller text"), lambda: window.change_text_size(-1), "Ctrl+-", "zoom-out", "view"),
        Action("usual-size", _("Usual text size"), lambda: window.change_text_size(0), "Ctrl+0", "refresh", "view"),
        Action("light", _("Light colours"), lambda: window.choose_scheme("light"), "", "adjustments", "view"),
        Action("dark", _("Dark colours"), lambda: window.choose_scheme("dark"), "", "adjustments", "view"),
        Action(
            "as-system", _("Colours as the system"), lambda: window.choose_scheme("system"), "", "adjustments", "view"
        ),
        Action("full-screen", _("Full screen"), window.toggle_full_screen, "F11", "maximize", "view"),
    )


def _go(window: "MainWindow") -> tuple[Action, ...]:
    def way(back: bool) -> Callable[[], str]:
        def why() -> str:
            workspace = window.workspace
            if workspace is None:
                return _open(window)
            return "" if workspace.can_go(back=back) else _("There is no place to go to.")

        return why

    def needs_file() -> str:
        return _open(window)

    pages = tuple(
        Action(
            f"page-{one.name}",
            _(one.title),
            _to(window, one.name),
            one.shortcut,
            one.icon,
            "go",
            context=_("page"),
            in_palette=False,
        )
        for one in window.features
    )
    return (
        Action(
            "palette", _("Search or run a command"), window.open_palette, "Ctrl+K", "search", "go", in_palette=False
        ),
        Action("back", _("Back"), window.back, "Alt+Left", "arrow-back-up", "go", why=way(True)),
        Action("forward", _("Forward"), window.forward, "Alt+Right", "arrow-forward-up", "go", why=way(False)),
        Action("next-area", _("Next area"), lambda: window.walk(True), "F6", "arrow-right", "go", why=needs_file),
        Action(
            "last-area", _("Area before"), lambda: window.walk(False), "Shift+F6", "arrow-right", "go", why=needs_file
        ),
        *pages,
    )


def _to(window: "MainWindow", name: str) -> Callable[[], None]:
    return lambda: window.go(name)


def _help(window: "MainWindow") -> tuple[Action, ...]:
    return (
        Action("keys", _("Keys of this page"), window.show_keys, "?", "info-circle", "help"),
        Action("help", _("Help"), window.show_keys, "F1", "info-circle", "help", in_palette=False),
        Action("about", _("About interimcoo"), window.show_about, "", "info-circle", "help"),
    )


def page_actions(window: "MainWindow", feature: Feature) -> tuple[Action, ...]:
    """The actions of a page; run from elsewhere they open it first."""
    return tuple(_page_action(window, feature, spec) for spec in feature.actions)


def _page_action(window: "MainWindow", feature: Feature, spec: ActionSpec) -> Action:
    def run() -> None:
        workspace = window.workspace
        if workspace is None:
            return
        if workspace.current != feature.name:
            workspace.go(feature.name)
        page = workspace.page()
        if page is not None and workspace.current == feature.name:
            getattr(page, spec.method)()

    def why() -> str:
        workspace = window.workspace
        if workspace is None:
            return _open(window)
        page = workspace.pages.made().get(feature.name)
        if spec.needs_selection and page is not None and page.selection() == "":
            return _("Select a row first.")
        return ""

    return Action(
        f"{feature.name}.{spec.name}", _(spec.text), run, spec.key, spec.icon or feature.icon, "page",
        context=_(feature.title), why=why,
    )  # fmt: skip
