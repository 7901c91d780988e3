"""What the index is made of: packs that both languages read alike, and documents that say what became of a unit."""

import json
import random
import shutil
import zlib
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from macros.language.text import fold
from macros.search import Document, postings
from macros.search.encoding import posting_lists
from macros.search.entries import entries
from macros.search.findable import documents, kinds
from macros.search.index import deflated, write_index
from macros.search.normalise import Normaliser
from macros.search.numbering import number
from macros.search.terms import BODY, CONTEXT, LONG_NAME, MENTION, NOT_END, NOT_START, SHORT_NAME, WITHIN, Reader
from tests.quality.host import host
from tests.search import synthetic
from tests.search.corpus import ROOT
from tests.search.portions import portioned


@pytest.fixture(scope="module")
def client(browser, serve):
    """A page at the search's own scripts, which scripts of tests import."""
    page = browser.new_page()
    page.goto(serve(ROOT / "docs/assets/search") + "/files.js")
    yield page
    page.close()


def a_list(class_: int, *numbers: int) -> bytes:
    return posting_lists(np.array(numbers, np.int64), np.zeros(1, np.int64), np.array([class_]))[0]


def test_lists_and_cards_are_read_in_the_browser_as_they_were_written(client):
    rnd = random.Random(20240819)
    lists = [[0], [7], [1 << 18], [3, 1 << 17, (1 << 19) - 1], list(range(3000))]
    lists += [sorted({rnd.randrange(2 ** rnd.randint(1, 19)) for _ in range(rnd.randint(1, 400))}) for _ in range(50)]
    texts = [
        "",
        "a",
        "Phường Lạch Tray " * 300,
        "".join(map(chr, rnd.choices(range(0x20, 0x1EF9), k=5000))),
        "x" * 40_000,
    ]
    texts.append(" ".join(rnd.choices(synthetic.WARDS, k=900)))
    data = [list(deflated(text.encode()) + bytes(5)) for text in texts]
    data.append(list(zlib.compress(texts[3].encode(), 0, wbits=-15)))  # stored as it is
    read = client.evaluate(
        """async ([lists, blocks]) => {
            const [{ listsOf }, { inflated }] = await Promise.all([import("/decoding.js"), import("/inflate.js")]);
            return [listsOf(new Uint8Array(lists)), blocks.map((block) => new TextDecoder().decode(inflated(new Uint8Array(block))))];
        }""",
        [list(b"".join(a_list(i % 16, *numbers) for i, numbers in enumerate(lists))), data],
    )
    assert read == [[[i % 16, numbers] for i, numbers in enumerate(lists)], [*texts, texts[3]]]


def who_says(documents: list[Document], numbers: dict[str, int]) -> dict[str, dict[str, set[int]]]:
    """Return by folder and key the numbers of the documents that say a term in their heads, or in their bodies alone."""
    reader = Reader(Normaliser({}))
    said = {"terms": defaultdict(set), "bodies": defaultdict(set)}
    for document in documents:
        for class_, words in reader.texts(document):
            keys = [fold(word) for word in words]
            forms = [
                *zip(keys, words, strict=True),
                *((" ".join(k), " ".join(w)) for k, w in zip(pairwise(keys), pairwise(words), strict=True)),
            ]
            for term in forms:
                said["bodies" if class_ == BODY else "terms"][term].add(numbers[document.url])
    found = {folder: defaultdict(set) for folder in said}
    for (key, form), its in said["terms"].items():
        found["terms"][key] |= its
    for (key, form), its in said["bodies"].items():
        if left := its - said["terms"].get((key, form), set()):
            found["bodies"][key] |= left
    return found


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    """A folder with an index of many documents and the search's scripts, the numbers of the documents, and who says each term."""
    documents = [*synthetic.documents(400), Document("x/", "model", "Khu 2 và khu 21", body="Tuyến 20 dài 2,5 km.")]
    folder = tmp_path_factory.mktemp("packed")
    write_index(portioned(documents), kinds(), {}, folder / "index")
    shutil.copytree(ROOT / "docs/assets/search", folder / "search")
    numbers = number(documents, [kind.name for kind in kinds()]).numbers
    said = who_says(documents, numbers)
    return folder, numbers, {of: {key: sorted(its) for key, its in terms.items()} for of, terms in said.items()}


