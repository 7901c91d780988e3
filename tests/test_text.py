"""Vietnamese text, dates and numbers, as they are read and shown."""

import re
from datetime import date, time
from decimal import Decimal

import pytest
from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticCustomError

from macros.language.dates import PartialDate, Period, TimeOfDay, not_before
from macros.language.numbers import plain_number, shown_number
from macros.language.problems import DataError, Problem, in_file, shown_path
from macros.language.text import fold, near, nfc, slug
from macros.records.figure import Figure


@pytest.mark.parametrize(
    ("text", "folded", "name"),
    [
        ("Lễ ra mắt… Đồng Khê", "le ra mat… dong khe", "le-ra-mat-dong-khe"),
        ("ĐẶC KHU Cát Hải", "dac khu cat hai", "dac-khu-cat-hai"),
        ("o\u031b\u0301 ớ", "o o", "o-o"),
        ("Số 1/2 – «thử»", "so 1/2 – «thu»", "so-1-2-thu"),
        ("…", "…", ""),
        ("", "", ""),
    ],
)
def test_fold_and_slug(text, folded, name):
    assert (fold(text), slug(text)) == (folded, name)


def test_one_form_of_unicode():
    assert nfc("a\u0302\u0301") == "ấ" == nfc("ấ")


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("hoi-nghi-tong-ket", "hoi-nghi-tong-ket"),
        ("Hội nghị tổng kết", "hoi-nghi-tong-ket"),
        ("hoi_nghi_tong_ket", "hoi-nghi-tong-ket"),
        ("tap-hun", "tap-huan"),
        ("xyz", None),
        ("", None),
    ],
)
def test_near(word, found):
    assert near(word, ["hoi-nghi-tong-ket", "hoi-nghi-so-ket", "tap-huan"]) == found


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("cong-an-quan-ngo-quyen", None),  # that there is one of another district is no reason to take it
        ("cong-an-qun-le-chan", "cong-an-quan-le-chan"),
        ("cong-sn-quan-le-chan", "cong-an-quan-le-chan"),
        ("congan-quan-le-chan", "cong-an-quan-le-chan"),
        ("cong-an-le-chan", "cong-an-quan-le-chan"),
        ("ubnd-quan-le-chan", None),
    ],
)
def test_near_names_are_slips_and_not_namesakes(word, found):
    assert near(word, ["cong-an-quan-le-chan", "ubnd-phuong-gia-vien"]) == found


@pytest.mark.parametrize(
    ("text", "shown", "first", "last"),
    [
        ("2024-08-19", "19/8/2024", date(2024, 8, 19), date(2024, 8, 19)),
        ("2024-02", "tháng 2/2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024", "năm 2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("XXXX-02-29", "29/2 (không rõ năm)", None, None),
        ("2023~", "khoảng năm 2023, nguồn không ghi ngày", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-08~", "khoảng tháng 8/2023, nguồn không ghi ngày", date(2023, 8, 1), date(2023, 8, 31)),
    ],
)
def test_dates(text, shown, first, last):
    read = PartialDate.parse(text)
    assert (str(read), read.shown, read.first, read.last) == (text, shown, first, last)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2024-08-19", "ngày 19/8/2024"),
        ("2024-08", "tháng 8/2024"),
        ("2024", "năm 2024"),
        ("XXXX-02-28", "ngày 28/2 (không rõ năm)"),
    ],
)
def test_dates_in_a_sentence(text, said):
    assert PartialDate.parse(text).in_words == said


def test_dates_in_order():
    texts = ["XXXX-09-27", "2023", "2023-01", "2023-01-01", "2023-12-31", "2024"]
    assert [str(d) for d in sorted(map(PartialDate.parse, reversed(texts)))] == texts


