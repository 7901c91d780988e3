"""Pictures, films and papers of records: what is refused, what goes out, and that nothing else does."""

import json
import re
import shutil

import pytest
from PIL import Image
from pydantic import ValidationError

from macros.addresses.address import PAPERS, PICTURES, Address, file_of
from macros.assets.cards import Photo, picture_of
from macros.catalogue import Finder
from macros.catalogue.advice import advice
from macros.catalogue.records import behind
from macros.exports.feed import feeds
from macros.exports.package import packaged
from macros.language.numbers import shown_size
from macros.load import load, read
from macros.pages.pictures import Files
from macros.publish import mark
from macros.publish.enclosed import enclose, enclosed, enclosed_files
from macros.publish.left import Left
from macros.records import RECORDS, Event, Model
from macros.records.fields import fields_of, parts_of
from macros.records.hosts import host_of
from macros.records.media import Film, Illustrated, Paper, Picture
from macros.search.findable import documents
from tests.conftest import DAY, SAMPLE, by_path, finder, located
from tests.html_pages import pages_of

PICTURE = {"file": "a.jpg", "shows": "Sân.", "credit": "Công an", "own": True, "people": "nobody"}
FILM = {"title": "Phim", "url": "https://youtu.be/abcdefghijk", "credit": "Đài", "own": True}
PAPER = {"file": "a.pdf", "title": "Kế hoạch", "kind": "plan"}
WHO, GUARDIAN = {"consent": "Phiếu 1"}, {"guardian_consent": "Phiếu 2"}


# What one record may hold


@pytest.mark.parametrize(
    ("part", "values", "fault"),
    [
        (Picture, {}, ""),
        (Picture, {"own": False, "source": "bai"}, ""),
        (Picture, {"own": False}, "chưa nói lấy ở đâu"),
        (Picture, {"source": "bai"}, "vừa là của mình"),
        (Picture, {"people": "in_office"}, ""),
        (Picture, {"people": "agreed"}, "chưa ghi ai đồng ý"),
        (Picture, {"people": "agreed", **WHO}, ""),
        (Picture, {"people": "children", **WHO}, "chưa ghi người giám hộ"),
        (Picture, {"people": "children", **GUARDIAN}, "chưa ghi ai đồng ý"),
        (Picture, {"people": "children", **WHO, **GUARDIAN}, ""),
        (Picture, {"people": "small_children", **WHO}, "chưa ghi người giám hộ"),
        (Picture, {"people": "small_children", **GUARDIAN}, ""),
        (Picture, {"caption": "Bà con đã đồng ý cho đăng ảnh."}, "chuyện ai đồng ý thì không"),
        (Picture, {"credit": "Ảnh gia đình, người giám hộ là cha"}, "chuyện ai đồng ý thì không"),
        (Picture, {"caption": "Bà con đồng ý hiến đất làm đường."}, ""),
        (Picture, {"file": "../site.yml"}, "pattern"),
        (Picture, {"file": "/etc/a.jpg"}, "pattern"),
        (Picture, {"file": "A.JPG"}, "pattern"),
        (Picture, {"file": "2024/le-ra-mat-1.jpeg"}, ""),
        (Film, {}, ""),
        (Film, {"url": "http://youtu.be/abcdefghijk"}, "pattern"),
        (Film, {"url": None}, "chưa nói xem phim ở đâu"),
        (Film, {"file": "a.mp4", "people": "nobody"}, "có cả địa chỉ"),
        (Film, {"url": None, "file": "a.mp4"}, "có nhận ra người nào không"),
        (Film, {"still": "a.jpg"}, "có nhận ra người nào không"),
        (Film, {"still": "a.jpg", "people": "agreed"}, "chưa ghi ai đồng ý"),
        (Film, {"length": "3:25"}, ""),
        (Film, {"length": "1:02:45"}, ""),
        (Film, {"length": "3:75"}, "pattern"),
        (Film, {"length": "3 phút"}, "pattern"),
        (Paper, {}, ""),
        (Paper, {"organisation": "x", "issued_by": "X"}, "hai lần"),
    ],
)
def test_what_a_picture_film_or_paper_has_to_say(part, values, fault):
    whole = {Picture: PICTURE, Film: FILM, Paper: PAPER}[part] | values
    if not fault:
        part.model_validate(whole)
        return
    with pytest.raises(ValidationError, match=fault):
        part.model_validate(whole)


