"""What a district sent becomes the province's own figures, provisional until all have sent."""

from pathlib import Path

import pytest

from cds_desktop.model.period import Period
from cds_desktop.model.submission import AnswerStatus, CellKey
from cds_desktop.operations.months import open_month
from cds_desktop.operations.workspace import close_workspace, open_workspace
from tests.e2e.test_one_month_on_the_command_line import complete, set_up
from tests.e2e.test_the_exchange_on_the_command_line import (
    PERIOD,
    SECRET,
    enrol_each_other,
    province,
    send,
    write_csv,
)
from tests.synthetic.province import PROVINCE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the passphrase file, figures, and a folder for what is mailed."""
    (tmp_path / "passphrase.txt").write_text(SECRET, "utf-8")
    write_csv(tmp_path / "figures.csv")
    for name in ("to_province", "to_district"):
        (tmp_path / name).mkdir()
    return tmp_path


def test_the_totals_of_the_units_fill_the_province_s_report(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    set_up(folder)
    enrol_each_other(folder)
    complete(folder, capsys)
    send(folder)
    province(folder, "enter", "--period", PERIOD, "lgsp_ket_noi", "19")

    province(folder, "consolidate", "--period", PERIOD, "--fill")

    assert "số liệu tổng hợp vào báo cáo của tỉnh" in capsys.readouterr().out
    opened = open_workspace(folder / "province")
    session = open_month(opened, Period(PERIOD))
    opinions = session.answer(CellKey(PROVINCE, "pa_tiep_nhan_lk"))
    assert opinions.value is not None
    assert opinions.status is AnswerStatus.PROVISIONAL
    assert opinions.note == "Tổng hợp từ 1/12 đơn vị"
    assert session.answer(CellKey(PROVINCE, "lgsp_ket_noi")).value == 19
    assert session.outcome.value(CellKey(PROVINCE, "ty_le_pa_tra_loi")) is not None
    close_workspace(opened)