@pytest.mark.parametrize(
    ("text", "shown", "years"),
    [
        ("2023", "năm 2023", [2023]),
        ("2013/2015", "2013–2015", [2013, 2014, 2015]),
        ("2023-06-01/2024", "từ 1/6/2023 đến năm 2024", [2023, 2024]),
        ("2023-06/2023", "từ tháng 6/2023 đến năm 2023", [2023]),
        ("2023/2023-06", "từ năm 2023 đến tháng 6/2023", [2023]),
        ("XXXX-09-27", "27/9 (không rõ năm)", []),
        ("../2023-07", "tính đến tháng 7/2023", []),
        ("../2024-08-19", "tính đến 19/8/2024", []),
        ("../2030", "tính đến năm 2030", []),
        ("2019/..", "từ năm 2019", []),
        ("2024-01/2024-06", "6 tháng đầu năm 2024", [2024]),
        ("2024-01/2024-09", "9 tháng đầu năm 2024", [2024]),
        ("2024-01/2024-11", "11 tháng đầu năm 2024", [2024]),
        ("2024-07/2024-12", "6 tháng cuối năm 2024", [2024]),
        ("2024-01/2024-12", "năm 2024", [2024]),
        ("2024-01/2024-03", "quý I năm 2024", [2024]),
        ("2024-10/2024-12", "quý IV năm 2024", [2024]),
        ("2024-03/2024-05", "từ tháng 3/2024 đến tháng 5/2024", [2024]),
        ("2023-01/2024-06", "từ tháng 1/2023 đến tháng 6/2024", [2023, 2024]),
        ("2024-01-01/2024-08-19", "từ đầu năm 2024 đến 19/8/2024", [2024]),
        ("2024-01/2024-08-19", "từ đầu năm 2024 đến 19/8/2024", [2024]),
        ("2024-01-01/2024-12-31", "từ 1/1/2024 đến 31/12/2024", [2024]),
        ("2023-12-15/2024-11-14", "từ 15/12/2023 đến 14/11/2024", [2023, 2024]),
    ],
)
def test_periods(text, shown, years):
    read = Period.parse(text)
    assert (str(read), read.shown, list(read.years)) == (text, shown, years)


DATE_HINT = " Viết năm-tháng-ngày như 2024-08-19; chỉ biết tháng: 2024-08; chỉ biết năm: 2024; không rõ năm: XXXX-08-19"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("19/8/2024", "'19/8/2024' không phải ngày viết đúng cách. Viết năm-tháng-ngày: 2024-08-19"),
        (" 19-8-2024 ", "' 19-8-2024 ' không phải ngày viết đúng cách. Viết năm-tháng-ngày: 2024-08-19"),
        ("8.2024", "'8.2024' không phải ngày viết đúng cách. Viết năm-tháng-ngày: 2024-08"),
        ("2024/8/9", "'2024/8/9' không phải ngày viết đúng cách. Viết năm-tháng-ngày: 2024-08-09"),
        (" 2024.8", "' 2024.8' không phải ngày viết đúng cách. Viết năm-tháng-ngày: 2024-08"),
        ("30/2/2024", f"'30/2/2024' không phải ngày viết đúng cách.{DATE_HINT}"),
        (
            "2023 – 2024",
            "'2023 – 2024' không phải ngày viết đúng cách. Viết hai năm cách nhau bằng dấu gạch chéo: 2023/2024",
        ),
        (
            " 2023-2024",
            "' 2023-2024' không phải ngày viết đúng cách. Viết hai năm cách nhau bằng dấu gạch chéo: 2023/2024",
        ),
        ("XXXX", f"'XXXX' không phải ngày viết đúng cách.{DATE_HINT}"),
        ("XXXX-08", f"'XXXX-08' không phải ngày viết đúng cách.{DATE_HINT}"),
        ("2024-08-19~", f"'2024-08-19~' không phải ngày viết đúng cách.{DATE_HINT}"),
        ("XXXX-08-19~", f"'XXXX-08-19~' không phải ngày viết đúng cách.{DATE_HINT}"),
        ("~2024", f"'~2024' không phải ngày viết đúng cách.{DATE_HINT}"),
        ("hôm qua", f"'hôm qua' không phải ngày viết đúng cách.{DATE_HINT}"),
        (None, f"'None' không phải ngày viết đúng cách.{DATE_HINT}"),
        ("0000", "'0000' có tháng hoặc năm không tồn tại"),
        ("0000-05", "'0000-05' có tháng hoặc năm không tồn tại"),
        ("2024-13", "'2024-13' có tháng hoặc năm không tồn tại"),
        ("2024-00", "'2024-00' có tháng hoặc năm không tồn tại"),
        ("XXXX-13-01", "'XXXX-13-01' có tháng hoặc năm không tồn tại"),
        ("2023-02-29", "'2023-02-29' là ngày không có trong lịch"),
        ("2024-08-00", "'2024-08-00' là ngày không có trong lịch"),
        ("2024-08-32", "'2024-08-32' là ngày không có trong lịch"),
        ("XXXX-02-30", "'XXXX-02-30' là ngày không có trong lịch"),
    ],
)
def test_what_is_no_date_is_told_and_how_it_is_written(text, told):
    with pytest.raises(PydanticCustomError) as error:
        PartialDate.parse(text)
    assert error.value.message() == told


