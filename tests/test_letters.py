"""Letters of minority languages and signs that people type are drawn, in pictures and on pages; what isn't is said."""

import io
import re
import shutil

import pytest
from PIL import Image

from macros.assets.cards import HEIGHT, WIDTH, Picture, draw
from macros.assets.letters import FILES, FONTS, Face, has, missing
from tests.conftest import ROOT, SAMPLE, URL, build

# Ê Đê, Gia Rai, Ba Na, Mnông, Chăm in Latin letters, and what press and staff type.
LETTERS = "ĕĔŏŎŭŬĭĬčČñÑƀɃʼöÖüçšžłøæßéèêëïîôœÿ"
SIGNS = "→←↑↓↔⇒✓✔✗★☆●○■□▪◆►▶☎✉№℃±×÷½¼¾‰€₫™°²³µ≈≠≤≥…–—•·“”‘’①②③αβΩ"
MARKED = ["ê̆", "ô̆", "ư̆", "ơ̆", "Ê̆", "ă", "ặ", "m̆"]


def test_they_are_drawn():
    letters = [*LETTERS, *SIGNS, *MARKED]
    assert missing(" ".join(letters)) == []
    for face in (Face(400, 50), Face(700, 50)):
        for letter in letters:
            left, top, right, bottom = face.box(letter)
            assert right > left and bottom > top and face.length(letter) > 0, letter


@pytest.mark.parametrize("font", FILES)
def test_both_weights_have_the_same_letters(font):
    for letter in map(chr, [*range(0x20, 0x250), *range(0x2B0, 0x3D0), *range(0x1E00, 0x1F00), *range(0x2000, 0x2800)]):
        assert has(font.format(400), letter) == has(font.format(700), letter), letter


def test_a_mark_stands_above_the_letter_s_own():
    face = Face(700, 100)
    for marked, plain in (("ê̆", "ê"), ("Ê̆", "Ê"), ("ư̆", "ư")):
        assert face.box(marked)[1] < face.box(plain)[1] - 5
        assert face.length(marked) == face.length(plain)
        left, _, right, _ = face.box(marked)
        assert left >= face.box(plain)[0] - 15 and right <= face.box(plain)[2] + 15


def test_what_is_written_apart_or_unseen_is_drawn_alike():
    def drawn(title):
        return draw(Picture("", title, "", ""))

    assert drawn("Ngày hội Toàn dân") == drawn("Ngày hội Toàn dân") == drawn("Ngày\u200b hội Toàn dân\ufe0f")


def test_a_sign_that_no_font_has_is_left_out_and_named():
    assert missing("Vui 🎉 quá 木") == ["🎉", "木"]
    picture = Picture("", "Vui 🎉", "木", "")
    assert picture.missing == ["🎉", "木"]
    assert Image.open(io.BytesIO(draw(picture))).size == (WIDTH, HEIGHT)
    assert draw(Picture("", "🎉", "", ""))  # nothing is left to draw


def test_the_build_names_the_sign_and_the_record(tmp_path):
    data = shutil.copytree(SAMPLE, tmp_path / "data")
    file = data / "events/2024/2024-06-tap-huan.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("Tập huấn", "Tập huấn 🎉 ★"), encoding="utf-8")
    done = build(data, tmp_path / "site", "--url", URL)
    assert done.returncode == 0
    assert re.search(r"không vẽ được '🎉' \(\S*events/2024/2024-06-tap-huan\.yml\)", done.stdout)
    assert "★" not in done.stdout


def test_pages_load_a_font_for_what_it_alone_has():
    """What site.css says of each further font is what the font holds, so a page never waits for one in vain."""
    css = (ROOT / "docs/assets/site.css").read_text(encoding="utf-8")
    ranges = dict(re.findall(r"url\(fonts/([\w-]+)\.woff2\)[^}]*unicode-range: ([^}]+) }", css))
    assert set(ranges) == {file.format(weight) for file in FILES[1:] for weight in (400, 700)}
    taken = set()
    for name in sorted(ranges):
        ends = [part.removeprefix("U+").split("-") for part in ranges[name].split(", ")]
        points = {
            point for first, *last in ends for point in range(int(first, 16), int(last[0] if last else first, 16) + 1)
        }
        held = {p for p in points if chr(p).isspace() or has(name, chr(p))}
        assert len(points - held) <= 3, {chr(p) for p in points - held}  # a few marks have no ink by themselves
        assert not [p for p in points if has(f"be-vietnam-pro-{name[-3:] if name[-1].isdigit() else 400}", chr(p))]
        if "400" in name:
            assert not taken & points
            taken |= points
    assert {path.name for path in FONTS.glob("*.woff2")} == {
        f"{file.format(weight)}.woff2" for file in FILES for weight in (400, 700)
    }


def test_a_page_loads_them_only_where_it_needs_them(browser, serve, tmp_path):
    shutil.copytree(ROOT / "docs/assets", tmp_path / "assets")
    page_of = '<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="assets/site.css"><p style="font-family: Be Vietnam Pro">{}'
    for name, text in (("plain", "Ngày hội Toàn dân bảo vệ an ninh Tổ quốc"), ("more", "Čư̆ ñ"), ("signs", "ƀuôn → ★")):
        (tmp_path / f"{name}.html").write_text(page_of.format(text), encoding="utf-8")
    origin, asked = serve(tmp_path), {}
    for name in ("plain", "more", "signs"):
        with browser.new_context(service_workers="block") as window:
            page = window.new_page()
            fonts = asked.setdefault(name, set())
            page.on("request", lambda request, fonts=fonts: fonts.add(request.url.rpartition("/")[2]))
            page.goto(f"{origin}/{name}.html", wait_until="networkidle")
    fonts = {name: {one for one in files if one.endswith(".woff2")} for name, files in asked.items()}
    assert fonts["plain"] == {"be-vietnam-pro-400.woff2"}
    assert fonts["more"] == {"be-vietnam-pro-400.woff2", "be-vietnam-pro-400-more.woff2"}
    assert fonts["signs"] == {"be-vietnam-pro-400.woff2", "signs-400.woff2"}
