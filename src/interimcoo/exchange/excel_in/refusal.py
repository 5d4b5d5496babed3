"""Why a file is not read, as labels: the child process sends them, the parent puts them into words."""

from typing import Final

from interimcoo.text import N_, Label


class Refusal(Exception):
    """A file that is not read: what happened and what to do, as labels."""

    def __init__(self, happened: Label, remedy: Label) -> None:
        super().__init__(happened.text)
        self.happened = happened
        self.remedy = remedy


def refuse(happened: str, remedy: str = "", **values: str | int) -> Refusal:
    """The refusal with these source texts (marked with N_), slots filled from values."""
    return Refusal(Label(happened, values), Label(remedy, values))


NEW_COPY: Final = N_("Ask for a new copy.")
DAMAGED: Final = N_("The file is damaged or incomplete. Nothing was read.")
DAMAGED_SHEET: Final = N_("The workbook is damaged: sheet {sheet} is missing. Nothing was read.")
DAMAGED_ROWS: Final = N_("The workbook is damaged: row {row} of sheet {sheet} occurs twice. Nothing was read.")
DAMAGED_STRINGS: Final = N_("The workbook is damaged: a cell points to a text that is not there. Nothing was read.")
DEEP: Final = N_("The workbook is damaged (nested too deep). Nothing was read.")
EMPTY: Final = N_("The file is empty (0 bytes).")
NOT_A_SPREADSHEET: Final = N_("This is not a spreadsheet.")
CHOOSE_ANOTHER: Final = N_("Choose an Excel workbook, an OpenDocument spreadsheet or a CSV file.")
PASSWORD: Final = N_("The workbook is protected by a password.")
PASSWORD_REMEDY: Final = N_("Open it in Excel, save it without password, and try again.")
WEB_PAGE: Final = N_("This is a web page (HTML) with the ending {ending}, as some systems export.")
OLD_XML: Final = N_("This is an XML file of Excel 2003.")
SAVE_AS: Final = N_("Open it in Excel and save as .xlsx.")
TOO_BIG: Final = N_("The file is larger than {limit} MB; that is the limit. It was not opened.")
BOMB: Final = N_("A part of this file expands to more than {limit} MB; that is the limit. The file was not opened.")
RATIO: Final = N_(
    "A part of this file expands to more than {limit} times its size; that is the limit. The file was not opened."
)
PARTS: Final = N_("The file holds more than {limit} parts; that is the limit. It was not opened.")
SMALLER: Final = N_("Save the sheet alone as .xlsx, or as CSV.")
DTD: Final = N_("The workbook contains a document type declaration, which is not allowed. It was not opened.")
TWICE: Final = N_("The file holds the same part twice ({part}); it is not safe to say which one counts.")
NO_SHEETS: Final = N_("The workbook has no sheets.")
NO_VALUES: Final = N_("The workbook has no values.")
TOO_LARGE: Final = N_("The sheet {sheet} has more than {limit} cells; that is the limit. Nothing was read.")
TOOK_TOO_LONG: Final = N_("Reading took more than {seconds} s and was stopped.")
TOO_MUCH_MEMORY: Final = N_("Reading took more than 1 GB of memory and was stopped.")
STOPPED: Final = N_("Reading stopped by itself. Nothing was read.")
CLOSE_IT: Final = N_("Close the file in Excel or save a copy, and try again.")
CANNOT_OPEN: Final = N_("The file cannot be opened for reading.")
