"""What changed between two states of the data: every change once, in the words of the fields, and nothing that is the same."""

import hashlib
import os
import subprocess
import time
import zlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.requests import Request

from macros.changes.aligned import aligned
from macros.changes.change import Did
from macros.changes.compare import changes_between
from macros.changes.edits import edits_of
from macros.changes.marked import Mark, marked
from macros.changes.page import page
from macros.changes.since import in_git
from macros.changes.snapshot import pack, unpack
from macros.changes.state import DOCS, NOTHING, File, as_far_as_read, plain, state_of
from macros.changes.told import Done, body, lines_of, message, subject, subject_of
from macros.changes.words import KINDS, words
from macros.desk.held import Held
from macros.desk.news import news
from macros.desk.safety import TOP, Refusal
from macros.language.problems import DataError
from macros.load import read
from macros.records import Model, former
from macros.records.standing import Standing
from macros.targets.store import State as There
from macros.targets.store import Store
from tests.conftest import SAMPLE
from tests.desk import copy_of_the_site
from tests.ready import run
from tests.records import records as made_up

MODEL = ("models", "ngo-tu-quan")


@pytest.fixture(scope="module")
def state():
    return state_of(read(SAMPLE)[0])


def edited(state, key=MODEL, gone=(), **values):
    """The state with other values in one record."""
    kept = {name: value for name, value in state.records[key].items() if name not in gone}
    return replace(state, records={**state.records, key: {**kept, **values}})


def without(state, *keys):
    return replace(state, records={key: one for key, one in state.records.items() if key not in keys})


def lines(before, after):
    """What is told of the one record that changed."""
    (change,) = changes_between(before, after).records
    return lines_of(change.edits, change.did)


def test_a_state_is_kept_in_one_small_file_and_is_the_same_again(state):
    kept = pack(state)
    assert unpack(kept, "x") == state and pack(unpack(kept, "x")) == kept
    assert pack(state_of(read(SAMPLE)[0])) == kept
    assert (
        not changes_between(unpack(kept, "x"), state)
        and subject(changes_between(state, state)) == "Không có gì thay đổi"
    )


def test_a_file_that_is_damaged_or_another_is_refused_in_words(state):
    kept = pack(state)
    head, _, rest = kept.partition(b"\n")
    wrong = {
        b"": "không phải tệp ghi trạng thái",
        b"\x89PNG\r\n": "không phải tệp ghi trạng thái",
        head.replace(b"1", b"2") + b"\n" + rest: "bản chương trình mới hơn",
        kept[:-1]: "đã hỏng hoặc chép chưa hết",
        kept[:40]: "đã hỏng hoặc chép chưa hết",
        kept[:-9] + b"x" + kept[-8:]: "đã hỏng hoặc chép chưa hết",
    }
    for content, what in wrong.items():
        with pytest.raises(DataError, match=what):
            unpack(content, "cu.trang-thai")


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"records":{"models":{"a":{"b":1}}}}', "[" * 100_000])
def test_what_was_made_up_behind_a_right_digest_is_refused_too(text):
    packed = zlib.compress(text.encode())
    with pytest.raises(DataError, match="đã hỏng"):
        unpack(b"anh-chup 1\n" + hashlib.sha256(packed).hexdigest().encode() + b"\n" + packed, "x")


def test_values_are_told_as_readers_see_them(state):
    now = edited(
        state, name="Ngõ tự quản mới", since="2022-05", in_order=False, themes=["camera"], gone=("other_names",)
    )
    assert lines(state, now) == [
        "Tên mô hình: “Ngõ tự quản về ANTT” → “Ngõ tự quản mới”",
        "Tên khác: bỏ “Ngõ phố tự quản”",
        "Lĩnh vực: thêm Camera",
        "Lĩnh vực: bỏ Tự quản",
        "Bắt đầu: năm 2023 → tháng 5/2022",
        "Theo thứ tự: có → không",
    ]
    assert subject(changes_between(state, now)) == "Sửa mô hình “Ngõ tự quản về ANTT”"


