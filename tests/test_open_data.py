"""The open data holds all that the records hold, no more and no less, in the forms that it says."""

import csv
import hashlib
import io
import json
import re
import shutil
from decimal import Decimal
from functools import partial
from itertools import chain

import pytest
from jsonschema import Draft7Validator

from macros.addresses.address import BORDERS, OPEN_DATA
from macros.catalogue import Catalogue, Finder
from macros.exports.open_data import NO_LICENCE, downloads
from macros.exports.package import packaged
from macros.exports.shares import whole
from macros.exports.tables import file_at, tables, told_at
from macros.language.numbers import plain_number
from macros.load import load
from macros.pages.structured import structured
from macros.records import BY_FOLDER, RECORDS, Source, Theme, Unit
from macros.records.base import Part, Statement
from macros.records.fields import fields_of, parts_of
from macros.records.former import first_name, names_of_today
from macros.records.media import Shot
from macros.records.site import Licence
from tests.conftest import DAY, ROOT, SAMPLE, by_path, contents, finder
from tests.html_pages import pages_of

# The names of files and columns are for ever: one that goes missing here breaks what others have built on it.
PUBLISHED = {
    "models": "id name summary_text themes units since leads documents sources aliases page",
    "events": "id title kind date end time date_note unit place status organisers models themes sources page",
    "units": "id kind name code parent start end area_km2 area_approximate centroid_latitude centroid_longitude sources page",
    "organisations": "id name kind unit parent sources page",
    "results": "id unit year period period_name summary_text models documents sources page",
    "sources": "id title kind untitled publisher published url accessed note page",
    "documents": "id title number kind issued in_force period issued_by issuers units based_on replaces summary url sources page",
    "themes": "id name summary page",
    "pictures": "id of_model of_event of_unit of_organisation of_result field position file file_url shows caption lead credit own source date page",
    "films": "id of_model of_event of_unit of_organisation of_result field position title url file file_url length still still_url credit own source"
    " date page",
    "papers": "id of_model of_event of_unit of_organisation of_result of_document field position file file_url title kind kind_name number date"
    " organisation issued_by sources page",
    "event-kinds": "id name",
    "terms": "id name abbreviation meaning sources page",
    "figures": "id of_model of_event of_unit of_organisation of_result field position label value to of percent as_written measure precision average per"
    " period since compared_way compared_by compared_percent compared_precision compared_before compared_against target_value"
    " target_to target_precision target_document target_outcome source",
    "figure-rows": "id of_figure position label unit value to of percent as_written precision note sources",
    "targets": "id of_document position label value to of percent as_written precision measure per period unit source",
    "ratings": "id of_event of_result position about measure of scale by organisation document period source",
    "grades": "id of_rating position grade count percent units organisations sources",
    "other-places": "id of_grade position text sources",
    "awards": "id of_event of_result position by organisation level form grade collectives individuals recipients precision to_units"
    " to_organisations period source",
    "prizes": "id of_event of_result position prize contest count to_units to_organisations source",
    "other-recipients": "id of_award of_prize position text sources",
    "quotations": "id of_model of_event of_result position text date name office organisation role source",
    "slogans": "id of_model of_event position text sources",
    "hotlines": "id of_model of_organisation position text sources",
    "points": "id of_model position unit name since organisation teams source",
    "milestones": "id of_model position stage date event source",
    "recognitions": "id of_model position level by period text source",
    "partners": "id of_model of_event position organisation unit name role role_name brings source",
    "sessions": "id of_event position name date end time units place online value to of percent as_written precision measure note source",
    "people": "id of_model of_event of_document position name office organisation role source",
    "passages": "id of_model of_event of_unit of_organisation of_result field position text source",
    "disagreements": "id of_model of_event of_unit of_result position about comment sources",
    "accounts": "id of_disagreement position says source",
    "unit-changes": "id of_unit position unit date share area_km2 population document clause verification sources",
    "unit-overlaps": "id of_unit position unit share source",
    "unit-places": "id of_unit position name kind kind_name source",
    "other-names": "id of_model of_organisation of_theme position text sources",
    "searched-as": "id of_organisation of_theme of_term position text sources",
}


@pytest.fixture(scope="module", params=[SAMPLE, ROOT / "data"], ids=["sample", "real"])
def find(request):
    return finder(request.param)


@pytest.fixture(scope="module")
def published(find):
    """File name → its content."""
    return {path.removeprefix("du-lieu/"): content for path, content in by_path(packaged(find)).items()}


@pytest.fixture(scope="module")
def package(published):
    return json.loads(published["datapackage.json"])


