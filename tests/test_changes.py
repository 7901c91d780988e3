"""What changed between two states of the data: every change once, in the words of the fields, and nothing that is the same."""

import hashlib
import zlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.changes.aligned import aligned
from macros.changes.change import Did
from macros.changes.compare import changes_between
from macros.changes.edits import edits_of
from macros.changes.snapshot import pack, unpack
from macros.changes.state import NOTHING, File, as_far_as_read, plain, state_of
from macros.changes.told import body, lines_of, message, subject
from macros.changes.words import KINDS, words
from macros.language.problems import DataError
from macros.load import read
from tests.conftest import SAMPLE
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
    hidden = replace(state, standings={**state.standings, MODEL: "draft"})
    assert [one.did for one in changes_between(hidden, state).seen()] == [Did.APPEARED]
    assert [one.did for one in changes_between(state, hidden).seen()] == [Did.WITHDRAWN]
    new = changes_between(without(hidden, MODEL), hidden)
    assert not [*new.seen()] and "bản nháp" in body(new)
    gone = changes_between(state, without(state, MODEL, ("terms", "diem")))
    assert subject(gone) == "Xóa 1 mô hình và xóa 1 thuật ngữ"
    assert changes_between(NOTHING, state).records and not changes_between(NOTHING, state).records[0].was


def test_a_file_that_holds_something_else_is_told_where_it_is_named(state):
    name, file = next(iter(state.files.items()))
    (change,) = changes_between(state, replace(state, files={**state.files, name: File("0" * 20, 2_000)})).records
    (line,) = lines_of(change.edits)
    assert "Tệp tài liệu: " in line and file.digest[:8] in line and "mã 00000000" in line


def test_pages_and_addresses_are_told(state):
    now = replace(state, pages={**state.pages, "index.md": "x", "moi.md": "y"}, addresses={"/a/": "gone", "/b/": "/c/"})
    assert body(changes_between(state, now)).splitlines() == [
        "Sửa trang tự soạn docs/index.md",
        "Thêm trang tự soạn docs/moi.md",
        "Địa chỉ /a/: đã gỡ",
        "Địa chỉ /b/: chuyển sang /c/",
    ]


def test_a_field_that_is_called_otherwise_since_is_told_in_its_old_words(state):
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


def test_what_is_no_record_any_more_is_told_as_far_as_it_can_be_read():
    """Short forms, numbers and fields that nobody knows."""
    written = {"name": "A", "themes": "camera", "summary": "Chữ.", "since": 2019, "la": [1, {"b": True}], "trong": None}
    assert as_far_as_read(written, "models", words()) == {
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