@pytest.mark.parametrize("text", ["2024-01-01", "2024-12-31", "2024-01", "2024-12", "0001", "XXXX-01-01", "XXXX-12-31"])
def test_the_first_and_the_last_of_everything_is_a_date(text):
    assert str(PartialDate.parse(text)) == text


def test_dates_are_compared_by_all_that_is_known():
    one, same, later = map(PartialDate.parse, ("2024-08", "2024-08", "2024-08-01"))
    assert one == same and not one < same and one <= same and one < later and hash(one) == hash(same)


class Written(BaseModel):
    date: PartialDate | None = None
    period: Period | None = None
    time: TimeOfDay | None = None


def test_a_year_may_be_written_as_a_number_but_true_is_none():
    assert str(Written(date=2024).date) == "2024" and str(Written(period=2024).period) == "2024"
    assert Written(date=PartialDate(2024)).date == PartialDate(2024)
    for value in (True, False, 2024.5, [2024]):
        with pytest.raises(ValidationError):
            Written(date=value)


def test_dates_are_kept_and_described_as_text():
    written = Written(date="2024-08", period="2023/2024", time="08:00")
    assert written.model_dump() == {"date": "2024-08", "period": "2023/2024", "time": "08:00"}


def test_the_patterns_of_dates_take_what_is_read():
    patterns = {"date": PartialDate.pattern, "period": Period.pattern, "time": TimeOfDay.pattern}

    def matches(name, text):
        return bool(re.search(patterns[name], text))

    assert all(matches("date", text) for text in ("2024", "2024-08", "2024-08-19", "XXXX-08-19", "2024~", "2024-08~"))
    assert not any(
        matches("date", text)
        for text in ("XXXX", "2024-8", "2023/2024", "a2024", "2024b", "2024-08-19~", "XXXX-08-19~")
    )
    assert all(matches("period", text) for text in ("2024", "2023/2024", "2023-06/2024-01-18", "XXXX-08-19"))
    assert not any(matches("period", text) for text in ("2023/", "/2024", "2023-2024"))
    assert (
        matches("time", "23:59")
        and matches("time", "sáng")
        and not matches("time", "24:00")
        and not matches("time", "8:00")
    )


