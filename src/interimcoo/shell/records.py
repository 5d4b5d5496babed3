"""Records by their reference: which page opens it, and what the palette can find."""

from collections.abc import Mapping

from interimcoo.ui.feature import Feature
from interimcoo.ui.session import Session


def feature_of(session: Session, features: Mapping[str, Feature], reference: str) -> str:
    """The feature that opens a record: the one that knows it, else the one whose prefix fits best; "" for none."""
    if not reference:
        return ""
    fitting = sorted(
        ((len(prefix), name) for name, one in features.items() for prefix in one.prefixes if _fits(reference, prefix)),
        reverse=True,
    )
    ordered = [*(name for _size, name in fitting), *(name for name in features if all(name != n for _s, n in fitting))]
    for name in ordered:
        search = features[name].search
        if search is not None and any(known == reference for known, _title in session.read(search)):
            return name
    return fitting[0][1] if fitting else ""


def _fits(reference: str, prefix: str) -> bool:
    """Whether a reference begins with a prefix and goes on with a number ("A-" fits A-018, "A" fits A1)."""
    rest = reference[len(prefix) :]
    return reference.startswith(prefix) and (not prefix[-1:].isalpha() or rest[:1].isdigit())
