"""A fault of a form definition: its place, what is wrong, the way out; all faults at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from cds_desktop.formdef.toml_lines import Place
from cds_desktop.messages import Message, explain


@dataclass(frozen=True, slots=True)
class PlacedFault:
    """A fault at a key of the definition, before its line is known."""

    place: Place
    code: str
    params: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class FormFault:
    """A fault with the file and line to look at; `params` fill the sentence of `code`."""

    file: str
    line: int
    code: str
    params: Mapping[str, object]

    @property
    def message(self) -> Message:
        """The Vietnamese sentence, file and line included, and its way out."""
        return explain(self.code, {"file": self.file, "line": self.line, **self.params})
