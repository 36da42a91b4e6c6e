"""Settings to start from: what an office of this kind usually prints on its reports.

Everything here is a proposal that the first-run assistant shows and the user may change
(domain/document_format.md 2-4, domain/report_regime.md 4 and 5).
"""

from dataclasses import replace
from datetime import date

from cds_desktop.model.org_unit import Level, OrgUnit
from cds_desktop.settings import Issuer, Settings, Signer

_TYPES = ("Thành phố", "Thị xã", "Thị trấn", "Huyện", "Phường", "Xã", "Tỉnh")
_TWO_TIERS = date(
    2025, 7, 1
)  # no districts any more; digital transformation went to another department
_FORMER_DEPARTMENT = "Sở Thông tin và Truyền thông"
_PRESENT_DEPARTMENT = "Sở Khoa học và Công nghệ"


def suggest_settings(org_unit: OrgUnit, parent_name: str) -> Settings:
    """Return the usual letterhead, signer, addressee and recipients of `org_unit`.

    `parent_name` is the name of the unit above ("Huyện Tháp Mười"), "" when there is none.
    """
    match org_unit.level:
        case Level.DISTRICT:
            return _district_office(org_unit.name)
        case Level.COMMUNE if org_unit.opening_date < _TWO_TIERS:
            return _commune(org_unit.name, parent_name)
        case Level.COMMUNE:
            return _commune_office(org_unit.name)
        case Level.PROVINCE:
            return _department(_department_in_charge(org_unit), org_unit.name)
        case Level.DEPARTMENT:
            in_charge = _department_in_charge(org_unit)
            return replace(_department(org_unit.name, parent_name), addressees=(in_charge,))


def _district_office(name: str) -> Settings:
    kind, place = _split(name)
    return Settings(
        issuer=Issuer(
            parent_body=f"UBND {name}".upper(),
            issuing_body="PHÒNG VĂN HÓA VÀ THÔNG TIN",
            place=place,
            symbol="BC-PVHTT",
            drafting_unit="PVHTT",
        ),
        signer=Signer(lines=("TRƯỞNG PHÒNG",)),
        addressees=(_FORMER_DEPARTMENT,),
        recipients=("Như trên", f"UBND {kind} (để báo cáo)", "Lưu: VT, PVHTT"),
    )


def _commune_office(name: str) -> Settings:
    kind, place = _split(name)
    return Settings(
        issuer=Issuer(
            parent_body=f"UBND {name}".upper(),
            issuing_body="PHÒNG VĂN HÓA - XÃ HỘI",
            place=place,
            symbol="BC-PVHXH",
            drafting_unit="PVHXH",
        ),
        signer=Signer(lines=("TRƯỞNG PHÒNG",)),
        addressees=(_PRESENT_DEPARTMENT,),
        recipients=("Như trên", f"UBND {kind} (để báo cáo)", "Lưu: VT, PVHXH"),
    )


def _commune(name: str, parent_name: str) -> Settings:
    """A people's committee of before 07/2025: no superior body on its letterhead (NĐ 30)."""
    kind, place = _split(parent_name)
    return Settings(
        issuer=Issuer(issuing_body=f"UBND {name}".upper(), place=_split(name)[1], symbol="BC-UBND"),
        signer=Signer(lines=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        addressees=(f"UBND {kind} {place}".strip(),),
        recipients=("Như trên", "Lưu: VT"),
    )


def _department(name: str, province: str) -> Settings:
    initials = "".join(word[0] for word in name.split() if word[0].isalpha() and word != "và")
    return Settings(
        issuer=Issuer(
            parent_body=f"UBND {province}".upper(),
            issuing_body=name.upper(),
            place=_split(province)[1],
            symbol=f"BC-{initials.upper()}",
        ),
        signer=Signer(lines=("GIÁM ĐỐC",)),
        addressees=(f"Ủy ban nhân dân tỉnh {_split(province)[1]}".strip(),),
        recipients=("Như trên", "Lưu: VT"),
    )


def _department_in_charge(org_unit: OrgUnit) -> str:
    """Return the department that the unit's reports go to, or that makes the province's."""
    is_former = org_unit.opening_date < _TWO_TIERS
    return _FORMER_DEPARTMENT if is_former else _PRESENT_DEPARTMENT


def _split(name: str) -> tuple[str, str]:
    """Split "Huyện Tháp Mười" into ("huyện", "Tháp Mười"); "Phường 1" keeps its noun."""
    kind = next((kind for kind in _TYPES if name.startswith(f"{kind} ")), "")
    place = name.removeprefix(kind).strip()
    return kind.lower(), name if place.isdigit() else place
