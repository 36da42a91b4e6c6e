"""Click's own words in Vietnamese, as gui/translator does for Qt's.

Click asks gettext for every word it shows. gettext wants a compiled catalogue in a folder; a dict
in the source can be read and reviewed, so click's modules are handed this one instead.
"""

import gettext
import importlib

import click

OPTIONS = "[TÙY CHỌN]"

_VALUES = {click.STRING.name: "CHỮ", click.INT.name: "SỐ"}
_ARGUMENTS = {"file": "TỆP", "files": "TỆP", "folder": "THƯ_MỤC", "code": "MÃ", "number": "SỐ"}
_MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types")

_WORDS = {
    "Aborted!": "Đã dừng.",
    "Choose from:\n\t{choices}": "Chọn một trong:\n\t{choices}",
    "Commands": "Các lệnh",
    "Did you mean {possibility}?": "Có phải bạn muốn dùng {possibility}?",
    "Error: The two entered values do not match.": "Lỗi: hai lần nhập không giống nhau.",
    "Error: invalid input": "Lỗi: nội dung nhập không hợp lệ",
    "Error: {message}": "Lỗi: {message}",
    "Got unexpected extra argument ({args})": "Thừa tham số: {args}",
    "Got unexpected extra arguments ({args})": "Thừa tham số: {args}",
    "Invalid value for {param_hint}: {message}": "Giá trị của {param_hint} không hợp lệ: {message}",
    "Invalid value: {message}": "Giá trị không hợp lệ: {message}",
    "Missing argument": "Thiếu tham số",
    "Missing command.": "Thiếu lệnh.",
    "Missing option": "Thiếu tùy chọn",
    "No such command {name!r}.": "Không có lệnh {name!r}.",
    "No such option {name!r}.": "Không có tùy chọn {name!r}.",
    "Option {name!r} does not take a value.": "Tùy chọn {name!r} không nhận giá trị.",
    "Option {name!r} requires an argument.": "Tùy chọn {name!r} cần một giá trị.",
    "Options": "Tùy chọn",
    "Positional arguments": "Tham số",
    "Repeat for confirmation": "Nhập lại để xác nhận",
    "Show the version and exit.": "Xem phiên bản.",
    "Show this message and exit.": "Xem hướng dẫn này.",
    "Try '{command} {option}' for help.": "Xem hướng dẫn bằng '{command} {option}'.",
    "Usage:": "Cách dùng:",
    "default: {default}": "mặc định: {default}",
    "file": "tệp",
    "directory": "thư mục",
    "path": "đường dẫn",
    "required": "bắt buộc",
    "%(prog)s, version %(version)s": "%(prog)s, phiên bản %(version)s",
    "{value!r} is not a valid {number_type}.": "{value!r} không phải là số hợp lệ.",
    "(Possible options: {possibilities})": "(Có thể là: {possibilities})",
    "{value!r} is not {choice}.": "{value!r} không phải là {choice}.",
    "{value!r} is not one of {choices}.": "{value!r} không thuộc {choices}.",
}


def translate(text: str) -> str:
    """Return click's word in Vietnamese; a word that nobody sees stays as it is."""
    return _WORDS.get(text, text)


def speak_vietnamese() -> None:
    """Let click's modules look their words up here; to be called before a verb is defined."""
    for name in _MODULES:
        module = importlib.import_module(f"click.{name}")
        # WORKAROUND: click binds gettext's functions at import and has no other hook.
        for attribute, function in (("_", translate), ("ngettext", _one_or_many)):
            if getattr(module, attribute, None) in (gettext.gettext, gettext.ngettext):
                setattr(module, attribute, function)


def name_values(command: click.Command) -> None:
    """Give what a verb's help says of its options and arguments Vietnamese names."""
    command.options_metavar = OPTIONS
    for parameter in command.params:
        if parameter.metavar is None and isinstance(parameter, click.Argument):
            parameter.metavar = _argument_name(parameter)
        elif parameter.metavar is None:
            parameter.metavar = _VALUES.get(parameter.type.name)
    if isinstance(command, click.Group):
        command.subcommand_metavar = "LỆNH [THAM SỐ]..."
        for verb in command.commands.values():
            name_values(verb)


def _argument_name(argument: click.Argument) -> str:
    name = _ARGUMENTS.get(argument.name or "", "GIÁ_TRỊ")
    shown = name if argument.required else f"[{name}]"
    return f"{shown}..." if argument.nargs != 1 else shown


def _one_or_many(one: str, many: str, number: int) -> str:
    return translate(one if number == 1 else many)