def rows(content: bytes) -> list[dict[str, str]]:
    """What a program reads: the mark taken off the cells that a spreadsheet would take for a formula."""
    found = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    return [{name: cell.removeprefix("'") for name, cell in row.items()} for row in found]


INTERNAL = ("draft", "privacy", "consent", "guardian_consent")
"""What is for staff alone."""


def written(value) -> str:
    """How a value of a record stands in a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ";".join(value)
    return plain_number(value) if isinstance(value, Decimal) else str(value)


def flat(part: Part, record, prefix="") -> dict[str, str]:
    """The cells of a part, worked out from the record alone."""
    found = {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        if name in INTERNAL or (name == "people" and isinstance(part, Shot)):
            continue
        name = first_name(type(part), name)
        if isinstance(value, Part):
            found |= flat(value, record, f"{prefix}{name}_")
        elif name == "source" and isinstance(part, Statement):
            found[prefix + name] = written(value or record.sources)
        elif not (isinstance(value, list) and value and (isinstance(value[0], Part) or " " in value[0])):
            found[prefix + name] = written(value)
    return found


def listed(part: Part, way: str):
    """Yield (id, part) for each part in a list of `part`, however deep."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        for number, item in enumerate(value if isinstance(value, list) else [], 1):
            if isinstance(item, Part):
                yield f"{way}/{name}/{number}", item
                yield from listed(item, f"{way}/{name}/{number}")


def all_records(find):
    return list(chain.from_iterable(find.all(kind) for kind in RECORDS))


def test_every_record_is_a_row_with_all_that_it_holds(find, published):
    for kind in RECORDS:
        found = {row["id"]: row for row in rows(published[f"{kind.folder}.csv"])}
        assert list(found) == find.ids(kind)
        for record in find.all(kind):
            cells = flat(record, record)
            missing = {k: v for k, v in cells.items() if k not in found[record.id] and v}
            assert {name for name in missing if name not in ("other_names", "searched_as", "seal")} == set(), record.id
            assert {name: found[record.id][name] for name in cells if name in found[record.id]} == {
                name: cell for name, cell in cells.items() if name in found[record.id]
            }


def test_every_part_in_a_list_is_a_row_with_all_that_it_holds(find, published):
    parts = dict.fromkeys(part.table for kind in RECORDS for part in parts_of(kind) if part.table)
    expected: dict[str, dict[str, dict]] = {name: {} for name in parts}
    for record in all_records(find):
        for row, part in listed(record, f"{record.folder}/{record.id}"):
            expected[type(part).table][row] = flat(part, record)
    for name, parts in expected.items():
        found = {row["id"]: row for row in rows(published[f"{name}.csv"])}
        assert set(found) == set(parts), name
        for row, cells in parts.items():
            kept = {
                key: cell for key, cell in cells.items() if cell or key in found[row]
            }  # an empty list may be of a table
            assert {key: found[row][key] for key in kept} == kept
            assert row.endswith(f"/{found[row]['field']}/{found[row]['position']}")
            holders = [value for key, value in found[row].items() if key.startswith("of_") and value]
            assert len(holders) == 1 and holders[0] in row, row


@pytest.mark.parametrize("field", ["other_names", "searched_as"])
def test_every_other_name_and_word_to_search_by_is_a_row(find, published, field):
    names = [name for record in all_records(find) for name in getattr(record, field, [])]
    assert sorted(row["text"] for row in rows(published[f"{field.replace('_', '-')}.csv"])) == sorted(names)


def test_every_row_names_its_sources_and_its_page(find, published):
    own_words = {"themes", "event-kinds", "sources"}
    for table in tables().values():
        for row in rows(published[f"{table.name}.csv"]):
            sources = row.get("source") or row.get("sources")
            named = (
                sources or table.name in own_words or table.name == "terms" or row.get("of_theme") or row.get("of_term")
            )
            assert named or row.get("own") == "true", row
            assert set(filter(None, (sources or "").split(";"))) <= set(find.ids(Source))
            assert row["page"] or table.name == "event-kinds" or row.get("of_event_kind")


def test_json_holds_the_records_as_they_are(find, published):
    for kind in RECORDS:
        found = json.loads(published[f"{kind.folder}.json"])
        assert [one["id"] for one in found] == find.ids(kind)
        for one in found:
            record = find.get(kind, one["id"])
            assert one == json.loads(json.dumps(whole(record, told_at(find, record), partial(file_at, find))))
            fields = {name: value for name, value in one.items() if name not in ("id", "page")}
            assert kind.model_validate(_as_read(fields, record)).model_dump() == record.model_dump()