def test_one_picture_leads_and_no_file_is_there_twice():
    other = PICTURE | {"file": "b.jpg"}
    assert Illustrated.model_validate({"pictures": [PICTURE, other]}).lead.file == "a.jpg"
    assert Illustrated.model_validate({"pictures": [PICTURE, other | {"lead": True}]}).lead.file == "b.jpg"
    assert Illustrated().lead is None
    for pictures, fault in (([PICTURE, PICTURE | {"shows": "B"}], "hai chỗ"),
                            ([one | {"lead": True} for one in (PICTURE, other)], "nhiều ảnh chính")):  # fmt: skip
        with pytest.raises(ValidationError, match=fault):
            Illustrated.model_validate({"pictures": pictures})


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.youtube.com/watch?v=abcdefghijk", "YouTube"),
        ("https://www.youtube.com/watch?feature=x&v=abcdefghijk&t=3", "YouTube"),
        ("https://youtu.be/abcdefghijk?si=x", "YouTube"),
        ("https://www.youtube.com/@kenh", None),
        ("https://www.youtube.com.evil.example/watch?v=abcdefghijk", None),
        ("https://www.facebook.com/congan/videos/123/", "Facebook"),
        ("https://www.facebook.com/congan", None),
        ("https://vimeo.com/123456", "Vimeo"),
        ("https://vtv.vn/video/abc.htm", "VTV"),
        ("https://catp.haiphong.gov.vn/video/1", "catp.haiphong.gov.vn"),
        ("https://haiphong.gov.vn.evil.example/1", None),
        ("https://www.dai-mau.example/1", "dai-mau.example"),
        ("https://xem.dai-mau.example/1", "xem.dai-mau.example"),
        ("https://khongdai-mau.example/1", None),
    ],
)
def test_a_film_is_at_a_host_that_is_known_or_that_the_settings_name(address, host):
    assert host_of(address, ["dai-mau.example"]) == host


# What the files have to be


@pytest.fixture
def data(tmp_path):
    return shutil.copytree(SAMPLE, tmp_path / "data")


EVENT_ID = "2024-01-18-tong-ket-quan-hoa"
MODEL, EVENT = "models/ngo-tu-quan.yml", f"events/2024/{EVENT_ID}.yml"


