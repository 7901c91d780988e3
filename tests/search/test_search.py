"""The index's own promises: the same bytes for the same documents, and few files touched by one edit."""

from dataclasses import replace
from pathlib import Path

from macros.search.findable import kinds
from macros.search.index import write_index
from tests.search.corpus import corpus
from tests.search.portions import portioned


def written(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*.json")}


def test_the_same_documents_in_any_order_give_the_same_bytes(tmp_path):
    documents, abbreviations = corpus(300)
    write_index(portioned(documents), kinds(), abbreviations, tmp_path / "a")
    write_index(portioned(reversed(documents)), kinds(), abbreviations, tmp_path / "b")
    assert written(tmp_path / "a") == written(tmp_path / "b")


def test_one_edited_record_touches_few_files(tmp_path):
    documents, abbreviations = corpus(2000)
    write_index(portioned(documents), kinds(), abbreviations, tmp_path)
    before = written(tmp_path)
    documents[700] = replace(documents[700], summary=documents[700].summary + " Thêm một câu ngắn.")
    write_index(portioned(documents), kinds(), abbreviations, tmp_path)
    after = written(tmp_path)
    assert len(after.keys() - before.keys()) < 0.05 * len(before) + 10
