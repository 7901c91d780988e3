"""Compiled templates are kept, and used only for what they were made of."""

import pytest
from jinja2 import DictLoader, Environment

from macros.pages import compiled
from macros.pages.compiled import Compiled


def rendered(folder, source, *, filters=None):
    """What a template makes in a new environment, and whether it had to be compiled."""
    environment = Environment(loader=DictLoader({"a": source}), bytecode_cache=Compiled(folder))
    environment.filters.update(filters or {})
    compilings = []
    compile_one = environment.compile
    environment.compile = lambda *of, **how: compilings.append(of) or compile_one(*of, **how)
    return environment.get_template("a").render(), bool(compilings)


def test_a_template_is_compiled_once(tmp_path):
    assert rendered(tmp_path / "x", "{{ 1 + 1 }}") == ("2", True)
    assert rendered(tmp_path / "x", "{{ 1 + 1 }}") == ("2", False)


def test_another_text_or_other_code_is_compiled_anew(tmp_path, monkeypatch):
    assert rendered(tmp_path, "{{ 'a' | twice }}", filters={"twice": lambda one: one * 2}) == ("aa", True)
    assert rendered(tmp_path, "{{ 'b' | twice }}", filters={"twice": lambda one: one * 2}) == ("bb", True)
    monkeypatch.setattr(compiled, "_code", lambda: b"other")
    assert rendered(tmp_path, "{{ 'b' | twice }}", filters={"twice": lambda one: one * 3}) == ("bbb", True)


@pytest.mark.parametrize("at", [0, 19, 20, 25, 60, -1])
def test_what_is_damaged_is_made_anew(at, tmp_path):
    rendered(tmp_path, "{{ 1 + 1 }}")
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    damaged = bytearray(whole)
    damaged[at] ^= 1
    for content in (bytes(damaged), whole[:at], b""):
        kept.write_bytes(content)
        assert rendered(tmp_path, "{{ 1 + 1 }}") == ("2", True)
        assert kept.read_bytes() == whole


def test_a_folder_that_can_not_be_written_keeps_nothing(tmp_path):
    (tmp_path / "x").write_text("a file", encoding="utf-8")
    assert rendered(tmp_path / "x", "{{ 1 + 1 }}") == ("2", True)
    assert rendered(tmp_path / "x", "{{ 1 + 1 }}") == ("2", True)
