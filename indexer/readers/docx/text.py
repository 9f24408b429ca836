"""The text of a Word paragraph as it reads with all changes accepted."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from indexer.readers.office import local_name

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_UNSEEN = frozenset(
    {
        "del",
        "moveFrom",
        "delText",
        "instrText",
        "delInstrText",
        "rPr",
        "pPr",
        "tblPr",
        "sdtPr",
        "txbxContent",
        "Fallback",
        "rt",
    }
)
_MARKS = {"tab": " ", "ptab": " ", "cr": "\n", "noBreakHyphen": "-"}


def paragraph_text(paragraph: Element) -> str:
    """Return a paragraph's text: insertions kept, deletions, hidden text and field codes not."""
    text = "".join(_strings(paragraph))
    return "\n".join(line for part in text.split("\n") if (line := " ".join(part.split())))


def paragraphs(element: Element) -> Iterator[Element]:
    """Yield the paragraphs at any depth below an element, each once."""
    return (one for one in element.iter(f"{W}p") if not _is_fallback(one))


def text_boxes(paragraph: Element) -> Iterator[Element]:
    """Yield the content of the text boxes anchored in a paragraph, each once."""
    return (box for box in paragraph.iter(f"{W}txbxContent") if not _is_fallback(box))


def is_bold(paragraph: Element) -> bool:
    """Tell whether all of a paragraph's words are bold."""
    runs = [run for run in paragraph.iter(f"{W}r") if "".join(_strings(run)).strip()]
    return bool(runs) and all(_is_on(run.find(f"{W}rPr/{W}b")) for run in runs)


def _is_fallback(element: Element) -> bool:
    """Tell whether an element repeats, for old programs, what stands beside it."""
    return any(local_name(above) == "Fallback" for above in element.iterancestors())


def _strings(element: Element) -> Iterator[str]:
    for child in element:
        name = local_name(child)
        if name in _UNSEEN or (name == "r" and _is_on(child.find(f"{W}rPr/{W}vanish"))):
            continue
        if name == "t":
            yield child.text or ""
        elif name == "br":
            yield " " if child.get(f"{W}type") in {"page", "column"} else "\n"
        elif name in _MARKS:
            yield _MARKS[name]
        else:
            yield from _strings(child)


def _is_on(switch: Element | None) -> bool:
    """Tell whether a property such as bold is given and not switched off."""
    return switch is not None and switch.get(f"{W}val") not in {"0", "false", "off", "none"}