def test_of_a_list_only_what_changed_is_told(state):
    figures = state.records[MODEL]["figures"]
    changed = [{**figures[2], "value": "4.2"}, figures[0], {**figures[1], "label": "Hộ"}]
    assert lines(state, edited(state, figures=changed)) == [
        "Số liệu 1, Giá trị: 3,7 → 4,2",
        "Số liệu 3, Chỉ số: “Số hộ tham gia” → “Hộ”",
        "Số liệu: đổi thứ tự, “Tiền quỹ” từ thứ 3 sang thứ 1",
    ]
    new = {"label": "Số buổi họp", "value": "12", "measure": "buổi"}
    assert lines(state, edited(state, figures=[new, *figures])) == [
        "Số liệu: thêm “Số buổi họp (Giá trị: 12; Đơn vị tính: buổi)”"
    ]
    assert lines(state, edited(state, figures=figures[1:])) == [
        "Số liệu: bỏ “Số hộ tham gia (Giá trị: 49; Đơn vị tính: hộ; Thời gian: năm 2023; Nguồn: Bài mẫu thứ nhất: phong trào ở quận Hoa)”"
    ]


def test_of_a_long_text_what_differs_is_shown(state):
    text = "Tổ trưởng điều hành, mỗi tuần đi tuần hai lần. " * 10 + "Cuối tháng họp. " + "Ai vắng thì báo trước. " * 10
    then = edited(state, operation={"text": text})
    now = edited(state, operation={"text": text.replace("Cuối tháng họp", "Cuối quý họp")})
    assert lines(then, now) == ["Điều hành, Nội dung: “… tuần hai lần. Cuối tháng họp. Ai vắng thì …” → “… tuần hai lần. Cuối quý họp. Ai vắng thì …”"]  # fmt: skip


def test_what_is_for_staff_alone_is_told_as_that(state):
    now = edited(state, privacy=[{"text": "0123", "reason": "số của cơ quan"}])
    changes = changes_between(state, now)
    assert not [*changes.seen()] and "(nội bộ): thêm" in body(changes)


def test_dates_that_the_program_writes_are_told_only_alone(state):
    then = edited(state, posted="2024-01-01", changed="2024-01-01")
    assert lines(then, edited(then, changed="2024-02-01")) == ["Ngày cập nhật gần nhất: 1/1/2024 → 1/2/2024"]
    assert lines(then, edited(then, changed="2024-02-01", name="B")) == ["Tên mô hình: “Ngõ tự quản về ANTT” → “B”"]


def test_a_record_that_was_renamed_is_moved_and_links_to_it_follow(state):
    theme, new = ("themes", "tu-quan"), ("themes", "tu-quan-moi")
    values = state.records[theme]
    model = state.records[MODEL]
    for aliases in ({"aliases": ["tu-quan"]}, {}):  # named among the old ids, or with the same content
        renamed = {**values, **aliases}
        now = edited(without(state, theme), themes=["tu-quan-moi"])
        now = replace(now, records={**now.records, new: renamed}, names={**state.names, new: "Tự quản"})
        (change,) = changes_between(state, now).records
        assert (change.did, change.was, change.key, change.edits) == (Did.MOVED, theme, new, ())
        assert "themes/tu-quan → themes/tu-quan-moi" in message(changes_between(state, now))
    assert model["themes"] == ["tu-quan"]


def test_what_comes_on_the_site_and_goes_from_it_is_told(state):
    hidden = replace(state, standings={**state.standings, MODEL: Standing.DRAFT})
    assert [one.did for one in changes_between(hidden, state).seen()] == [Did.APPEARED]
    assert [one.did for one in changes_between(state, hidden).seen()] == [Did.WITHDRAWN]
    new = changes_between(without(hidden, MODEL), hidden)
    assert not [*new.seen()] and "bản nháp" in body(new)
    gone = changes_between(state, without(state, MODEL, ("terms", "diem")))
    assert subject(gone) == "Xóa mô hình “Ngõ tự quản về ANTT” và thuật ngữ “điểm”"
    assert (
        subject(changes_between(without(state, *[key for key in state.records if key[0] == "terms"]), state))
        == "Thêm 3 thuật ngữ"
    )
    several = [
        Done("sửa", "mô hình", "A"),
        Done("thêm", "mô hình", "B"),
        Done("sửa", "sự kiện", "C"),
        Done("sửa", "thông tin của trang", ""),
    ]
    assert subject_of(several) == "Sửa 1 mô hình, 1 sự kiện, thông tin của trang và thêm 1 mô hình"
    assert changes_between(NOTHING, state).records and not changes_between(NOTHING, state).records[0].was


