"""What the search says where the content has nothing of what is asked, or but a part, or only other words."""

import pytest

from macros.search import Document
from macros.search.findable import kinds
from macros.search.index import write_index
from tests.search.corpus import answers
from tests.search.portions import portioned

DOCUMENTS = [
    Document("ha-tay/", "unit", "Xã Hà Tây", ("Hà Tây",)),
    Document("lach-tray/", "unit", "Phường Lạch Tray", ("Lạch Tray",)),
    Document("an-dong/", "unit", "Xã An Đồng", ("An Đồng",)),
    Document("dai-ban/", "unit", "Xã Đại Bản", ("Đại Bản",), facts=("Mã thống kê: 11407",)),
    Document("thong-ke/", "page", "Thống kê"),
    Document("nam-tay/", "unit", "Phường Nam Tây", ("Nam Tây",), summary="Lập từ xã Hà Tây và phường Hồ Nam."),
    Document("ra-mat/", "event", "Ra mắt mô hình camera Lạch Tray", date="2022-01-01"),
    Document("lien-gia/", "model", "Tổ liên gia an toàn", units=("Phường Lạch Tray",), unit_ids=("lach-tray",)),
    Document("lien-ket/", "model", "Liên kết gia đình", summary="Hai tổ cùng làm.", date="2024-01-01"),
    Document("tuan-tra/", "event", "Ra quân", body="Công an và dân phòng tuần tra ban đêm.", date="2023-05-01"),
    Document("tuan/", "event", "Tuần lễ an toàn", body="Ba tuần lễ.", date="2024-05-01"),
    Document("camera/", "model", "Camera ở Lạch Tray", units=("Phường Lạch Tray",), unit_ids=("lach-tray",)),
    Document("chay/", "theme", "Phòng cháy", ("Phòng cháy nổ",)),
    Document("binh/", "model", "Bình chữa cháy", themes=("Phòng cháy",), theme_ids=("chay",), asked_as=("Chập điện",)),
    Document(
        "hoi/",
        "organisation",
        "Công an phường Vĩnh Niệm",
        units=("Phường Vĩnh Niệm", "Phường An Biên"),
        heirs=("Phường An Biên",),
        unit_ids=("vinh-niem", "an-bien"),
    ),
    Document("an-bien/", "unit", "Phường An Biên", ("An Biên",)),
    Document("vinh-niem/", "unit", "Phường Vĩnh Niệm", ("Phường Vĩnh Niệm", "Vĩnh Niệm")),
    Document("va-nong/", "unit", "Xã Vả Nông", ("Xã Vả Nông", "Vả Nông")),
    Document("an-phong/", "unit", "Phường An Phong", ("Phường An Phong", "An Phong")),
    Document("lac-phuong/", "unit", "Xã Lạc Phượng", ("Lạc Phượng",)),
    Document(
        "pho-bien/", "model", "Phổ biến pháp luật", summary="Công an phòng cháy phường An Dương hướng tới an toàn."
    ),
    Document(
        "kenh/",
        "model",
        "Kẻng",
        units=("Phường Vĩnh Niệm", "Phường An Biên"),
        heirs=("Phường An Biên",),
        unit_ids=("vinh-niem", "an-bien"),
    ),
    Document("ho-nam/", "unit", "Phường Hồ Nam", ("Phường Hồ Nam", "Hồ Nam")),
    Document(
        "mat-tran/", "organisation", "Mặt trận nhân dân quận Hải Tây", units=("Quận Hải Tây",), unit_ids=("hai-tay",)
    ),
    Document("mot-quan/", "model", "Sân chơi", summary="Đã làm ở 1 quận."),
    Document(
        "phoi-hop/",
        "document",
        "Chương trình phối hợp về phong trào",
        ("Chương trình số 09",),
        facts=("Bộ Công an và Mặt trận",),
    ),
    Document("tu/", "term", "Lời hiệu triệu", summary="Của chương trình phối hợp số 09 giữa Bộ Công an và Mặt trận."),
    *(Document(f"mo-hinh-{n}/", "model", f"Mô hình {n}", facts=("Liên hệ tổ 3.",)) for n in range(40)),
]


