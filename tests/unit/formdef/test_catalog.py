"""Finding a form by name and by period; only the file that is needed is read."""

from pathlib import Path

import pytest

from cds_desktop.errors import FormDefinitionError
from cds_desktop.formdef import catalog as catalog_module
from cds_desktop.formdef.catalog import Catalog
from cds_desktop.model.form import Form
from cds_desktop.model.org_unit import Level
from cds_desktop.model.period import Period

PLAN = """
plan = "kh"
number = "99/KH-UBND"
year = 2023
[[targets]]
id = "T03"
group = "Chính quyền số"
wording = "Nền tảng quản trị"
comparator = ">="
value = 80
levels = ["district", "commune"]
source = "mẫu"
[[targets]]
id = "T04"
group = "Kinh tế số"
wording = "GRDP"
comparator = ">"
value = 6.42
levels = ["province"]
source = "mẫu"
"""


def write(
    folder: Path,
    form_id: str,
    version: int,
    *,
    levels: str = '["district"]',
    valid: str = "valid_from = 2023-01-01",
    more: str = "",
    title: str = "Thử",
) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{form_id}_v{version}.toml"
    path.write_text(
        f"""
        form_id = "{form_id}"
        version = {version}
        title = "{title}"
        report_title = "Thử {{period}}"
        levels = {levels}
        {valid}
        {more}
        [[sections]]
        name = "phan"
        code = "1"
        title = "Phần"
        """,
        encoding="utf-8",
    )
    return path


def name_of(form: Form | None) -> str:
    return f"{form.form_id} {form.version}" if form else "none"


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    folder = tmp_path / "forms"
    write(folder, "huyen", 1, valid="valid_from = 2023-01-01\nvalid_to = 2024-06-30")
    write(folder, "huyen", 2, valid="valid_from = 2024-07-01")
    write(folder, "huyen_quy", 1, more='period_type = "Quarterly"')
    write(folder, "xa", 1, levels='["commune"]', valid="valid_from = 2025-07-01")
    return folder


CHOSEN = [
    pytest.param(Level.DISTRICT, "202301", "huyen 1", id="first month"),
    pytest.param(Level.DISTRICT, "202406", "huyen 1", id="last month of the first version"),
    pytest.param(Level.DISTRICT, "202407", "huyen 2", id="first month of the second version"),
    pytest.param(Level.DISTRICT, "202212", "none", id="too early"),
    pytest.param(Level.DISTRICT, "2023Q1", "huyen_quy 1", id="quarter"),
    pytest.param(Level.COMMUNE, "202507", "xa 1", id="commune"),
    pytest.param(Level.COMMUNE, "202506", "none", id="commune, too early"),
    pytest.param(Level.PROVINCE, "202401", "none", id="no form for the level"),
]


@pytest.mark.parametrize(("level", "period", "name"), CHOSEN)
def test_a_form_is_chosen_by_level_and_period(forms: Path, level: Level, period: str, name: str):
    assert name_of(Catalog((forms,)).form_for(level, Period(period))) == name


def test_a_submission_finds_the_version_it_was_made_with(forms: Path):
    form = Catalog((forms,)).form("huyen", 1, level=Level.DISTRICT, year=2030)
    assert name_of(form) == "huyen 1"


def test_only_the_form_that_is_needed_is_read(forms: Path, monkeypatch: pytest.MonkeyPatch):
    read: list[str] = []
    load_form = catalog_module.load_form

    def noting(path: Path) -> Form:
        read.append(path.name)
        return load_form(path)

    monkeypatch.setattr(catalog_module, "load_form", noting)
    catalog = Catalog((forms,))
    assert read == []
    catalog.form_for(Level.DISTRICT, Period("202407"))
    catalog.form_for(Level.DISTRICT, Period("202408"))
    assert read == ["huyen_v2.toml"]


def test_a_broken_form_harms_nobody_who_does_not_need_it(forms: Path):
    (forms / "hong_v1.toml").write_text(
        'form_id = "hong"\nversion = 1\nlevels = ["province"]\n'
        "valid_from = 2023-01-01\n[[sections]]\n",
        encoding="utf-8",
    )
    catalog = Catalog((forms,))
    assert name_of(catalog.form_for(Level.DISTRICT, Period("202301"))) == "huyen 1"
    with pytest.raises(FormDefinitionError):
        catalog.form_for(Level.PROVINCE, Period("202301"))


def test_a_form_whose_head_cannot_be_read_is_named(forms: Path):
    (forms / "hong_v1.toml").write_text("form_id =", encoding="utf-8")
    with pytest.raises(FormDefinitionError) as caught:
        Catalog((forms,)).form_for(Level.DISTRICT, Period("202301"))
    assert caught.value.code == "form_not_toml"
    assert caught.value.params["file"] == "hong_v1.toml"


def test_a_form_that_does_not_exist_is_named(forms: Path):
    with pytest.raises(FormDefinitionError) as caught:
        Catalog((forms,)).form("huyen", 9, level=Level.DISTRICT, year=2023)
    assert str(caught.value).startswith("Không có biểu mẫu huyen phiên bản 9.")


def test_the_first_folder_goes_before_the_second(forms: Path, tmp_path: Path):
    own = tmp_path / "own"
    write(own, "huyen", 1, title="Của riêng")
    form = Catalog((own, forms)).form("huyen", 1, level=Level.DISTRICT, year=2023)
    assert form.title == "Của riêng"


@pytest.mark.parametrize(
    ("level", "year", "targets"),
    [
        pytest.param(Level.DISTRICT, 2023, ["T03"], id="those of the level"),
        pytest.param(Level.DISTRICT, 2024, [], id="a year without a plan"),
    ],
)
def test_a_form_has_the_targets_of_the_plan_of_its_year(
    forms: Path, level: Level, year: int, targets: list[str]
):
    write(forms, "co_ct", 1, more="plan_targets = true")
    (forms / "plans").mkdir()
    (forms / "plans" / "2023.toml").write_text(PLAN, encoding="utf-8")
    catalog = Catalog((forms,))
    form = catalog.form("co_ct", 1, level=level, year=year)
    assert [target.id for target in form.targets] == targets
    assert catalog.form("huyen", 1, level=level, year=year).targets == ()
    assert catalog.form("co_ct", 1, level=level, year=year) is form
