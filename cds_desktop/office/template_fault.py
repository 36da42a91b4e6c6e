"""One fault of a template, as a value: all of them can be shown at once."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """What is wrong with a template: a code of `messages` and its values."""

    code: str
    params: dict[str, str]