def _as_read(value, of):
    """Without what is empty and where files lie, with what is for staff, and decimal numbers as YAML gives them."""
    if isinstance(value, dict):
        told = fields_of(type(of))
        today = names_of_today(type(of), [*value])
        value = {today[key]: item for key, item in value.items()}
        assert all(key in told and not told[key].internal or told[key.removesuffix("_url")].accepts for key in value)
        read = {
            key: _as_read(item, getattr(of, key)) for key, item in value.items() if item is not None and key in told
        }
        return read | {key: getattr(of, key) for key, field in told.items() if field.internal}
    if isinstance(value, list):
        return [*map(_as_read, value, of)]
    return Decimal(repr(value)) if isinstance(value, float) else value


def test_the_map_has_every_unit(find, published):
    found = json.loads(published["units.geojson"])
    assert set(found) == {"type", "features"} and found["type"] == "FeatureCollection"
    assert {f["id"] for f in found["features"]} == set(find.ids(Unit))
    placed = 0
    for feature in found["features"]:
        unit = find.get(Unit, feature["id"])
        assert feature["type"] == "Feature" and feature["properties"]["name"] == unit.name
        assert feature["properties"]["start"] == (str(unit.start) if unit.start else None)
        if unit.centroid:
            longitude, latitude = feature["geometry"]["coordinates"]
            assert (longitude, latitude) == (float(unit.centroid.longitude), float(unit.centroid.latitude))
            assert 102 <= longitude <= 118 and 8 <= latitude <= 24
            placed += 1
        else:
            assert feature["geometry"] is None
    assert placed


def test_the_description_is_true_of_the_files(find, published, package):
    listed_files = {resource["path"]: resource for resource in package["resources"]}
    assert set(listed_files) == set(published) - {"datapackage.json"}
    names = [resource["name"] for resource in package["resources"]]
    assert len(set(names)) == len(names) and all(re.fullmatch(r"[a-z0-9._-]+", name) for name in names)
    for path, resource in listed_files.items():
        assert resource["bytes"] == len(published[path])
        assert resource["hash"] == f"sha256:{hashlib.sha256(published[path]).hexdigest()}"
    assert "licenses" not in package  # none is known


PROFILE = json.loads((ROOT / "tests/standards/datapackage-2.0.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("licence", [None, *Licence])
def test_the_description_is_as_the_standard_wants_it_and_names_the_licence(mini, licence):
    site = mini.site.model_copy(update={"licence": licence, "url": "https://vi-du.example/", "owner": "Công an tỉnh A"})
    there = Finder(Catalogue(site, mini, mini.data), DAY)
    package = json.loads(by_path(packaged(there))["du-lieu/datapackage.json"])
    wrong = [
        fault.json_path
        for fault in Draft7Validator(PROFILE, format_checker=Draft7Validator.FORMAT_CHECKER).iter_errors(package)
    ]
    assert wrong == [] and len(package["resources"]) == len(downloads(there))
    told = structured(there, OPEN_DATA, [], None)
    if licence:
        assert package["licenses"] == [{"name": licence.value.upper(), "title": licence.label, "path": licence.url}]
        assert json.loads(told)["@graph"][0]["license"] == licence.url
    else:
        assert "licenses" not in package and NO_LICENCE in package["description"] and '"license"' not in told


@pytest.mark.parametrize(
    "spoiled", [{"resources": []}, {"licenses": [{"title": "CC"}]}, {"licenses": []}, {"contributors": []}, {"name": 1}]
)
def test_the_standard_refuses_a_description_that_is_wrong(package, spoiled):
    assert Draft7Validator(PROFILE).is_valid(package) and not Draft7Validator(PROFILE).is_valid(package | spoiled)


def test_every_cell_is_of_the_type_that_is_described(published, package):
    ids = {r["name"]: {row["id"] for row in rows(published[r["path"]])} for r in package["resources"] if "schema" in r}
    reads = {"integer": int, "number": Decimal, "boolean": {"true": True, "false": False}.__getitem__, "string": str}
    for resource in package["resources"]:
        if not (schema := resource.get("schema")):
            continue
        content = published[resource["path"]]
        fields = {field["name"]: field for field in schema["fields"]}
        assert content.decode("utf-8-sig").split("\r\n")[0] == ",".join(fields)
        assert schema["primaryKey"] == ["id"] and all(field["title"] for field in fields.values())
        assert all(field["description"] for field in fields.values())
        found = rows(content)
        assert len({row["id"] for row in found}) == len(found)
        for row in found:
            for name, cell in row.items():
                rules = fields[name].get("constraints", {})
                assert cell or not rules.get("required"), (resource["name"], name)
                if cell:
                    reads[fields[name]["type"]](cell)
                    assert cell in rules.get("enum", [cell])
                    assert re.fullmatch(rules.get("pattern", ".*"), cell, re.DOTALL), (name, cell)
            for key in schema.get("foreignKeys", []):
                cell, (there,) = row[key["fields"][0]], key["reference"]["fields"]
                assert there == "id" and (not cell or cell in ids[key["reference"].get("resource", resource["name"])])


def test_lines_and_letters_are_those_that_excel_reads(published):
    for name, content in published.items():
        if name.endswith(".csv"):
            assert content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\r\n")
        elif name.endswith(".xlsx"):
            assert content.startswith(b"PK")
        else:
            assert not content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\n")


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+84",
        "-ý",
        "@SUM(A1)",
        "'nháy",
        "''",
        "＝1",
        "\u200b=1",
        " \u2060\t=1",
        "\ufeff+1",
        "\u3164@a",
        "﹣1",
        'a"b',
        "a,b;c",
        "a\nb",
        "thường",
    ],
)
def test_no_cell_begins_a_formula_and_each_can_be_read_back(text, mini):
    one = mini.all(Theme)[0].model_copy(update={"name": text}).placed(SAMPLE / "x.yml")
    copy = Finder(Catalogue(mini.site, [one], mini.data), DAY)
    content = next(file() for file in downloads(copy) if file.name == "themes.csv")
    (row,) = csv.reader(content.decode("utf-8-sig").splitlines(keepends=True)[1:])
    assert row[1][0] == "'" or not re.match(r"[^!-\uffef]*[=+@＝﹣-]", row[1])
    assert row[1].removeprefix("'") == text


