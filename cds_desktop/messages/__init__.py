"""Every sentence shown when something is wrong, one code each: where, what, way out.

The tables stand in a module for each room and are loaded with the first message: a start of the
program that goes well needs none.
"""

from collections.abc import Mapping

from cds_desktop.messages.message import DecreeRule, Message

__all__ = ["DecreeRule", "Message", "decree_rule", "explain"]


def explain(code: str, params: Mapping[str, object]) -> Message:
    """Return the message of `code` with `params` filled in; an unknown code is a KeyError."""
    from cds_desktop.messages.tables import MESSAGES

    message = MESSAGES[code]
    return Message(message.text.format(**params), message.way_out.format(**params))


def decree_rule(rule: str) -> DecreeRule:
    """Return what a rule of the checker is about; an unknown rule is a KeyError."""
    from cds_desktop.messages.office import DECREE_RULES

    element, advice, paragraph = DECREE_RULES[rule]
    return DecreeRule(element, advice, f"Nghị định 30/2020/NĐ-CP, Phụ lục I, mục {paragraph}")