@pytest.mark.parametrize("knows_ranges", [True, False], ids=["ranges", "no ranges"])
def test_every_term_and_card_is_found_in_its_pack(browser, packed, knows_ranges):
    folder, numbers, wanted = packed
    with host(folder) as server, browser.new_page() as page:
        server.knows_ranges = knows_ranges
        page.goto(f"{server.origin}/search/files.js")
        found, absent, begun, cards = page.evaluate(
            """async ([keys, numbers]) => {
                const [{ Files, fetched }, { Vocabulary }] = await Promise.all([import("/search/files.js"), import("/search/vocabulary.js")]);
                const manifest = await (await fetch("/index/manifest.json")).json();
                const files = new Files("/index/", manifest, fetched);
                const { common } = new Vocabulary(manifest.vocabulary);
                const numbersOf = (entries) => [...new Set(entries.flatMap(([, lists]) => lists.flatMap(([, its]) => its)))].sort((a, b) => a - b);
                const terms = async (folder, keys, isBegun) =>
                    (await files.terms(folder, keys.map((key) => ({ key, common: common.get(key), isBegun })))).map(numbersOf);
                const all = async (folder) => {
                    const found = await terms(folder, keys[folder]);
                    return Object.fromEntries(keys[folder].map((key, i) => [key, found[i]]));
                };
                return [
                    { terms: await all("terms"), bodies: await all("bodies") },
                    ...(await terms("terms", ["khong dau"])),
                    ...(await terms("terms", ["khu 2"], true)),
                    await files.cards(numbers),
                ];
            }""",
            [{folder: list(terms) for folder, terms in wanted.items()}, list(numbers.values())],
        )
        asked = [address for address in server.asked if "/index/" in address]
    assert found == wanted
    assert (absent, begun) == ([], [numbers["x/"]])
    assert [url for url, *_ in cards] == list(numbers)
    assert len(set(asked)) == len(asked)  # nothing is fetched twice


def test_a_block_that_holds_nothing_is_not_fetched(browser, tmp_path):
    write_index(
        portioned([Document("x/", "model", "Khu 2", body="Tuyến 20 dài 2,5 km.")]), kinds(), {}, tmp_path / "index"
    )
    shutil.copytree(ROOT / "docs/assets/search", tmp_path / "search")
    with host(tmp_path) as server, browser.new_page() as page:
        page.goto(f"{server.origin}/search/files.js")
        page.evaluate(
            """async () => {
                const { Files, fetched } = await import("/search/files.js");
                const files = new Files("/index/", await (await fetch("/index/manifest.json")).json(), fetched);
                for (const folder of ["terms", "bodies"]) for (let i = 0; i < 60; i++) await files.terms(folder, [{ key: `khong ${i}z` }]);
            }"""
        )
        ranges = [address.partition("?")[2].split("-") for address in server.asked if "?" in address]
    assert all(int(start) <= int(end) for start, end in ranges)


@pytest.mark.parametrize(
    ("kilobytes", "cards", "requests"),
    [
        (0.6, 6, 6),
        (0.6, 8, 6),  # two of the gaps are fetched, so that all come in one turn
        (4, 7, 6),
        (4, 8, 8),  # which would be too much
        (4, 13, 12),  # though two turns are fewer than three
    ],
)
def test_cards_come_in_as_few_turns_as_their_bytes_are_worth(client, kilobytes, cards, requests):
    asked = client.evaluate(
        """async ([units, numbers]) => {
            const { Files } = await import("/files.js");
            const none = { keys: "", hashes: "", rows: "", units: "" };
            const asked = [];
            const manifest = { terms: none, bodies: none, common: none, places: none, cards: { hashes: "a".repeat(6), units, blocks: 60, unit: 128, each: 1 } };
            new Files("/", manifest, (address) => (asked.push(address), new Promise(() => {}))).cards(numbers);
            await new Promise((done) => setTimeout(done));
            return asked;
        }""",
        [{0.6: "5", 4: "V"}[kilobytes] * 60, list(range(0, 3 * cards, 3))],
    )
    assert len(asked) == requests


