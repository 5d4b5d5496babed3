"""The one short style sheet: what Fusion and the palette do not say (rail, labels by role, buttons, chips, banners)."""

from collections.abc import Mapping, Sequence
from string import Template

_SHEET = Template("""
QToolTip { border: 1px solid $rule; padding: 4px 6px; color: $ink; background: $wash; }
QLabel { background: transparent; }
QLabel[role="caption"] { font-size: ${caption}px; color: $sub; }
QLabel[role="small"] { font-size: ${small}px; color: $sub; }
QLabel[role="smallstrong"] { font-size: ${small}px; color: $sub; font-weight: 600; }
QLabel[role="body"] { font-size: ${body}px; color: $ink; }
QLabel[role="sub"] { font-size: ${body}px; color: $sub; }
QLabel[role="strong"] { font-size: ${body}px; color: $ink; font-weight: 600; }
QLabel[role="section"] { font-family: "$display"; font-size: ${section}px; color: $brand; font-weight: 600; }
QLabel[role="answer"] { font-family: "$display"; font-size: ${answer}px; color: $brand; font-weight: 600; }
QLabel[role="page"] { font-family: "$display"; font-size: ${page}px; color: $brand; font-weight: 600; }
QLabel[role="figure"] { font-family: "$display"; font-size: ${figure}px; color: $ink; font-weight: 600; }
QLabel[role="bad"] { font-size: ${small}px; color: $bad; }
QLabel[role="good"] { font-size: ${small}px; color: $good; }
QLabel[role="brandname"] { font-family: "$display"; font-size: ${brandname}px; color: $brand; font-weight: 600; }
QLabel[role="cardtitle"] { font-size: ${cardtitle}px; color: $ink; font-weight: 600; }
QLabel[role="statusbad"] { font-size: ${caption}px; color: $bad; font-weight: 600; }
QLabel[role="statuswarn"] { font-size: ${caption}px; color: $warntext; font-weight: 500; }
QLabel[role="key"] { font-size: ${caption}px; color: $sub; border: 1px solid $rule; border-radius: 4px;
  background: $raised; padding: 1px 5px; }
QLabel[role="keyonbrand"] { font-size: ${caption}px; color: $onbrand; border: 1px solid $onbrand;
  border-radius: 4px; padding: 1px 5px; }

QPushButton { border: 1px solid $rule; border-radius: 6px; background: $raised; color: $ink;
  padding: 4px 11px; min-height: ${control}px; font-weight: 500; }
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $select; }
QPushButton:focus { border: 2px solid $focus; padding: 3px 10px; }
QPushButton:disabled { color: $mute; background: $wash; border-color: $hair; }
QPushButton[kind="primary"] { background: $brand; border-color: $brand; color: $onbrand; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $brandhover; border-color: $brandhover; }
QPushButton[kind="primary"]:focus { border: 2px solid $focus; }
QPushButton[kind="primary"]:disabled { background: $sunken; border-color: $rule; color: $mute; }
QPushButton[kind="text"], QPushButton[kind="text"][small="true"] { border: 2px solid transparent;
  background: transparent; color: $link; padding: 3px 0; text-align: left; }
QPushButton[kind="text"][small="true"] { padding: 1px 0; }
QPushButton[kind="text"]:hover { background: $hover; }
QPushButton[kind="text"]:focus { border: 2px solid $focus; }
QPushButton[small="true"] { min-height: ${smallcontrol}px; padding: 1px 9px; font-size: ${small}px; }
QPushButton[kind="status"] { border: 1px solid transparent; background: transparent; color: $link; min-height: 0;
  padding: 0 4px; font-size: ${caption}px; font-weight: 600; }
QPushButton[kind="status"]:hover { background: $hover; }
QPushButton[kind="status"]:focus { border: 1px solid $focus; padding: 0 4px; }
QPushButton[kind="search"] { background: $wash; border-color: $rule; color: $sub; text-align: left; font-weight: 400;
  padding: 4px 9px; }
QPushButton[kind="search"]:focus { padding: 3px 8px; }
QPushButton[kind="card"] { border: 1px solid $rule; border-radius: 8px; text-align: left; }
QPushButton[kind="card"]:hover { border-color: $selectbar; background: $hover; }
QPushButton[kind="card"]:focus { border: 2px solid $focus; }
QPushButton[kind="client"] { border: 0; border-bottom: 1px solid $rule; border-radius: 0; background: transparent; }
QPushButton[kind="client"]:hover { background: $hover; }
QPushButton[kind="client"]:focus { border: 2px solid $focus; }
QToolButton { border: 2px solid transparent; border-radius: 6px; background: transparent; color: $ink; padding: 4px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $select; }
QToolButton:focus { border-color: $focus; }
QToolButton::menu-indicator { image: none; }
QToolButton[kind="filter"] { border: 1px solid $field; background: $raised; padding: 5px 8px; font-weight: 500; }
QToolButton[kind="filter"]:hover { background: $hover; }
QToolButton[kind="filter"]:focus { border: 2px solid $focus; padding: 4px 7px; }

QFrame[role="segments"] { border: 1px solid $rule; border-radius: 6px; background: $raised; }
QFrame[role="segments"] QToolButton { border: 1px solid transparent; border-right: 1px solid $rule; border-radius: 0;
  padding: 4px 11px; color: $sub; font-weight: 500; }
QFrame[role="segments"] QToolButton[place="first"] { border-top-left-radius: 5px; border-bottom-left-radius: 5px; }
QFrame[role="segments"] QToolButton[place="last"] { border-right-color: transparent;
  border-top-right-radius: 5px; border-bottom-right-radius: 5px; }
QFrame[role="segments"] QToolButton:checked { background: $select; color: $ink; font-weight: 600; }
QFrame[role="segments"] QToolButton:focus { border: 1px solid $focus; }

QLineEdit, QPlainTextEdit, QTextEdit, QDateEdit, QSpinBox, QComboBox { border: 1px solid $field; border-radius: 6px;
  background: $canvas; color: $ink; padding: 4px 8px; selection-background-color: $selectbar;
  selection-color: $onbrand; }
QLineEdit, QDateEdit, QSpinBox, QComboBox { min-height: ${fieldheight}px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QDateEdit:focus, QSpinBox:focus, QComboBox:focus {
  border: 2px solid $focus; padding: 3px 7px; }
QLineEdit[wrong="true"], QComboBox[wrong="true"], QPlainTextEdit[wrong="true"] { border-color: $bad; }
QLineEdit:read-only, QPlainTextEdit:read-only, QLineEdit:disabled, QComboBox:disabled {
  background: $wash; color: $sub; }
QLineEdit[role="palette"] { border: 0; font-size: 18px; background: transparent; padding: 0; min-height: 40px; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { border: 1px solid $field; background: $raised; selection-background-color: $select;
  selection-color: $ink; }
QComboBox QLineEdit { border: 0; padding: 0; min-height: 0; }
QComboBox QLineEdit:focus { border: 0; padding: 0; }

QMenu { background: $raised; border: 1px solid $field; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $select; color: $ink; }
QMenu::item:disabled { color: $mute; }
QMenu::separator { height: 1px; background: $hair; margin: 4px 6px; }
QMenuBar { background: $wash; border-bottom: 1px solid $rule; }
QMenuBar::item { padding: 4px 10px; background: transparent; }
QMenuBar::item:selected { background: $select; }

QScrollBar:vertical { width: 10px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 10px; background: transparent; margin: 0; }
QScrollBar::handle { background: $rule; border-radius: 4px; min-height: 28px; min-width: 28px; margin: 1px; }
QScrollBar::handle:hover { background: $field; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollArea { border: 0; background: transparent; }
QProgressBar { border: 0; background: $sunken; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $brand; border-radius: 3px; }

QWidget[area="rail"], QWidget[area="status"] { background: $wash; }
QWidget[area="rail"] { border-right: 1px solid $rule; }
QWidget[area="status"] { border-top: 1px solid $rule; }
QWidget[area="header"], QWidget[area="toolbar"] { border-bottom: 1px solid $rule; background: $canvas; }
QWidget[area="content"] { background: $canvas; }
QWidget[area="inspector"] { border-left: 1px solid $rule; background: $canvas; }
QFrame[role="hairline"] { background: $hair; max-height: 1px; min-height: 1px; border: 0; }
QFrame[role="card"] { background: $raised; border: 1px solid $rule; border-radius: 8px; }
QFrame[role="highlight"] { background: $select; border: 1px solid $selectbar; border-radius: 8px; }
QFrame[role="step"] { background: transparent; border: 2px solid transparent; border-radius: 6px; }
QFrame[role="step"]:focus, QFrame[role="highlight"]:focus { border: 2px solid $focus; }
QFrame[role="empty"] { border: 1px dashed $rule; border-radius: 8px; background: transparent; }
QFrame[role="raised"] { background: $raised; border: 1px solid $field; border-radius: 10px; }
QFrame[role="foot"] { background: $wash; border: 0; border-top: 1px solid $rule; border-bottom-left-radius: 9px;
  border-bottom-right-radius: 9px; }
QFrame[role="banner"] { border: 0; border-left: 3px solid $selectbar; border-radius: 4px; background: $imptint; }
QFrame[role="banner"][tone="warning"] { border-left-color: $warn; background: $warntint; }
QFrame[role="banner"][tone="concern"] { border-left-color: $concern; background: $concerntint; }
QFrame[role="banner"][tone="error"] { border-left-color: $bad; background: $badtint; }
QFrame[role="banner"][tone="success"] { border-left-color: $good; background: $goodtint; }
QFrame[role="toast"] { background: $ink; border-radius: 8px; }
QFrame[role="toast"] QLabel { color: $canvas; }
QFrame[role="toast"] QPushButton { background: transparent; border: 2px solid transparent; color: $canvas;
  font-weight: 600; }
QFrame[role="toast"] QPushButton:focus { border-color: $canvas; }
QFrame[role="hovercard"] { background: $ink; border-radius: 4px; }
QFrame[role="hovercard"] QLabel { color: $canvas; font-size: ${small}px; }
QFrame[role="hovercard"] QLabel[role="strong"] { color: $canvas; }
QFrame[role="progress"] { background: $wash; border-bottom: 1px solid $hair; }
QWidget[role="raisedlist"], QWidget[role="raisedlist"] > QWidget { background: $raised; }
QListView { background: transparent; outline: 0; }
QSplitter::handle { background: transparent; }
""")


def stylesheet(
    colours: Mapping[str, str], type_: Mapping[str, Sequence[int]], percent: int, family: str, display: str
) -> str:
    """The sheet for a set of colours, type sizes (px) and text size (percent)."""
    sizes = {name: str(round(values[0] * percent / 100)) for name, values in type_.items()}
    extra = {
        "brandname": str(round(24 * percent / 100)),
        "cardtitle": str(round(14 * percent / 100)),
        "answer": str(round(17 * percent / 100)),
        "control": str(round(18 * percent / 100)),
        "smallcontrol": str(round(18 * percent / 100)),
        "fieldheight": str(round(18 * percent / 100)),
        "family": family,
        "display": display,
    }
    return _SHEET.substitute(colours, **sizes, **extra)