def test_a_file_that_holds_something_else_is_told_where_it_is_named(state):
    name, file = next(iter(state.files.items()))
    (change,) = changes_between(state, replace(state, files={**state.files, name: File("0" * 20, 2_000)})).records
    (line,) = lines_of(change.edits)
    assert "Tệp tài liệu: " in line and file.digest[:8] in line and "mã 00000000" in line


def test_pages_and_addresses_are_told(state):
    pages = {**state.pages, "docs/index.md": "x", "docs/moi.md": "y", "borders/xa.geojson": "z"}
    now = replace(state, pages=pages, addresses={"/a/": "gone", "/b/": "/c/"})
    assert body(changes_between(state, now)).splitlines() == [
        "Thêm tệp ranh giới borders/xa.geojson",
        "Sửa trang tự soạn docs/index.md",
        "Thêm trang tự soạn docs/moi.md",
        "Địa chỉ /a/: đã gỡ",
        "Địa chỉ /b/: chuyển sang /c/",
    ]


def test_a_field_that_is_called_otherwise_since_is_told_in_its_old_words(state, monkeypatch):
    """Of a state that was kept before a field was renamed: what stayed is no change, what changed has the label of then."""
    kind = words()["models"]
    fields = {"ten": kind.fields["name"]._replace(label="Tên cũ của mục"), **kind.fields}
    fields.pop("name")
    then = {**state.records[MODEL]}
    then = {"ten": then.pop("name"), **then}
    before = replace(
        edited(state), records={**state.records, MODEL: then}, words={**words(), "models": kind._replace(fields=fields)}
    )
    before = unpack(pack(before), "x")
    assert not changes_between(before, state)
    assert lines(before, edited(state, name="Khác")) == [
        "Tên mô hình: (trống) → “Khác”",
        "Tên cũ của mục: “Ngõ tự quản về ANTT” → (trống)",
    ]
    monkeypatch.setattr(former, "ROWS", (former.Moved(9, Model, "ten", "name"),))
    assert lines(before, edited(state, name="Khác")) == ["Tên mô hình: “Ngõ tự quản về ANTT” → “Khác”"]


def test_what_is_no_record_any_more_is_told_as_far_as_it_can_be_read():
    """Short forms, numbers and fields that nobody knows."""
    written = {"name": "A", "themes": "camera", "summary": "Chữ.", "since": 2019, "la": [1, {"b": True}], "trong": None}
    assert as_far_as_read(written, "models") == {
        "la": ["1", {"b": True}], "name": "A", "since": "2019", "summary": {"text": "Chữ."}, "themes": ["camera"],
    }  # fmt: skip
    (edit,) = edits_of("models", {}, {"la": ["\x1b[2J" + "x"]}, NOTHING, replace(NOTHING, words=words()))
    assert lines_of([edit]) == ["la: thêm “⟨U+001B⟩[2Jx”"]


