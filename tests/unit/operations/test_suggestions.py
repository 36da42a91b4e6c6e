"""What an office of each kind usually prints, as the first-run assistant proposes it."""

from datetime import date

import pytest

from cds_desktop.model.org_unit import Level, OrgUnit
from cds_desktop.operations.suggestions import suggest_settings

OLD, NEW = date(2004, 1, 1), date(2025, 7, 1)


def test_a_district_reports_through_its_department_of_culture_and_information():
    unit = OrgUnit("872", "Huyện Tháp Mười", Level.DISTRICT, "87", OLD)
    settings = suggest_settings(unit, "Tỉnh Đồng Tháp")
    assert settings.issuer.parent_body == "UBND HUYỆN THÁP MƯỜI"
    assert settings.issuer.issuing_body == "PHÒNG VĂN HÓA VÀ THÔNG TIN"
    assert (settings.issuer.place, settings.issuer.symbol) == ("Tháp Mười", "BC-PVHTT")
    assert settings.signer.lines == ("TRƯỞNG PHÒNG",)
    assert settings.signer.name == ""
    assert settings.addressees == ("Sở Thông tin và Truyền thông",)
    assert settings.recipients == ("Như trên", "UBND huyện (để báo cáo)", "Lưu: VT, PVHTT")


def test_a_commune_of_two_tiers_reports_to_the_department_of_science_and_technology():
    unit = OrgUnit("30037", "Xã Tháp Mười", Level.COMMUNE, "82", NEW)
    settings = suggest_settings(unit, "Tỉnh Đồng Tháp")
    assert settings.issuer.parent_body == "UBND XÃ THÁP MƯỜI"
    assert settings.issuer.issuing_body == "PHÒNG VĂN HÓA - XÃ HỘI"
    assert settings.addressees == ("Sở Khoa học và Công nghệ",)
    assert settings.recipients == ("Như trên", "UBND xã (để báo cáo)", "Lưu: VT, PVHXH")


def test_a_committee_of_a_former_commune_has_no_superior_on_its_letterhead():
    unit = OrgUnit("30040", "Phường 1", Level.COMMUNE, "866", OLD)
    settings = suggest_settings(unit, "Thành phố Cao Lãnh")
    assert (settings.issuer.parent_body, settings.issuer.issuing_body) == ("", "UBND PHƯỜNG 1")
    assert settings.issuer.place == "Phường 1"
    assert settings.signer.lines == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert settings.addressees == ("UBND thành phố Cao Lãnh",)


@pytest.mark.parametrize(
    ("opened", "body", "symbol"),
    [
        (OLD, "SỞ THÔNG TIN VÀ TRUYỀN THÔNG", "BC-STTTT"),
        (NEW, "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "BC-SKHCN"),
    ],
)
def test_the_province_reports_through_the_department_in_charge_at_the_time(
    opened: date, body: str, symbol: str
):
    unit = OrgUnit("87", "Tỉnh Đồng Tháp", Level.PROVINCE, "", opened)
    settings = suggest_settings(unit, "")
    assert settings.issuer.parent_body == "UBND TỈNH ĐỒNG THÁP"
    assert (settings.issuer.issuing_body, settings.issuer.symbol) == (body, symbol)
    assert settings.addressees == ("Ủy ban nhân dân tỉnh Đồng Tháp",)


def test_a_department_prints_its_own_name():
    unit = OrgUnit("H20.05", "Sở Y tế", Level.DEPARTMENT, "87", OLD)
    settings = suggest_settings(unit, "Tỉnh Đồng Tháp")
    assert (settings.issuer.issuing_body, settings.issuer.symbol) == ("SỞ Y TẾ", "BC-SYT")
    assert settings.issuer.place == "Đồng Tháp"
