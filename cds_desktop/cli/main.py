"""Run one verb of the command line and turn its end into an exit code."""

import io
import logging
import sys
from collections.abc import Sequence

import click

from cds_desktop import paths
from cds_desktop.cli import (
    checking,
    documents,
    exchange,
    forms,
    importing,
    month,
    province,
    report_templates,
    safety,
    sending,
    setting_up,
)
from cds_desktop.cli.program import program
from cds_desktop.cli.translator import name_values
from cds_desktop.errors import CdsError, InputError
from cds_desktop.logs import stop_logging

_BUG = 70  # EX_SOFTWARE of sysexits.h
_log = logging.getLogger(__name__)

_ROOMS = (
    *(setting_up, month, importing, documents, report_templates),
    *(sending, exchange, province, checking, forms, safety),
)
for _room in _ROOMS:
    for _verb in _room.VERBS:
        program.add_command(_verb)
name_values(program)


def main(arguments: Sequence[str]) -> int:
    """Run one verb; return 0, what the verb found, the class of its error, or 70 for a bug."""
    _speak_utf8()
    try:
        return program.main(list(arguments), "cds-desktop", standalone_mode=False) or 0
    except click.ClickException as error:
        error.show()
        return InputError.exit_code
    except click.Abort:
        return InputError.exit_code
    except CdsError as error:
        click.echo(f"{error.message.text}\n{error.message.way_out}", err=True)
        return error.exit_code
    except Exception:
        _log.exception("unexpected")
        click.echo("Phần mềm gặp lỗi ngoài dự kiến; số liệu đã lưu vẫn còn nguyên.", err=True)
        click.echo(f"Chi tiết ở nhật ký trong thư mục {paths.user_data()}.", err=True)
        return _BUG
    finally:
        stop_logging()


def _speak_utf8() -> None:
    """Let a Windows console of another code page print Vietnamese."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