@pytest.mark.parametrize(
    ("old", "new", "pairs", "gone", "come", "moved"),
    [
        ("abc", "abc", [(0, 0), (1, 1), (2, 2)], [], [], []),
        ("abc", "cab", [(2, 0), (0, 1), (1, 2)], [], [], [(2, 0)]),
        ("aab", "ba", [(2, 0), (0, 1)], [1], [], [(2, 0)]),
        ("ab", "xaby", [(0, 1), (1, 2)], [], [0, 3], []),
    ],
)
def test_items_are_found_again(old, new, pairs, gone, come, moved):
    assert aligned([*old], [*new], by_likeness=False) == (pairs, gone, come, moved)


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """The miniature site in a repository, and a function that gives Git a command there."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    data = copy_of_the_site(tmp_path / "kho")

    def git(*arguments):
        who = ("-c", "user.name=Mẫu", "-c", "user.email=mau@vi-du.example")
        return subprocess.run(
            ["git", *who, *arguments], cwd=data.parent, capture_output=True, encoding="utf-8", check=True
        ).stdout

    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-q", "-m", "đầu")
    return data, git


def test_a_version_in_git_is_compared_with(repository):
    """What it held of records, settings, pictures, pages, borders and addresses, with what has not changed taken from today."""
    data, git = repository
    docs = data.parent / "docs"
    docs.mkdir()
    (docs / "index.md").write_text("Một.\r\n", encoding="utf-8", newline="")
    git("add", "-A")
    git("commit", "-q", "-m", "trang")
    first = state_of(read(data)[0], docs)
    (data / "terms/diem.yml").unlink()
    (data / "themes/tu-quan.yml").rename(data / "themes/tu-quan-moi.yml")
    (data / "events/2024").rename(data / "events/nam-2024")
    (data / "borders/mau.geojson").rename(data / "borders/khac.geojson")
    (docs / "index.md").write_text("Hai.\n", encoding="utf-8")
    for file, old, new in (
        ("models/ngo-tu-quan.yml", "  - tu-quan\n", "  - tu-quan-moi\n"),
        ("models/ngo-tu-quan.yml", "name: Ngõ tự quản", "ten: Ngõ tự quản"),  # no record any more
        ("site.yml", "name: ", "name: Trang "),
    ):
        text = (data / file).read_text(encoding="utf-8")
        assert old in text
        (data / file).write_text(text.replace(old, new), encoding="utf-8")
    (data / "media/ke-hoach.pdf").write_bytes((data / "media/tong-ket.jpg").read_bytes())
    (data / "published.txt").write_text("/mo-hinh/x/ gone\n", encoding="utf-8")
    catalogue, _ = read(data)
    now = state_of(catalogue, docs)
    assert in_git(catalogue, now, "HEAD", docs).state == first
    git("add", "-A")
    git("commit", "-q", "-m", "hai")
    assert in_git(catalogue, now, "HEAD", docs).state == now
    assert in_git(catalogue, now, "HEAD~1", docs).state == first
    assert in_git(catalogue, now, "HEAD", DOCS).state.pages.keys() >= {
        "borders/khac.geojson"
    }  # the pages lie elsewhere


@pytest.mark.parametrize("asked", ["HEAD~9", "-x", "", "khong-co", "31/2/2026", "2001-01-01"])
def test_a_version_that_is_not_there_is_told_in_words(repository, asked):
    catalogue, _ = read(repository[0])
    with pytest.raises(DataError, match="kho Git"):
        in_git(catalogue, state_of(catalogue), asked, repository[0])


def test_without_a_repository_a_file_is_compared_with(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    data, kept, written = copy_of_the_site(tmp_path), tmp_path / "thang-11.luu", tmp_path / "thay-doi.html"
    before = (data / "site.yml").read_bytes()
    assert "Chưa có gì để so sánh" in run("changes", "--data", data).stderr
    assert "không nằm trong kho Git nào" in run("changes", "--data", data, "--since", "1a2b3c").stderr
    assert run("changes", "--data", data, "--save", kept).returncode == 0
    file = data / "models/ngo-tu-quan.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("giữ ANTT, *cùng nhau*", "giữ gìn ANTT </dd><script>alert(1)</script>"), encoding="utf-8"
    )
    told = run("changes", "--data", data, "--since", kept)
    assert told.returncode == 0 and "Người đọc sẽ thấy:\n\nSửa mô hình “Ngõ tự quản về ANTT”" in told.stdout
    told = run("changes", "--data", data, "--since", kept, "--page", written)
    page = written.read_text(encoding="utf-8")
    assert told.returncode == 0 and "<script" not in page and "&lt;/dd&gt;" in page
    assert '<ins><span class="u">[thêm: </span>gìn<span class="u">]</span></ins>' in page
    for option in ("--page", "--save"):  # never over what is there
        told = run("changes", "--data", data, "--since", kept, option, data / "site.yml")
        assert (told.returncode, "đã có tệp này" in told.stderr) == (1, True)
    assert (data / "site.yml").read_bytes() == before
    (tmp_path / "hong").write_bytes(kept.read_bytes()[:99])
    told = run("changes", "--data", data, "--since", tmp_path / "hong")
    assert told.returncode == 1 and "đã hỏng hoặc chép chưa hết" in told.stderr


def test_the_last_publication_is_compared_with_and_the_desk_shows_it(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    data = copy_of_the_site(tmp_path)
    held = Held(data)

    def shown(query=""):
        return news(held, Request({"type": "http", "query_string": query.encode()})).body.decode()

    with pytest.raises(Refusal, match="chưa đăng lần nào"):
        shown()
    with (data / "site.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"targets:\n  - {{id: web, kind: folder, path: {tmp_path / 'web'}}}\n")
    first = state_of(read(data)[0])
    with Store(data) as store:
        for state in (edited(first, name="Tên cũ"), first):
            store.note("web", store.begin("web", "Chị Mai", "", {}, pack(state)), There.THERE)
    (data / "terms/diem.yml").unlink()
    told = run("changes", "--data", data).stdout
    assert "So với lần đăng 2, " in told and ": Xóa thuật ngữ “điểm”." in told
    assert "Tên mô hình: “Tên cũ” → “Ngõ tự quản về ANTT”" in run("changes", "--data", data, "--since", "1").stdout
    page = shown()
    assert "Xóa thuật ngữ “điểm”" in page and "Tên cũ" not in page and f'href="{TOP}thay-doi?tu=1"' in page
    page = shown("tu=1")
    assert f'<a href="{TOP}models/ngo-tu-quan">Sửa mô hình' in page and "<del>" in page
    for file in (data / ".desk/published/blobs").glob("??/*"):
        file.write_bytes(b"x")
    assert "Chưa có gì để so sánh" in run("changes", "--data", data).stderr


def test_nothing_hidden_reaches_the_page_or_the_terminal(state):
    now = edited(state, name="A\x1b[2J\u202eB\x00")
    told = page(changes_between(state, now), "x\x07", "Trang <b>")
    assert not set("\x1b\u202e\x00\x07") & set(told) and "Trang &lt;b&gt;" in told
    assert "\x1b" not in message(changes_between(state, now))


def test_a_long_text_that_changed_at_both_ends_is_marked_there_alone():
    text = " ".join(f"Câu số {number} nói về việc {number * 7}." for number in range(300))
    found = marked(f"Đầu cũ. {text} Cuối cũ.", f"Đầu mới. {text} Cuối mới.")
    assert [one.text.strip() for one in found if one.mark is not Mark.SAME] == ["cũ", "mới", "cũ", "mới"]
    assert "".join(one.text for one in found).count("…") == 1
    begun = time.process_time()
    marked("a b " * 5_000, "b a c " * 3_300)
    assert time.process_time() - begun < 1


@given(st.text("ab, \n3.", max_size=40), st.text("ab, \n3.", max_size=40))
def test_marks_leave_both_texts_whole(old, new):
    found = marked(old, new)
    assert "".join(one.text for one in found if one.mark is not Mark.OLD) == new
    assert "".join("".join(one.text for one in found if one.mark is not Mark.NEW).split()) == "".join(old.split())
    assert {one.mark for one in found} <= {Mark.SAME} if old == new else {one.mark for one in found} - {Mark.SAME}


KINDS_WITH_RECORDS = sorted(KINDS)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_change_is_told_and_none_that_is_none(data):
    """Two records of one kind from random values: the fields of which something is told are those that differ."""
    folder = data.draw(st.sampled_from(KINDS_WITH_RECORDS))
    one, other = (plain(data.draw(made_up(KINDS[folder]))) for _ in range(2))
    mixed = {name: value for name, value in {**one, **other}.items() if data.draw(st.booleans())}
    today = replace(NOTHING, words=words())
    for old, new in ((one, mixed), (mixed, one), (one, one)):
        told = edits_of(folder, old, new, today, today)
        assert {edit.names[0] for edit in told} == {name for name in {**old, **new} if old.get(name) != new.get(name)}
        assert all(edit.old != edit.new for edit in told)