@pytest.mark.parametrize(
    ("end", "start", "told"),
    [
        ("2024-08-18", "2024-08-19", "2024-08-18 đứng trước start (2024-08-19). Xem lại hai ngày này"),
        ("2024-07", "2024-08-01", "2024-07 đứng trước start (2024-08-01). Xem lại hai ngày này"),
        ("2024-08-19", "2024-08-19", None),
        ("2024-08", "2024-08-19", None),
        ("2024", "2024-08-19", None),
        ("XXXX-01-01", "2024-08-19", None),
        ("2024", "XXXX-12-31", None),
        ("2024", None, None),
        (None, "2024", None),
    ],
)
def test_an_end_must_not_lie_before_its_start(end, start, told):
    read = [text and PartialDate.parse(text) for text in (end, start)]
    if told is None:
        assert not_before(read[0], "start", read[1]) == read[0]
    else:
        with pytest.raises(PydanticCustomError) as error:
            not_before(read[0], "start", read[1])
        assert error.value.message() == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2024/2023", "'2024/2023' kết thúc trước khi bắt đầu"),
        ("2024-08-19/2024-08-18", "'2024-08-19/2024-08-18' kết thúc trước khi bắt đầu"),
        ("19/8/2024", "'19/8/2024' không phải thời gian viết đúng cách. Viết năm-tháng-ngày: 2024-08-19"),
        ("/2023-07", "'/2023-07' không phải thời gian viết đúng cách. Chưa rõ từ khi nào thì viết ../2023-07"),
        (
            "đến 2023-07",
            "'đến 2023-07' không phải thời gian viết đúng cách. Viết hai dấu chấm, gạch chéo rồi ngày cuối: ../2023-07",
        ),
        (
            "tính đến tháng 7/2023",
            "'tính đến tháng 7/2023' không phải thời gian viết đúng cách. Viết hai dấu chấm, gạch chéo rồi ngày cuối: ../2023-07",
        ),
        ("../..", f"'../..' không phải thời gian viết đúng cách.{DATE_HINT}"),
        ("2023/hai", f"'hai' không phải ngày viết đúng cách.{DATE_HINT}"),
        (None, f"'None' không phải ngày viết đúng cách.{DATE_HINT}"),
    ],
)
def test_what_is_no_period_is_told(text, told):
    with pytest.raises(PydanticCustomError) as error:
        Period.parse(text)
    assert error.value.message() == told


@pytest.mark.parametrize(("text", "shown"), [("2024-08-19/2024-08-19", "19/8/2024"), ("2023/2023", "năm 2023")])
def test_a_period_of_one_date_is_that_date(text, shown):
    assert Period.parse(text).shown == shown and "/" not in str(Period.parse(text))


@pytest.mark.parametrize("text", ["2024/2023", "2023/", "/2023", "2023/2024/2025", "2023-2024", ""])
def test_what_is_no_period(text):
    with pytest.raises(PydanticCustomError):
        Period.parse(text)


@pytest.mark.parametrize(
    ("text", "shown"), [("14:30", "14 giờ 30"), ("08:00", "8 giờ"), ("00:05", "0 giờ 05"), ("chiều", "buổi chiều")]
)
def test_times(text, shown):
    assert TimeOfDay.parse(text).shown == shown
    assert str(TimeOfDay.parse(text)) == text


def test_only_an_hour_has_a_place_on_the_clock():
    assert TimeOfDay.parse("14:30").clock == time(14, 30) and TimeOfDay.parse("chiều").clock is None


