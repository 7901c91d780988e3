"""Borders of units: what is wrong with their files is told, neighbours go on sharing their edges, and anybody's GeoJSON can be taken."""

import json
import math
import re
import shutil
from itertools import pairwise

import pytest

from macros.catalogue.borders import area_km2
from macros.language.problems import DataError
from macros.load import load, read
from macros.pages.grounds import clipped, frame_of, path, simplified
from macros.records import Unit
from macros.staff.border_file import take_borders
from tests.conftest import ROOT, SAMPLE

FILE = "borders/mau.geojson"
WHOLE = json.loads((SAMPLE / FILE).read_text("utf-8"))


@pytest.fixture
def data(tmp_path):
    return shutil.copytree(SAMPLE, tmp_path / "data")


def square(west, south, east, north):
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def feature(of, *rings, kind="Polygon"):
    return {"type": "Feature", "id": of, "properties": {}, "geometry": {"type": kind, "coordinates": [*rings]}}


HOA = feature("phuong-hoa", square(106.665, 20.8125, 106.69, 20.8375))
SEN = feature("phuong-sen", square(106.69, 20.8125, 106.71, 20.8375))

WRONG = {
    "a slip of the id": (
        [HOA | {"id": "phuong-hao"}],
        "phuong-hao: không có đơn vị 'phuong-hao'.*Có phải 'phuong-hoa'",
    ),
    "no id": ([{**HOA, "id": None}], r"có vùng không ghi mã đơn vị \(id\)"),
    "a unit that is no more": ([feature("phuong-dong-hoa-2024", *HOA["geometry"]["coordinates"])], "là đơn vị cũ"),
    "twice": ([HOA, HOA], "ranh giới của 'phuong-hoa' đã có ở trước|chồng lên đơn vị bên cạnh"),
    "latitude first": ([feature("phuong-hoa", square(20.8, 106.6, 20.9, 106.7))], "kinh độ trước, vĩ độ sau"),
    "open": ([feature("phuong-hoa", square(106.665, 20.8125, 106.69, 20.8375)[:-1])], "đường không khép kín"),
    "a line": (
        [{**HOA, "geometry": {"type": "LineString", "coordinates": [[106, 20], [107, 20]]}}],
        "không phải Polygon",
    ),
    "no numbers": ([feature("phuong-hoa", [["a", "b"]] * 4)], "tọa độ của hình không đúng cách viết"),
    "nothing": ([{**HOA, "geometry": None}], "không phải Polygon"),
    "crossed": (
        [feature("phuong-hoa", [[106.66, 20.81], [106.7, 20.84], [106.7, 20.81], [106.66, 20.84], [106.66, 20.81]])],
        r"tự cắt chính nó|rộng \d+(,\d)? km²",
    ),
    "over its neighbour": (
        [HOA, feature("phuong-sen", square(106.68, 20.8125, 106.71, 20.8375))],
        "chồng lên đơn vị bên cạnh, hoặc không khớp",
    ),
    "elsewhere": ([feature("phuong-hoa", square(106.765, 20.8125, 106.79, 20.8375))], "tâm của Phường Hoa nằm ngoài"),
    "too large": (
        [feature("phuong-hoa", square(106.6, 20.8, 106.8, 20.9))],
        r"rộng \d+,\d km², còn Phường Hoa ghi 6,56",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_with_its_line(case, data):
    features, told = WRONG[case]
    text = ",\n".join(json.dumps(one) for one in features)
    (data / FILE).write_text(f'{{"type": "FeatureCollection", "sources": ["ban-do-mau"], "features": [\n{text}\n]}}')
    said = [str(problem) for problem in read(data)[1]]
    assert said and all(re.search(told, one) for one in said), said
    assert all(re.match(rf"\S*{FILE}(:[23]:1)?: ", one) for one in said)


BROKEN = {
    "cut": ('{"type": "FeatureCollection", "feat', "mau.geojson:1:.*không đúng cách viết JSON"),
    "not a number": (json.dumps(WHOLE).replace("106.69", "NaN", 1), "không phải GeoJSON đúng"),
    "deep": ("[" * 100_000, "không phải GeoJSON đúng"),
    "another kind": ("[]", "không phải GeoJSON kiểu FeatureCollection"),
    "no sources": (json.dumps({**WHOLE, "sources": []}), "thiếu nguồn của các ranh giới"),
    "a source that isn't there": (json.dumps({**WHOLE, "sources": ["ban-do-mua"]}), "không có nguồn 'ban-do-mua'"),
    "another encoding": (b"\xff\xfe{\x00", "không ở bảng mã UTF-8"),
    "too large": (" " * 8_000_001, "tệp nặng 8 MB, quá 8 MB"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_told(case, data):
    content, told = BROKEN[case]
    (data / FILE).write_bytes(content if isinstance(content, bytes) else content.encode())
    problems = read(data)[1]
    assert len(problems) == 1 and re.search(told, str(problems[0]))


def test_what_else_lies_there_is_told(data):
    (data / "borders/ban-do.shp").write_bytes(b"x")
    (data / "borders/.DS_Store").write_bytes(b"x")
    assert [str(one) for one in read(data)[1] if "chỉ chứa tệp .geojson" not in str(one)] == []
    shutil.rmtree(data / "borders")
    (data / "borders").write_text("x")
    assert "không phải thư mục" in str(read(data)[1][0])


@pytest.fixture(scope="module")
def real():
    return load(ROOT / "data")


def edges(drawn):
    """How many edges of the paths stand in them once, and how many twice or more."""
    seen = {}
    for one in drawn:
        here, points = (0, 0), []
        for part in re.findall(r"m[^m]*z", one):
            numbers = [int(n) for n in re.findall(r"-?\d+", part)]
            ring = []
            for across, down in zip(numbers[::2], numbers[1::2], strict=True):
                here = here[0] + across, here[1] + down
                ring.append(here)
            here = ring[0]
            points.append(ring)
        for ring in points:
            for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
                key = frozenset((a, b))
                seen[key] = seen.get(key, 0) + 1
    return sum(n == 1 for n in seen.values()), sum(n > 1 for n in seen.values())


@pytest.mark.parametrize(("off", "most"), [(0, 0.35), (0.005, 0.4)])
def test_neighbours_share_their_edges_when_drawn(real, off, most):
    """What is drawn once is the coast and the border of the province; were edges drawn apart, nearly all would be."""
    borders = {name: one for name, one in real.borders.by_unit.items() if "bach-long-vi" not in name}
    assert len(borders) == 113
    drawn = simplified(borders, off) if off else borders
    frame, _ = frame_of((106.1248, 20.598, 107.162, 21.2328), 640, 22)
    once, twice = edges([path(one, frame, 10) for one in drawn.values()])
    assert once / (once + twice) < most, (once, twice)


def test_all_units_of_today_have_their_border_and_nearly_their_area(real):
    communes = [u for u in real.by_id(Unit).values() if not u.is_former and u.kind.level == "commune"]
    borders = real.borders.by_unit
    assert {unit.id for unit in communes} == set(borders)
    off = [unit.id for unit in communes if abs(area_km2(borders[unit.id]) / float(unit.area.km2) - 1) > 0.15]
    assert len(off) <= 4, "those at the sea, whose recorded area counts water"


def test_clipping_leaves_what_lies_within(real):
    border = real.borders.by_unit["phuong-le-chan-hai-phong"]
    inside = clipped(border, (106.67, 20.83, 106.70, 20.85))
    assert 0 < area_km2(inside) < area_km2(border)
    assert clipped(border, (105, 20, 105.5, 20.5)) == ()


def test_anybodys_geojson_is_taken_by_code_name_or_id(data, tmp_path):
    """With overlaps, gaps of a hair and more positions than anybody sees, as it comes; what is no unit of ours is told."""
    fine = [[106.665 + n * 0.0001, 20.8125] for n in range(250)]
    hoa = [*fine, [106.69, 20.8125], [106.69, 20.8375], [106.665, 20.8375], [106.665, 20.8125]]
    features = [
        {**feature(None, hoa), "properties": {"ten_xa": "PHƯỜNG HOA", "dan_so": 3}},
        {**feature(None, square(106.690001, 20.8125, 106.71, 20.8375)), "properties": {"Name": "Phường Sen"}},
        {**feature(None, square(106.8, 20.8, 106.9, 20.9)), "properties": {"Name": "Phường Nơi Khác"}},
    ]
    source = tmp_path / "Bản đồ 2026.geojson"
    source.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    (data / FILE).unlink()
    said = []
    assert take_borders(data, source, ["ban-do-mau"], 30, ask=lambda _: "k", say=said.append) == 1
    assert not (data / "borders/ban-do-2026.geojson").exists()
    assert take_borders(data, source, ["ban-do-mau"], 30, ask=lambda _: "c", say=said.append) == 0
    assert "Phường Nơi Khác" in " ".join(said)
    text = (data / "borders/ban-do-2026.geojson").read_text("utf-8")
    drawn = load(data).borders.by_unit
    assert set(drawn) == {"phuong-hoa", "phuong-sen"} and len(text.splitlines()) == 4
    assert sum(len(ring) for one in drawn.values() for polygon in one for ring in polygon) < 14
    assert take_borders(data, source, ["ban-do-mau"], 30, yes=True, say=said.append) == 0
    assert (data / "borders/ban-do-2026.geojson").read_text("utf-8") == text


def test_what_can_t_be_taken_leaves_what_was_there(data, tmp_path):
    before, written = (data / FILE).read_bytes(), (data / FILE).stat().st_mtime_ns
    source = tmp_path / "mau.geojson"
    source.write_text(json.dumps({"features": [feature("phuong-hoa", square(106.6, 20.8, 106.8, 20.9))]}))
    with pytest.raises(DataError, match="rộng"):
        take_borders(data, source, ["ban-do-mau"], 30, yes=True, say=lambda _: None)
    assert (data / FILE).read_bytes() == before
    assert (data / FILE).stat().st_mtime_ns == written, "it is judged before it is written"
    for text, told in (
        ("{}", "không phải GeoJSON đọc được"),
        ('{"features": []}', "không vùng nào"),
        ("\0", "không phải"),
        ("PK\x03\x04", "mau.geojson: là tệp nén. Giải nén trước"),
        ("\x1f\x8b", "mau.geojson: là tệp nén"),
    ):
        source.write_text(text, "latin-1")
        with pytest.raises(DataError, match=told):
            take_borders(data, source, ["ban-do-mau"], 30, yes=True, say=lambda _: None)
    hoa = square(106.665, 20.8125, 106.69, 20.8375)
    for ring, told in (
        ([[y, x] for x, y in hoa], "mau.geojson: vùng của 'phuong-hoa' có điểm nằm ngoài Việt Nam"),
        ([[x * 5000, y * 100000] for x, y in hoa], "ngoài Việt Nam"),
        ([[math.inf, y] for _, y in hoa], "ngoài Việt Nam"),
        ([[math.nan, y] for _, y in hoa], "tọa độ của vùng 'phuong-hoa' không đọc được|ngoài Việt Nam"),
    ):
        source.write_text(json.dumps({"features": [feature("phuong-hoa", ring)]}))
        with pytest.raises(DataError, match=told):
            take_borders(data, source, ["ban-do-mau"], 30, yes=True, say=lambda _: None)
    with pytest.raises(DataError, match="không có nguồn mang mã 'x'"):
        take_borders(data, source, ["x"], 30, yes=True, say=lambda _: None)


def test_what_is_called_the_same_elsewhere_is_not_taken_for_ours(data, tmp_path):
    """A file of the whole country has many of a name: where it tells codes, they count. What has no shape is told, and the rest taken."""
    hoa, elsewhere = square(106.665, 20.8125, 106.69, 20.8375), square(105.8, 21, 105.9, 21.1)
    features = [
        {**feature(None, elsewhere), "properties": {"ten": "Phường Hoa", "ma": "0999"}},
        {**feature(None, hoa), "properties": {"ten": "Phường Hoa", "ma": "0123"}},
        {"type": "Feature", "properties": {"ten": "Phường Sen", "ma": "phuong-sen"}, "geometry": None},
    ]
    source = tmp_path / "ca-nuoc.geojson"
    source.write_text(json.dumps({"features": features}), "utf-8")
    (data / FILE).unlink()
    said = []
    assert take_borders(data, source, ["ban-do-mau"], 30, yes=True, say=said.append) == 0
    assert set(load(data).borders.by_unit) == {"phuong-hoa"} and "Phường Hoa, Phường Sen" in " ".join(said)


HOA_RING, SEN_RING = square(106.665, 20.8125, 106.69, 20.8375), square(106.69, 20.8125, 106.71, 20.8375)
FAR_OUT = square(106.75, 20.9, 106.76, 20.91)
SPECK = square(106.72, 20.8, 106.7201, 20.8001)


def named(geometry, **properties):
    return {"type": "Feature", "properties": properties or {"ten": "Phường Hoa"}, "geometry": geometry}


def polygon(*rings):
    return {"type": "Polygon", "coordinates": [*rings]}


TAKEN = {
    "rings the wrong way": named(polygon(HOA_RING[::-1])),
    "a ring left open": named(polygon(HOA_RING[:-1])),
    "a hole beside it": named(polygon(HOA_RING, FAR_OUT)),
    "specks beside it": named({"type": "MultiPolygon", "coordinates": [[HOA_RING], [SPECK]]}),
    "in a collection": named({"type": "GeometryCollection", "geometries": [polygon(HOA_RING), {"type": "Point", "coordinates": [106.7, 20.8]}]}),
    "in collections of collections": named({"type": "GeometryCollection", "geometries": [{"type": "GeometryCollection", "geometries": [{"type": "GeometryCollection", "geometries": [polygon(HOA_RING)]}]}]}),
    "heights": named(polygon([[x, y, 5.5] for x, y in HOA_RING])),
    "kind and name apart": named(polygon(HOA_RING), loai="Phường", ten="Hoa", tinh="Mẫu"),
    "the units above behind the name": named(polygon(HOA_RING), ten="Phường Hoa, Tỉnh Mẫu"),
}  # fmt: skip


@pytest.mark.parametrize("case", TAKEN)
def test_what_is_drawn_in_another_way_is_the_same_ground(case, data, tmp_path):
    source = tmp_path / "nguon.geojson"
    mark = named({"type": "Point", "coordinates": [0, 0]})  # of the name, wherever it may stand
    source.write_text("\ufeff" + json.dumps({"features": [mark, TAKEN[case], mark, named(polygon(SPECK))]}), "utf-8")
    (data / FILE).unlink()
    assert take_borders(data, source, ["ban-do-mau"], 30, yes=True, say=lambda _: None) == 0
    (border,) = load(data).borders.by_unit.values()
    ((ring,),) = border
    assert {*ring} == {(x, y) for x, y in HOA_RING} and len(ring) == 5
    assert sum(x * below - across * y for (x, y), (across, below) in pairwise(ring)) > 0, "counterclockwise (RFC 7946)"


REFUSED = {
    "without ground": ([named(polygon([[106.67, 20.82]] * 4))], "không vùng nào"),
    "a line": ([named({"type": "LineString", "coordinates": HOA_RING})], "không vùng nào"),
    "over another": ([named(polygon(HOA_RING)), named(polygon(HOA_RING), ten="Phường Sen")], "'phuong-sen' chồng lên"),
    "within another": (
        [named(polygon(HOA_RING)), named(polygon(square(106.67, 20.82, 106.68, 20.83)), ten="Phường Sen")],
        "'phuong-sen' chồng lên",
    ),
    "twice": ([named(polygon(HOA_RING)), named(polygon(SEN_RING))], "có hai vùng của 'phuong-hoa'"),
    "in metres (VN-2000)": ([named(polygon([[x * 5000, y * 110_000] for x, y in HOA_RING]))], "ngoài Việt Nam"),
    "around the world": ([named(polygon([[x + 360, y] for x, y in HOA_RING]))], "ngoài Việt Nam"),
    "not a number in a ring": ([named(polygon([["nan", 20.82], *HOA_RING[1:]]))], "không đọc được"),
    "not a number in a hole": (
        [named(polygon(HOA_RING, [[106.67, 20.82], [math.nan, 20.82], [106.68, 20.82], [106.67, 20.82]]))],
        "không đọc được",
    ),
    "nested wrongly": ([named({"type": "Polygon", "coordinates": HOA_RING})], "không đọc được"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_border_is_told_of_the_file_it_came_in(case, data, tmp_path):
    features, told = REFUSED[case]
    source = tmp_path / "nguon.geojson"
    source.write_text(json.dumps({"features": features}), "utf-8")
    with pytest.raises(DataError, match=f"nguon.geojson: .*{told}"):
        take_borders(data, source, ["ban-do-mau"], 30, yes=True, say=lambda _: None)


def test_topojson_is_no_geojson(data, tmp_path):
    source = tmp_path / "nguon.geojson"
    source.write_text('{"type": "Topology", "objects": {}, "arcs": []}', "utf-8")
    with pytest.raises(DataError, match="không phải GeoJSON đọc được.*Lấy bản GeoJSON"):
        take_borders(data, source, ["ban-do-mau"], 30, yes=True, say=lambda _: None)