@pytest.fixture(scope="module")
def search(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nothing")
    write_index(portioned(DOCUMENTS), kinds(), {"ANTT": "an ninh trật tự", "CAPH": "công an phường"}, folder)

    def ask(query, **options):
        (answer,) = answers(folder, [(query, options)])
        return answer

    return ask


@pytest.mark.parametrize(
    "query",
    ["ma túy", "bản đồ", "hướng dẫn", "ma tuy", "giá vàng hôm nay", "qwerty", "CAX", "kdc", "và", "của các"],
)
def test_what_is_not_there_is_not_found_and_nothing_else_proposed(search, query):
    answer = search(query)
    assert (answer.state, answer.total, answer.results, answer.correction) == ("nothing", 0, [], "")
    assert answer.missing == [query.lower()]


def test_what_is_there_as_typed_comes_before_what_another_spelling_would_find(search):
    answer = search("tuần tra")  # in a body alone, while the name Lạch Tray sounds so
    assert (answer.state, answer.correction) == ("complete", "")
    assert [one["url"] for one in answer.results] == ["tuan-tra/"]


def test_what_is_lacking_is_named_and_what_holds_the_rest_comes_first(search):
    answer = search("bản đồ camera ở lạch tray")
    assert (answer.state, answer.missing) == ("partial", ["bản đồ"])
    assert answer.results[0]["url"] == "camera/"


def test_of_a_unit_that_is_not_there_none_that_is_called_nearly_so_stands_before_the_rest(search):
    answer = search("camera phường Vĩnh Bông")
    assert (answer.state, answer.missing) == ("partial", ["vĩnh bông"])
    assert [one["url"] for one in answer.results] == ["camera/", "ra-mat/"]


def test_what_mentions_the_name_of_a_page_is_not_counted(search):
    answer = search("thống kê")
    assert [one["url"] for one in answer.results] == ["thong-ke/"]
    assert search("mã thống kê 11407").results[0]["url"] == "dai-ban/"


def test_what_a_model_is_for_is_asked_of_the_model(search):
    assert search("mô hình camera Lạch Tray là gì").results[0]["url"] == "camera/"


def test_a_word_with_a_slip_keeps_the_tone_that_was_typed(search):
    assert search("lạhc tray").results[0]["url"] == "lach-tray/"
    assert search("lắhc tray").correction == ""


def test_a_slip_of_a_tone_is_believed_of_no_word_that_a_kind_of_unit_follows(search):
    assert search("dân quân").correction == ""  # though `Mặt trận, nhân dân | quận Hải Tây` stands together
    assert search("quân Hải Tây").results[0]["url"] == "mat-tran/"


def test_words_that_only_join_others_are_not_marked(search):
    (one,) = [one for one in search("camera ở Lạch Tray").results if one["url"] == "camera/"]
    assert one["marked"] == ["Camera", "Lạch Tray"]
    assert "ở" in " ".join(search("“camera ở lạch tray”").results[0]["marked"])


def test_another_reading_is_said_and_not_marked_as_typed(search):
    answer = search("phường lạch chay")
    assert (answer.state, answer.correction.lower()) == ("corrected", "phường lạch tray")
    assert answer.results[0]["url"] == "lach-tray/"
    assert answer.results[0]["marked"] == ["Phường Lạch"]


def test_a_last_word_is_half_typed_only_while_typing(search):
    assert search("tổ liên gi", isTyping=True).state == "complete"
    sent = search("tổ liên gi")
    assert sent.state != "complete"
    assert "gi" not in [word for one in sent.shown for word in one["marked"]]


def test_a_list_ends_where_what_it_is_of_ends(search):
    answer = search("tổ liên gia")
    assert (answer.total, [one["url"] for one in answer.results]) == (1, ["lien-gia/"])
    by_date = search("tổ liên gia", sort="date", counts=True)
    assert [one["url"] for one in by_date.results] == ["lien-gia/"]


def test_everyday_words_of_a_theme_find_what_is_of_it(search):
    answer = search("chập điện")
    assert (answer.state, [one["url"] for one in answer.results]) == ("complete", ["binh/"])


def test_how_many_there_are_is_counted_in_bodies_too(search):
    assert search("tuần", counts=True).total == 2


def test_the_heir_of_a_unit_is_not_the_unit(search):
    police = search("công an phường An Biên")
    assert (police.state, police.missing, police.results[0]["url"]) == ("partial", ["công an"], "an-bien/")
    assert "hoi/" not in [one["url"] for one in police.results]
    assert search("kẻng phường An Biên").results[0]["url"] == "kenh/"  # it is on that ground, and told so


@pytest.mark.parametrize("query", ["công an An Biên", "cong an phuong an bien", "cong an p an bien"])
def test_a_unit_is_named_by_its_whole_name_not_by_its_syllables(search, query):
    answer = search(query)  # `an` and `biến` stand in `pho-bien/`, with `công an`
    assert (answer.state, [one["url"] for one in answer.results]) == ("partial", ["an-bien/", "kenh/"])
    assert answer.missing == [query[:7]]


def test_a_name_of_a_unit_is_none_where_its_words_belong_to_others(search):
    assert search("cong an phong chay").results[0]["url"] == "pho-bien/"
    assert search("phuong an phong chay").missing == ["chay"]
    assert search("cong an phuong an phong").results[0]["url"] == "an-phong/"


def test_a_word_for_a_kind_of_unit_may_be_of_a_name(search):
    answer = search("camera lac phuong")
    assert (answer.missing, answer.results[0]["url"]) == (["camera"], "lac-phuong/")


def test_what_is_on_the_ground_of_a_unit_stands_behind_it(search):
    answer = search("mô hình phường An Biên")
    assert (answer.state, [one["url"] for one in answer.results]) == ("complete", ["an-bien/", "kenh/"])


def test_what_is_missing_may_be_written_short(search):
    answer = search("ANTT phường An Phong")
    assert (answer.missing, [one["url"] for one in answer.results]) == (["antt"], ["an-phong/"])


@pytest.mark.parametrize(
    ("query", "read", "others", "first"),
    [
        ("công an VN", "công an Vĩnh Niệm", ["công an Vả Nông"], "hoi/"),  # of that there is more
        ("công an P. VN", "công an P. Vĩnh Niệm", [], "hoi/"),
        ("xa vn", "xa Vả Nông", [], "va-nong/"),
        ("ANTT VN", "ANTT Vĩnh Niệm", ["ANTT Vả Nông"], "hoi/"),
        ("phường HN", "phường Hồ Nam", [], "ho-nam/"),
    ],
)
def test_a_unit_is_named_by_its_initials_behind_an_office_or_its_kind(search, query, read, others, first):
    answer = search(query)
    assert (answer.correction, answer.readings, answer.results[0]["url"]) == (read, others, first)
    assert answer.missing in ([], ["antt"])
    assert search(query, isTyping=True).correction == read


def test_small_letters_that_are_a_syllable_too_are_initials_behind_the_police_of_a_kind_of_unit(search):
    assert search("caph ap").correction == "caph An Phong"


@pytest.mark.parametrize("query", ["VN", "mô hình VN", "công an phường XY", "caph xy", "công an HN", '"công an VN"'])
def test_initials_are_no_unit_by_themselves_nor_where_none_is_so_called(search, query):
    answer = search(query)
    assert not answer.is_complete and not answer.readings and not answer.correction


def test_a_number_goes_with_no_kind_of_unit_behind_it(search):
    assert search("p1 quận 5").state == "nothing"


def test_what_a_word_means_is_no_entry_that_but_mentions_it(search):
    answer = search("chương trình phối hợp số 09 giữa bộ công an và mặt trận là gì")
    assert [one["url"] for one in answer.shown[:2]] == ["phoi-hop/", "tu/"]


@pytest.mark.parametrize(
    ("query", "parts", "first", "missing"),
    [
        ("mô hình Lạch Tray và Vĩnh Niệm", ["mô hình Lạch Tray", "mô hình Vĩnh Niệm"], {"camera/", "kenh/"}, []),
        ("mo hinh lach tray va vinh niem", ["mo hinh lach tray", "mo hinh vinh niem"], {"camera/", "kenh/"}, []),
        (
            "công an phường An Phong, An Biên và Vĩnh Niệm",
            ["công an phường An Phong", "công an phường An Biên", "công an phường Vĩnh Niệm"],
            {"an-phong/", "an-bien/", "hoi/"},
            ["công an", "công an"],
        ),
        ("xã Hà Tây với phường Hồ Nam", ["xã Hà Tây", "phường Hồ Nam"], {"ha-tay/", "ho-nam/"}, []),
    ],
)
def test_of_several_units_named_each_is_answered_and_said(search, query, parts, first, missing):
    answer = search(query)
    assert (answer.severally, answer.missing) == (parts, missing)
    assert answer.state == ("partial" if missing else "complete")
    assert {one["url"] for one in answer.results[: len(first)]} >= first - {"camera/"}
    assert first <= {one["url"] for one in answer.results}
    everything = search(query, sort="date", counts=True)
    assert {one["url"] for one in everything.results} == {one["url"] for one in answer.results}


@pytest.mark.parametrize(
    "query",
    ["kẻng Vĩnh Niệm An Biên", "kẻng An Biên và camera", "An Biên", '"An Biên và Vĩnh Niệm"', "An Biên và An Biên"],
)
def test_what_names_no_several_units_is_answered_as_one(search, query):
    assert search(query).severally == []


def test_a_list_that_somebody_pasted_is_answered_as_one(search):
    """Each unit would make queries of its own, which make others: 60 units would take for ever."""
    assert search("An Biên và " * 60 + "Vĩnh Niệm").severally == []
