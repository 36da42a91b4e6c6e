"""What a user or an administrator can mend, as exceptions with a code and an exit code.

The sentence of each code stands in `messages`; nothing here formats figures or paths itself.
"""

from typing import ClassVar

from cds_desktop.messages import Message, explain


class CdsError(Exception):
    """The world is wrong: raised by adapters and operations, shown as one sentence."""

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    @property
    def message(self) -> Message:
        """The Vietnamese sentence and its way out, filled with this error's values."""
        return explain(self.code, self.params)

    def __str__(self) -> str:
        return f"{self.message.text} {self.message.way_out}".strip()


class InputError(CdsError):
    """What the user asked for cannot be understood or does not exist."""

    exit_code = 2


class StoreError(CdsError):
    """The database or its folder cannot be used."""

    exit_code = 3


class BundleError(CdsError):
    """A bundle, receipt or key is damaged, foreign or not trusted (codes of BUNDLE.md 18)."""

    exit_code = 4


class DocumentError(CdsError):
    """A template or an output file cannot be read or written."""

    exit_code = 5


class FormDefinitionError(CdsError):
    """A form definition has a fault; `params` name file, line and way out."""

    exit_code = 6


class SettingsError(CdsError):
    """The settings file cannot be read."""

    exit_code = 7


class Cancelled(Exception):
    """The user stopped a job: shown to nobody."""