def test_what_was_published_keeps_its_name(find):
    columns = {table.name: [column.name for column in table.columns] for table in tables().values()}
    assert {name for name in PUBLISHED if name not in columns} == set()
    lost = {name: set(known.split()) - set(columns[name]) for name, known in PUBLISHED.items()}
    assert {name: names for name, names in lost.items() if names} == {}
    assert set(columns) == set(PUBLISHED)


def test_drafts_are_left_out_even_in_a_preview():
    drafts = Finder(load(SAMPLE, drafts=True), DAY)
    assert any(record.draft for record in all_records(drafts))
    assert [address for address, content in contents(packaged(drafts)).items() if b"zqnhap" in content] == []


def test_the_page_lists_every_file(mini_site):
    page = pages_of(mini_site)["/du-lieu/"]
    for name in [*(file.name for file in downloads(finder(SAMPLE))), "datapackage.json"]:
        assert name in page.links and (mini_site / "du-lieu" / name).is_file()
    for name in chain.from_iterable(known.split() for known in PUBLISHED.values()):
        assert name in page.texts["code"]
    assert all(BY_FOLDER[folder].noun.capitalize() in page.text("table") for folder in BY_FOLDER)


def test_the_site_holds_what_the_catalogue_gives(mini_site):
    for address, content in contents(packaged(finder(SAMPLE))).items():
        assert (mini_site / address.file).read_bytes() == content


def test_only_what_holds_a_changed_record_is_made_again_and_the_site_can_be_made_of_the_rest_all_the_same(tmp_path):
    shutil.copytree(SAMPLE, data := tmp_path / "data")

    def told():
        files = downloads(Finder(load(data, stores=tmp_path / "stores"), DAY))
        found = {file.name: file.told for file in files}
        made = {file.name for file in files if "_made" in vars(file)}
        for file in files:
            content = file()
            assert found[file.name] == (len(content), hashlib.sha256(content).hexdigest())
        return found, made

    first, made = told()
    assert made == first.keys()
    assert told() == (first, {BORDERS})
    theme = next(file for file in sorted((data / "themes").glob("*.yml")))
    theme.write_text(re.sub("(?m)^name: .*", "name: Tên khác", theme.read_text("utf-8")), "utf-8")
    second, made = told()
    assert made - {BORDERS} == {"themes.csv", "themes.xlsx", "themes.json", "all.xlsx"}
    assert {name for name in second if second[name] != first[name]} == made - {BORDERS}
    site = data / "site.yml"
    site.write_text(re.sub("(?m)^name: .*", "name: Trang khác", site.read_text("utf-8")), "utf-8")
    third, _ = told()  # whose name stands in workbooks
    assert {name for name in third if third[name] != second[name]} == {name for name in third if name.endswith("xlsx")}
