"""What a message is made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """What is wrong and where, and what the user can do about it."""

    text: str
    way_out: str


@dataclass(frozen=True, slots=True)
class DecreeRule:
    """A rule of NĐ 30/2020: the element that it is about, what to do, its paragraph."""

    element: str
    advice: str
    paragraph: str
