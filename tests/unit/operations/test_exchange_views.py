"""What the window shows of the exchange: inbox rows, a close look, totals, keys, saved mails."""

from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from cds_desktop.bundle.manifest import RETRACTED
from cds_desktop.errors import InputError
from cds_desktop.model.period import Period
from cds_desktop.operations import (
    consolidating,
    inbox_view,
    key_list,
    key_view,
    taking_receipts,
    totals_view,
)
from cds_desktop.operations.month_standing import WHOLE_REPORT, RemarkLine
from cds_desktop.operations.workspace import Workspace
from tests.exchange.sending import Sender, a_province, enrolled, receive

PERIOD = Period("202309")


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Workspace]:
    workspace = a_province(tmp_path / "province")
    yield workspace
    workspace.store.close()


@pytest.fixture
def sender(province: Workspace, tmp_path: Path) -> Sender:
    return enrolled(province, tmp_path / "mail")


def test_a_period_shows_its_reports_and_only_the_enrolments_that_wait(
    province: Workspace, sender: Sender, tmp_path: Path
):
    receive(province, sender.send(sender.content()), Sender("870", tmp_path / "mail").enrolment())

    rows = inbox_view.inbox_rows(province, period=PERIOD)

    assert {(row.unit, row.state) for row in rows} == {("866", "pending"), ("870", "enrolment")}
    assert len(inbox_view.inbox_rows(province)) == 3


def test_a_withdrawn_report_says_so_and_shows_no_cells(province: Workspace, sender: Sender):
    receive(province, sender.send(sender.content()))
    receive(province, sender.send(replace(sender.content({}, revision=2), state=RETRACTED)))

    row = next(r for r in inbox_view.inbox_rows(province, period=PERIOD) if r.revision == 2)

    assert (row.state_name, row.report) == ("Đơn vị rút báo cáo", "Rút báo cáo tháng 9 năm 2023")
    assert inbox_view.look_at(province, row).cells == ()
    assert inbox_view.report_cells(province, row) == ()


def test_the_cells_of_a_report_stand_in_the_order_of_the_form(province: Workspace, sender: Sender):
    receive(province, sender.send(sender.content({"tin_bai": 12, "bcd_hop": 3})))

    lines = inbox_view.report_cells(province, inbox_view.inbox_rows(province, period=PERIOD)[0])

    assert [(line.key.question, line.now) for line in lines] == [
        ("bcd_hop", "3"),
        ("tin_bai", "12"),
    ]
    assert lines[0].place.startswith("1.07 ")


def test_remarks_are_given_back_with_their_places(province: Workspace, sender: Sender):
    receive(province, sender.send(sender.content()))
    row = inbox_view.inbox_rows(province, period=PERIOD)[0]
    line = inbox_view.report_cells(province, row)[0]

    inbox_view.return_with(
        province,
        row,
        [RemarkLine(line.key, line.place, "Xem lại"), RemarkLine(None, WHOLE_REPORT, "Gửi muộn")],
    )

    (row,) = inbox_view.inbox_rows(province, period=PERIOD)
    assert row.state == "returned"
    given = inbox_view.look_at(province, row).remarks
    assert {(one.place, one.text) for one in given} == {
        (line.place, "Xem lại"),
        (WHOLE_REPORT, "Gửi muộn"),
    }


def test_a_report_is_not_returned_without_a_remark(province: Workspace, sender: Sender):
    receive(province, sender.send(sender.content()))
    (row,) = inbox_view.inbox_rows(province, period=PERIOD)

    with pytest.raises(InputError) as caught:
        inbox_view.return_with(province, row, [])

    assert caught.value.code == "remarks_missing"


def test_a_key_knows_the_last_number_that_came_under_it(province: Workspace, sender: Sender):
    receive(province, sender.send(sender.content()))

    (line,) = key_view.key_lines(province)

    assert (line.unit_name, line.status_name) == ("Thành phố Cao Lãnh", "đang dùng")
    assert line.last_number == sender.seq == 2


def test_keys_that_wait_for_their_paper_come_first(
    province: Workspace, sender: Sender, tmp_path: Path
):
    receive(province, Sender("870", tmp_path / "mail").enrolment())

    assert [line.unit for line in key_view.key_lines(province)] == ["870", sender.unit]


def test_gathering_and_totalling_give_what_consolidating_gives(province: Workspace, sender: Sender):
    receive(province, sender.send(sender.content({"bcd_hop": 2}, iso="202308")))
    receive(province, sender.send(sender.content({"bcd_hop": 3})))

    found = consolidating.total(consolidating.gather(province, PERIOD))

    assert found == consolidating.consolidate(province, PERIOD)
    (row,) = totals_view.total_rows(found, "hop ban chi dao chuyen doi so trong ky")
    assert (row.value, row.change) == ("3", "tăng 50%")
    units = totals_view.unit_rows(found, row.name)
    assert [(unit.rank, unit.value) for unit in units if unit.rank] == [("1", "3")]


def test_of_a_saved_mail_the_bundle_is_read_whatever_else_is_attached(
    province: Workspace, sender: Sender, tmp_path: Path
):
    bundle = sender.send(sender.content())
    mail = EmailMessage()
    mail["Subject"] = "Biên nhận"
    mail.set_content("Kính gửi đơn vị.")
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="thu.pdf")
    mail.add_attachment(
        bundle.read_bytes(), maintype="application", subtype="zip", filename=bundle.name
    )
    path = tmp_path / "thu.eml"
    path.write_bytes(mail.as_bytes())

    parsed = taking_receipts.read_file(path)

    assert parsed.opened is not None
    assert parsed.opened.manifest.from_unit == sender.unit
    assert key_list.is_province(province)