def changed(data, file, old, new):
    text = (data / file).read_text(encoding="utf-8")
    assert old in text
    (data / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def problems(data) -> list[str]:
    return [f"{one.field}: {one.what}. {one.todo}" + (f" [{one.hint}]" if one.hint else "") for one in read(data)[1]]


def test_a_file_that_is_not_there_is_told_with_the_one_that_is_meant(data):
    changed(data, EVENT, "file: tong-ket-2.jpg", "file: tong-kett-2.jpg")
    (told,) = problems(data)
    assert told.startswith("pictures.2.file: không có tệp 'tong-kett-2.jpg' trong")
    assert told.endswith("[tong-ket-2.jpg]")


def test_a_file_of_another_kind_is_told(data):
    changed(data, EVENT, "file: tong-ket-2.jpg", "file: ke-hoach.pdf")
    changed(data, MODEL, "file: ke-hoach.pdf", "file: ngo-tu-quan.jpg")
    told = problems(data)
    assert [one.partition(". ")[0] for one in told] == [
        "papers.1.file: tệp 'ngo-tu-quan.jpg' không phải tài liệu",
        "pictures.2.file: tệp 'ke-hoach.pdf' không phải ảnh",
    ]


def test_what_cannot_be_shown_is_told_where_it_is_named(data):
    (data / "media/tong-ket-2.jpg").write_bytes(b"<svg onload='alert(1)'>")
    (told,) = problems(data)
    assert told.startswith("pictures.2.file: tệp 'tong-ket-2.jpg' ")


def test_a_file_that_is_a_link_is_never_followed(data, tmp_path):
    file = data / "media/tong-ket-2.jpg"
    file.replace(tmp_path / "ngoai.jpg")
    file.symlink_to(tmp_path / "ngoai.jpg")
    (told,) = problems(data)
    assert "liên kết tới nơi khác" in told
    (data / "media/thu-muc").symlink_to(tmp_path)
    changed(data, EVENT, "file: tong-ket-2.jpg", "file: thu-muc/ngoai.jpg")
    (told,) = problems(data)
    assert "không có tệp 'thu-muc/ngoai.jpg'" in told


def test_a_film_at_an_unknown_host_is_told_until_the_settings_name_it(data):
    changed(data, MODEL, "https://www.youtube.com/watch?v=zqphimzqphi", "https://dai-mau.example/phim/1")
    (told,) = problems(data)
    assert told.startswith("films.1.url: đây không phải địa chỉ của một phim")
    with (data / "site.yml").open("a", encoding="utf-8") as settings:
        settings.write("film_hosts: [dai-mau.example]\n")
    assert problems(data) == []


def test_check_names_files_that_nothing_uses_and_those_that_are_there_twice(data):
    def told(find):
        return [one.what for one in advice(find) if "media" in str(one.file) or "giống hệt" in one.what]

    assert told(finder(data)) == []  # that of a draft is used
    shutil.copy(data / "media/tong-ket.jpg", data / "media/thua.jpg")
    assert told(finder(data)) == ["không bản ghi nào dùng tệp này"]
    changed(data, EVENT, "file: tong-ket-2.jpg", "file: thua.jpg")
    assert told(finder(data)) == ["không bản ghi nào dùng tệp này", "tệp 'thua.jpg' giống hệt 'tong-ket.jpg'"]


def test_a_name_of_a_file_tells_of_nobody(data):
    (data / "media/tong-ket-2.jpg").rename(data / "media/0912345678.jpg")
    changed(data, EVENT, "file: tong-ket-2.jpg", "file: 0912345678.jpg")
    assert any("pictures.2.file" in one and "điện thoại" in one for one in problems(data))


def test_what_is_kept_of_a_record_changes_with_its_files(data, tmp_path):
    def found():
        find = Finder(load(data, stores=tmp_path / "stores"), DAY)
        return [find.digest(find.get(kind, one)) for kind, one in ((Event, EVENT_ID), (Model, "ngo-tu-quan"))], find

    (event, model), find = found()
    Image.new("RGB", (640, 480), "red").save(data / "media/tong-ket-2.jpg")
    (then, same), now = found()
    assert event != then and model == same and all((event, model, then))
    assert find.media("tong-ket-2.jpg") != now.media("tong-ket-2.jpg")
    assert find.media("tong-ket.jpg") == now.media("tong-ket.jpg")


# What goes out


def test_a_page_shows_the_picture_that_leads_at_once_and_the_others_when_they_are_reached(mini_site, find):
    page = pages_of(mini_site)["/mo-hinh/ngo-tu-quan/"]
    lead, *others = page.all("img")[1:]  # behind the site's own mark
    model = find.get(Model, "ngo-tu-quan")
    assert lead["alt"] == model.lead.shows == "Bà con đứng quanh chuông ở đầu ngõ."
    assert "loading" not in lead and lead["fetchpriority"] == "high"
    assert others and all(one["loading"] == "lazy" and "fetchpriority" not in one for one in others)
    assert all(int(one["width"]) > 0 and int(one["height"]) > 0 for one in (lead, *others))
    assert {one["type"] for one in page.all("source")} == {"image/avif", "image/webp"}
    assert all(one["sizes"] and "w" in one["srcset"] for one in page.all("source"))
    assert "Chuông báo của ngõ. Ảnh: Công an quận Hoa, tháng 6/2023" in page.text("figcaption")
    files = Files(find, Address.of_rooted(page.address))
    for picture in model.pictures:
        assert files.picture(picture.file).large in page.links


def test_a_film_is_a_link_that_says_where_it_leads_and_nothing_foreign_is_loaded(mini_site):
    page = pages_of(mini_site)["/mo-hinh/ngo-tu-quan/"]
    assert "https://www.youtube.com/watch?v=zqphimzqphi" in page.links
    assert "Dài 3:25. Mở trang YouTube, ngoài trang thông tin này." in page.text("figcaption")
    assert not page.all("iframe") and not page.all("video")
    assert all(not one.get("src", "").startswith("http") for _, one in page.elements)


def test_papers_are_listed_with_type_size_number_and_who_issued_them(mini_site, find):
    pages = pages_of(mini_site)
    told = pages["/mo-hinh/ngo-tu-quan/"].text("article")
    assert "Kế hoạch xây dựng ngõ tự quản (PDF, 1 KB) Kế hoạch, 01/KH-MAU, 20/5/2023, Công an quận Hoa" in told
    file = file_of(find, "ke-hoach.pdf")
    assert file.path.startswith(PAPERS.path) and file.path.endswith("-ke-hoach.pdf")
    assert file.within(mini_site).read_bytes() == (SAMPLE / "media/ke-hoach.pdf").read_bytes()
    assert "Kế hoạch xây dựng ngõ tự quản" in pages["/co-quan/cong-an-quan-hoa/"].text("article")


def test_lists_have_pictures_where_there_are_some(mini_site):
    page = pages_of(mini_site)["/su-kien/"]
    assert [one["class"] for one in page.all("li") if "event--pictured" in one.get("class", "")] == [
        "event event--pictured"
    ]
    assert all(one["alt"] == "" for one in page.all("img") if "anh/" in one["src"])  # the name beside it says it


def test_sizes_are_told_as_people_read_them():
    assert [shown_size(n) for n in (1, 84_000, 1_048_575, 1_258_291)] == ["1 KB", "82 KB", "1.024 KB", "1,2 MB"]


def test_only_what_records_that_are_published_name_goes_out(mini_site, find):
    there = {
        file.relative_to(mini_site).as_posix()
        for folder in (PICTURES, PAPERS)
        for file in (mini_site / folder.path).rglob("*")
        if file.is_file()
    }
    assert there == enclosed_files(find)
    assert "nhap.jpg" not in enclosed(find)
    draft = behind(finder(SAMPLE)).album.digest("nhap.jpg")
    originals = {file.read_bytes() for file in (SAMPLE / "media").glob("*.jpg")}
    for file in (file for file in mini_site.rglob("*") if file.is_file()):
        assert draft not in file.name and file.read_bytes() not in originals


def test_who_agreed_stands_in_no_file(mini_site):
    for file in (file for file in mini_site.rglob("*") if file.is_file()):
        content = file.read_bytes()
        assert b"zqdongy" not in content and b"zqgiamho" not in content, file
    assert all(fields_of(Picture)[name].internal for name in ("people", "consent", "guardian_consent"))


# Where else they are told


def test_other_sites_are_shown_the_picture_that_leads(find, mini_site):
    model = find.get(Model, "ngo-tu-quan")
    photo = picture_of(find, model)
    assert isinstance(photo, Photo) and photo.alt == model.lead.shows
    with Image.open(photo.address.within(mini_site)) as image:
        assert image.size == (1200, 630)
    assert not isinstance(picture_of(find, find.get(Model, "camera-nui")), Photo)


def test_search_engines_are_told_of_pictures_with_whole_addresses(mini_site, find):
    html = pages_of(mini_site)["/mo-hinh/ngo-tu-quan/"].html
    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    (thing,) = [one for one in told["@graph"] if "image" in one]
    lead, other = thing["image"]
    assert lead["contentUrl"] == f"https://mau.example/{file_of(find, 'ngo-tu-quan.jpg')}"
    assert (lead["creditText"], other["creditText"]) == ("Công an quận Hoa", "Báo Mẫu")


def test_what_the_last_site_has_of_them_is_taken_over(find, tmp_path):
    stores, taken = tmp_path / "stores", []
    for name in ("site", "building"):
        (tmp_path / name).mkdir()
        mark.write(tmp_path / name, ())
        left = Left(tmp_path / "site", stores)
        enclose(find, tmp_path / name, left)
        taken.append(left.taken)
        left.save(enclosed_files(find))
    assert taken == [set(), enclosed_files(find)]
    assert not [file for file in (tmp_path / "building").rglob("*.*") if file.name != mark.NAME]


def test_feeds_enclose_the_picture(mini, find):
    file = file_of(find, "tong-ket.jpg")
    for url, there in (("https://mau.example/", f"https://mau.example/{file}"), (None, str(file))):
        feed = by_path(feeds(located(mini, url)))["su-kien.xml"]
        assert feed.count('rel="enclosure"') == 1
        assert f'<link rel="enclosure" type="image/jpeg" href="{there}"/>' in feed
        assert "<media:credit>Báo Mẫu</media:credit>" in feed


def test_the_open_data_tell_where_files_lie_and_who_made_them(find):
    files = by_path(packaged(find))
    table = files["du-lieu/pictures.csv"].decode("utf-8-sig")
    assert f"https://mau.example/{file_of(find, 'ngo-tu-quan.jpg')}" in table and "Công an quận Hoa" in table
    assert "people" not in table.splitlines()[0] and "consent" not in table.splitlines()[0]
    (model,) = [one for one in json.loads(files["du-lieu/models.json"]) if one["id"] == "ngo-tu-quan"]
    assert model["pictures"][0].keys() == {
        "file",
        "file_url",
        "shows",
        "caption",
        "lead",
        "credit",
        "own",
        "source",
        "date",
    }
    assert model["papers"][0]["file_url"].endswith("-ke-hoach.pdf")


def test_captions_and_papers_are_found(find):
    (document,) = [one for one in documents(find) if one.url == "mo-hinh/ngo-tu-quan/"]
    assert "Chuông báo của ngõ." in document.body
    assert "Kế hoạch: Kế hoạch xây dựng ngõ tự quản, 01/KH-MAU" in document.facts
    assert "3:25" not in document.body


def test_every_kind_that_pictures_can_belong_to_has_all_three():
    kinds = [kind for kind in RECORDS if Picture in parts_of(kind)]
    assert {kind.folder for kind in kinds} == {"models", "events", "units", "organisations", "results"}
    assert all(issubclass(kind, Illustrated) for kind in kinds) and Event in kinds