def test_a_word_that_only_joins_others_is_not_fetched_where_many_documents_hold_it(client):
    fetched, more = client.evaluate(
        """async () => {
            const { commonWords, termsOf, worthFetching } = await import("/rank.js");
            const slots = [["tang", false], ["cho", true]].map(([key, isJoining]) => ({ key, isJoining, form: "", share: 1, readings: new Map([[key, 0]]) }));
            const vocabulary = { has: () => true, bond: () => 0, count: () => 5000 };
            const terms = termsOf(slots, {}, vocabulary);
            const common = commonWords(terms, [], { count: 30_000, coverOf: () => 0 }, [{ at: 0 }], { ...vocabulary, count: (key) => (key === "cho" ? 4000 : 5000) });
            return [worthFetching(terms, vocabulary, 30_000), common].map((its) => its.map(({ key }) => key));
        }"""
    )
    assert (sorted(fetched), more) == (["tang", "tang cho"], ["tang"])


def terms_of(*said: Document) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return the lists of each term of the heads, and those of the bodies."""
    reader = Reader(Normaliser({}))
    number_of = postings.Numbers()
    of_each = list(postings.terms_of(map(reader.texts, said), number_of))
    spelled = postings.Spelled(number_of)

    def lists(in_bodies: bool) -> dict[str, bytes]:
        in_all = postings.said_by([postings.Said.of(of_each)], [range(len(said))], spelled.ranks, in_bodies)
        found = entries(in_all, spelled, len(said)).but((), spelled)
        # Each has one form here, shorter than 128 letters, as its lists are.
        return {key: entry[entry[0] + 2 :] for key, entry in found}

    return lists(False), lists(True)


def test_a_name_is_told_from_one_that_holds_it():
    unit = Document("x/", "unit", "Xã An Lão (Hải Phòng, từ 7/2025)", other_names=("An Lão",))
    long = Document("y/", "model", "Một hai ba bốn năm sáu bảy tám chín mười")
    heads, _ = terms_of(unit, long)
    assert heads["an lao"] == a_list(SHORT_NAME, 0)
    assert heads["xa an"] == a_list(SHORT_NAME | NOT_END, 0)
    assert "7/2025" not in heads
    assert heads["mot hai"] == a_list(LONG_NAME | NOT_END, 1)
    assert heads["hai ba"] == a_list(LONG_NAME | WITHIN, 1)
    assert heads["chin muoi"] == a_list(LONG_NAME | NOT_START, 1)


def test_a_document_says_a_term_once_where_it_says_most_of_it():
    heads, bodies = terms_of(
        Document("a/", "model", "Tổ tự quản", units=("Phường An Biên",), summary="Tổ dân phố.", body="Dân phố tự quản ở đó."),
        Document("b/", "model", "Camera", summary="Do tổ dân phố lập.", body="Tự quản. Ở đó."),
    )  # fmt: skip
    assert heads["tu quan"] == a_list(SHORT_NAME | NOT_START, 0)
    assert heads["to"] == a_list(SHORT_NAME | WITHIN, 0) + a_list(MENTION, 1)
    assert heads["an bien"] == a_list(CONTEXT, 0)
    assert heads["dan pho"] == a_list(MENTION, 0, 1)
    assert bodies["tu quan"] == a_list(BODY, 1)
    assert bodies["o do"] == a_list(BODY, 0, 1)
    assert "dan pho" not in bodies
    # No term goes from one sentence's text to another text.
    assert "quan phuong" not in heads and "pho dan" not in heads


def files_in(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*.*")}


def test_how_much_is_worked_on_at_one_time_makes_no_difference(tmp_path, monkeypatch):
    said = list(synthetic.documents(60))
    write_index(portioned(said), kinds(), {}, tmp_path / "whole")
    monkeypatch.setattr(postings, "_TOGETHER", 100)
    write_index(portioned(reversed(said)), kinds(), {}, tmp_path / "parts")
    assert files_in(tmp_path / "whole") == files_in(tmp_path / "parts")


def test_nothing_to_index_gives_an_index(tmp_path):
    write_index(portioned([]), [], {}, tmp_path)
    assert json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["count"] == 0


def test_a_unit_says_what_became_of_it_or_what_it_was_made_from(real):
    summaries = {d.url: d.summary for d in documents(real) if d.kind == "unit"}
    assert summaries["dia-ban/phuong-gia-vien-hai-phong/"].startswith("Từ 1/7/2025, lập từ ")
    assert summaries["dia-ban/phuong-lach-tray-ngo-quyen-hai-phong-2025/"].startswith("Hiện nay thuộc Phường ")
    assert summaries["dia-ban/quan-le-chan-hai-phong-2025/"].startswith("Địa bàn ấy hiện nay thuộc Phường ")
    assert max(map(len, summaries.values())) < 250
