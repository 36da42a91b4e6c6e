"""datapackage.json for strangers: tables described, nothing fetched from elsewhere."""

import json
import re
from typing import Any

import pytest

from cds_desktop.bundle.document_types import DESCRIPTION
from cds_desktop.bundle.reader import read
from cds_desktop.bundle.tables import HEADER
from tests.unit.bundle.bundle_making import (
    Description,
    code_of,
    genuine,
    unpacked,
    with_description,
)


def _description() -> Description:
    return json.loads(unpacked(genuine())[DESCRIPTION])


def test_it_is_a_data_package_of_version_2():
    package = _description()
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert package["name"] == "bc-866-202309-000045"
    assert [one["path"] for one in package["resources"]] == ["TOM_TAT.txt", "v001.csv", "t001.json"]


def test_the_table_schema_describes_every_column_and_separates_empty_from_zero():
    (table,) = [one for one in _description()["resources"] if one.get("type") == "table"]
    fields = {field["name"]: field for field in table["schema"]["fields"]}
    assert tuple(fields) == HEADER
    assert table["schema"]["missingValues"] == [""]
    assert fields["row"]["missingValues"] == []
    assert [one["value"] for one in fields["status"]["categories"]] == list("APEMLC")


def test_every_row_satisfies_the_published_patterns():
    package = _description()
    (table,) = [one for one in package["resources"] if one.get("type") == "table"]
    lines = unpacked(genuine())["v001.csv"].decode().splitlines()[1:]
    for line in lines:
        for field, value in zip(table["schema"]["fields"], line.split(","), strict=True):
            constraints = field.get("constraints", {})
            assert re.fullmatch(constraints.get("pattern", ".*"), value)
            assert value in constraints.get("enum", [value])


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"path": "http://example.org/v001.csv"}, id="address"),
        pytest.param({"path": "../v001.csv"}, id="path"),
        pytest.param({"path": "/etc/passwd"}, id="absolute path"),
        pytest.param({"path": "v002.csv"}, id="file that is not there"),
        pytest.param({"path": ["v001.csv"]}, id="list of paths"),
        pytest.param({"path": None}, id="no path"),
        pytest.param({"schema": "http://example.org/schema.json"}, id="schema elsewhere"),
        pytest.param({"dialect": "dialect.json"}, id="dialect elsewhere"),
        pytest.param({"data": [[1]]}, id="data in the description"),
        pytest.param({"name": "V 1"}, id="name"),
        pytest.param({"name": None}, id="no name"),
    ],
)
def test_a_resource_may_only_point_to_a_file_of_the_bundle(change: dict[str, Any]):
    data = with_description(lambda whole: whole["resources"][1].update(change))
    assert code_of(lambda: read(data)) == "G307"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"name": "BC 866"}, id="name"),
        pytest.param({"name": ""}, id="empty name"),
        pytest.param({"$schema": 2}, id="schema not a text"),
        pytest.param({"resources": {}}, id="resources not a list"),
        pytest.param({"bundle": []}, id="bundle not an object"),
        pytest.param({"profile": "data-package"}, id="unknown property"),
    ],
)
def test_the_top_level_is_closed(change: dict[str, Any]):
    data = with_description(lambda whole: whole.update(change))
    assert code_of(lambda: read(data)) == "G307"


@pytest.mark.parametrize("name", ["$schema", "name", "resources", "bundle"])
def test_the_top_level_is_complete(name: str):
    data = with_description(lambda whole: whole.pop(name))
    assert code_of(lambda: read(data)) == "G307"