@pytest.mark.parametrize("text", ["24:00", "8:00", "14:60", "14h30", "đêm", "", 14, None, "x14:30", "14:30x"])
def test_what_is_no_time_is_told(text):
    with pytest.raises(PydanticCustomError) as error:
        TimeOfDay.parse(text)
    meant = {"8:00": "08:00", "14h30": "14:30"}.get(text, "như 14:30, hoặc sáng, trưa, chiều, tối")
    assert error.value.message() == f"'{text}' không phải giờ. Viết {meant}"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0, "0"),
        (33786, "33.786"),
        (Decimal("36.6"), "36,6"),
        (Decimal("1234567.50"), "1.234.567,50"),
        (Decimal("408.6160"), "408,616"),
        (Decimal("0.1250"), "0,125"),
        (Decimal("12.3456"), "12,3456"),
        (Decimal("106.70070"), "106,70070"),
    ],
)
def test_numbers(number, shown):
    assert shown_number(number) == shown


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "0"),
        (100, "100"),
        (Decimal("20.50"), "20.5"),
        (Decimal("20.00"), "20"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.10"), "0.1"),
    ],
)
def test_numbers_for_programs(number, written):
    assert plain_number(number) == written


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"value": Decimal("3.7"), "measure": "tỷ đồng", "precision": "over"}, "hơn 3,7 tỷ đồng"),
        ({"value": 33786, "measure": "hộ"}, "33.786 hộ"),
        ({"value": 0}, "0"),
        ({"as_written": "49/748", "measure": "hộ"}, "49/748 hộ"),
        ({"as_written": "hàng trăm"}, "hàng trăm"),
    ],
)
def test_figures(fields, shown):
    assert Figure(label="Thử", **fields).shown == shown


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("a.yml", 12, 3, "b.1.c", "sai", "Sửa", "d"), "a.yml:12:3: b.1.c: sai. Sửa. (Có phải 'd'?)"),
        (Problem("a.yml", 12, 3, "", "sai.", "Sửa."), "a.yml:12:3: sai. Sửa."),
        (Problem("a.yml", 0, 0, "", "sai"), "a.yml: sai."),
    ],
)
def test_problems_in_words(problem, text):
    assert str(problem) == text


def test_problems_come_in_order_once_each_and_counted():
    later, sooner, other = (
        Problem("a.yml", 10, 1, "", "x"),
        Problem("a.yml", 9, 1, "", "y"),
        Problem("b.yml", 0, 0, "", "z"),
    )
    error = DataError([other, later, sooner, later])
    assert error.problems == [sooner, later, other]
    assert str(error) == error.report() == "a.yml:9:1: y.\na.yml:10:1: x.\nb.yml: z.\n\nCó 3 lỗi trong 2 tệp."


def test_files_are_named_as_seen_from_the_working_folder(tmp_path, monkeypatch):
    (tmp_path / "a").mkdir()
    monkeypatch.chdir(tmp_path / "a")
    assert shown_path(tmp_path / "a/b/c.yml") == "b/c.yml"
    assert shown_path(tmp_path / "c.yml") == (tmp_path / "c.yml").as_posix()
    assert in_file(tmp_path / "a/c.yml", "sai", "Sửa", "d") == Problem("c.yml", 0, 0, "", "sai", "Sửa", "d")


def test_of_several_near_words_the_nearest_is_found():
    assert near("hoi-nghi", ["hoi-nghia", "hoi-nghix", "hoi nghi"]) == "hoi nghi"
    assert near("abcdefghij", ["abcdefghyz"]) == "abcdefghyz" and near("abcdefghij", ["abcdefgxyz"]) is None


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("renamed", None),  # that would be its end
        ("removd", "removed"),
        ("launch", "launched"),
        ("lanched", "launched"),
        ("interim", "interim_review"),
        ("replciated", "replicated"),
        ("unremoved", None),
    ],
)
def test_a_hint_is_a_slip_of_what_was_written(word, found):
    assert near(word, ["launched", "interim_review", "final_review", "replicated", "removed"]) == found


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("at_least", "at_most"), ("over", "under"), ("inactive", "active"), ("phuong-dong-hai-1", "phuong-dong-hai-2"),
        ("xa-tien-lang-dong", "xa-tien-lang-tay"), ("khong-dat", "dat"), ("so-vu-tang", "so-vu-giam"), ("rise", "fall"),
        ("before", "after"), ("xa-hoa-nam", "xa-hoa-bac"), ("postponed", "disposed"), ("measure", "treasury"),
    ],
)  # fmt: skip
def test_a_hint_is_no_opposite_and_nothing_far_off(word, other):
    assert near(word, [other]) is None and near(other, [word]) is None
