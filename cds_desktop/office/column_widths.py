"""Share the width of a page out between the columns of a table so that no number breaks."""

from collections.abc import Iterable, Sequence

from cds_desktop.office.text_width import width_of

_LONGEST_WORD = 0.4  # of the page: a longer word is broken rather than its column widened
_SLACK = 30


def fit_widths(wanted: Sequence[float], needed: Sequence[int], *, room: int) -> list[int]:
    """Share `room` out as wanted, but give each column what it needs when there is enough."""
    if sum(needed) > room:
        return _exactly([need * room / sum(needed) for need in needed], room)
    scale = room / (sum(wanted) or 1)
    widths = [max(width * scale, need) for width, need in zip(wanted, needed, strict=True)]
    spare = [width - need for width, need in zip(widths, needed, strict=True)]
    excess = sum(widths) - room
    share = excess / sum(spare) if excess > 0 else 0
    return _exactly([w - more * share for w, more in zip(widths, spare, strict=True)], room)


def needed_widths(
    titles: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    size: int,
    margins: int,
    room: int,
) -> list[int]:
    """Return what each column needs so that no word of it breaks, at `size` half-points.

    Counted in bold letters, which are wider: titles and sums are bold.
    """
    words: list[set[str]] = [set(title.split()) for title in titles]
    for row in rows:
        for found, text in zip(words, row, strict=True):
            found.update(text.split())
    longest = round(room * _LONGEST_WORD)
    widest = [
        max((width_of(w, size=size, is_bold=True) for w in each), default=0) for each in words
    ]
    return [min(width + margins + _SLACK, longest) for width in widest]


def _exactly(widths: Sequence[float], room: int) -> list[int]:
    rounded = [int(width) for width in widths]
    rounded[-1] += room - sum(rounded)
    return rounded
