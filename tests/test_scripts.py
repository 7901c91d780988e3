"""Scripts lose comments, spaces and long names on their way to readers, and nothing else."""

import json

import pytest

from macros.assets import scripts
from macros.assets.scripts import EAGER, ENGINE, are_kept, fetched, joined, light, lightened
from tests.conftest import ROOT
from tests.quality.tools import HERE, ensure_tools, node

SCRIPTS = {path.relative_to(ROOT / "docs").as_posix(): path for path in (ROOT / "docs").glob("assets/**/*.js")}


def texts():
    return {address: path.read_text(encoding="utf-8") for address, path in SCRIPTS.items()}


@pytest.mark.parametrize(
    ("script", "as_read"),
    [
        ("/** What it does. */\nexport function f(a) {\n  // Why.\n  return a + +a; // so\n}\n", "export function f(e){return e+ +e}\n"),
        ('const address = "https://x/"; const text = " // stays";\nexport { address };\n', 'const address="https://x/";const e=" // stays";export{address};\n'),
        # A text in backquotes stays as it is, over lines too; the code in it doesn't.
        ("const name1 = 1;\nexport const b = `\n // ${ { x: name1 }.x } }\n`;\n", "const e=1;export const b=`\n // ${{x:e}.x} }\n`;\n"),
        # What divides, and what an expression holds.
        ("const total = 4;\nexport const b = total / 2 / [1];\nexport const c = /[/] \\/ total/g;\n", "const e=4;export const b=e/2/[1];export const c=/[/] \\/ total/g;\n"),
        # A key, a property and a method keep their names; in braces a name may be a key and a variable at once.
        ("export const f = (other) => { const one = other, two = 1; return { one, three: two, other() {} }; };\n", "export const f=t=>{const e=t,two=1;return{one:e,three:two,other(){}}};\n"),
        ("const each = 1;\nexport class A {\n  #held = each;\n  each() {\n    return this.#held.each;\n  }\n}\n", "const e=1;export class A{#e=e;each(){return this.#e.each}}\n"),
        ("const two = 2;\nexport const f = async (one) => ({ three: two * one, async four() { return one ? two : { two }; } });\n", "const e=2;export const f=async t=>({three:e*t,async four(){return t?e:{two:e}}});\n"),
        # What browsers know, and what is a word of the language at some places.
        ("const location = 1;\nexport const f = (of) => { for (const one of of) location(one); };\n", "const location=1;export const f=of=>{for(const e of of)location(e)};\n"),
        # What a function takes, and what of a list or in braces is given a name, but not what it is by default.
        ("export function f(first, [second, ...others], { third, fourth: fifth = Map }, last = [Map, first]) {\n  if (Infinity) {\n  }\n  return [second, others, third, fifth, last];\n}\n", "export function f(t,[o,...i],{third:r,fourth:e=Map},n=[Map,t]){if(Infinity){}return[o,i,r,e,n]}\n"),
        ("const { one, two: [three] } = Map;\nexport const f = (given) => {\n  for (const [[one, four], three] of given) return [one, four, three];\n};\n", "const{one:e,two:[t]}=Map;export const f=i=>{for(const[[e,n],t]of i)return[e,n,t]};\n"),
        # What stands apart may have the same name; what stands at the top has one everywhere.
        ("const top1 = 1;\nexport const f = (one) => one ? { one } : { one: top1 };\nexport const b = (two) => (one) => [one, two];\nclass A {\n  f(one) {\n    return one;\n  }\n  b(two) {\n    return two;\n  }\n}\n", "const e=1;export const f=t=>t?{one:t}:{one:e};export const b=t=>e=>[e,t];class t{f(e){return e}b(e){return e}}\n"),
        # No short name is one that is there already.
        ("const first = 1;\nexport const f = (a) => first + a + e;\n", "const t=1;export const f=n=>t+n+e;\n"),
        # A line that may end a statement without a mark ends still; what is no module shares its names.
        ("let n\nn = 1\nfunction shared() {}\n", "let n\nn=1\nfunction shared(){}\n"),
    ],
)  # fmt: skip
def test_a_script_is_shortened_and_does_the_same(script, as_read):
    assert light(script, frozenset("fAbc")) == as_read


def test_what_no_other_script_names_is_not_exported():
    assert (
        light("export const inner = 1;\nexport const outer = inner;\n", frozenset({"outer"}))
        == "const e=1;export const outer=e;\n"
    )


def test_what_is_always_needed_together_is_one_file():
    written = {
        "s/first.js": 'import { b } from "./second.js";\nimport { c } from "./third.js";\nexport const a = b + c;\n',
        "s/second.js": 'import { c } from "./third.js";\nexport const b = c;\n',
        "s/third.js": "export const c = 1;\n",
        "s/later.js": 'import { c } from "./third.js";\nimport("./other.js");\n',
    }
    assert joined(written, "s/first.js") == {
        "s/first.js": "export const c = 1;\nexport const b = c;\nexport const a = b + c;\n",
        "s/later.js": 'import { c } from "./first.js";\nimport("./other.js");\n',
    }


def test_what_is_needed_together_from_several_folders_is_found_from_where_it_comes_to_lie():
    written = {
        "page.js": 'import "./ours.js";\nimport "./s/box.js";\n',
        "ours.js": "const ours = 1;\n",
        "s/box.js": 'import { load } from "./view.js";\nload();\n',
        "s/view.js": 'export const load = () => import("./engine.js");\n',
        "s/results.js": 'import { load } from "./view.js";\nimport { a } from "./filters.js";\n',
    }
    assert joined(written, "page.js") == {
        "page.js": 'const ours = 1;\nexport const load = () => import("./s/engine.js");\nload();\n',
        "s/results.js": 'import { load } from "../page.js";\nimport { a } from "./filters.js";\n',
    }


def test_what_comes_as_one_by_itself_is_no_part_of_another():
    made = lightened({
        "assets/page.js": 'import "./search/box.js";\n',
        "assets/search/box.js": 'import { view } from "./view.js";\nview();\n',
        "assets/search/view.js": "export function view() {}\n",
        "assets/search/results.js": 'import { view } from "./view.js";\nimport { filter } from "./filters.js";\nview(filter);\n',
        "assets/search/filters.js": "export const filter = 1;\n",
    })  # fmt: skip
    assert made == {
        "assets/page.js": "export function view(){}view();\n",
        "assets/search/results.js": 'const e=1;import{view}from"../page.js";view(e);\n',
    }


def test_the_scripts_of_the_site_are_light():
    for address, script in lightened(texts()).items():
        done = node("--input-type=module", "--check", input=script)
        assert not done.returncode, f"{address}: {done.stderr}"
        told, script = (EAGER in script, script.removeprefix(EAGER))
        assert told == (address == ENGINE)
        assert not [line for line in script.splitlines() if line.startswith((" ", "//", "/*"))], address


def test_the_scripts_of_the_site_are_as_they_were_written_but_for_the_names_of_variables(monkeypatch):
    ensure_tools()
    made = []

    def noted(script: str, named_elsewhere: frozenset[str]) -> str:
        made.append((script, light(script, named_elsewhere)))
        return made[-1][1]

    monkeypatch.setattr(scripts, "light", noted)
    lightened(texts())

    def differences(pairs: list[tuple[str, str]]) -> dict[str, str]:
        told = [(str(number), *pair) for number, pair in enumerate(pairs)]
        done = node(str(HERE / "variables.mjs"), input=json.dumps(told))
        assert not done.returncode, done.stderr
        return json.loads(done.stdout)

    assert differences(made) == {}
    # And it would be told if they weren't.
    assert set(
        differences(
            [
                ("const a = 1; const b = 2; f(a);", "const a=1;const b=2;f(b);"),
                ("const a = 1; f({ a });", "const b=1;f({b});"),
                ("export const a = 1;", "export const b=1;"),
                ("f(document);", "f(e);"),
                ("class A { #a; #b; c() { return this.#a; } }", "class A{#a;#b;c(){return this.#b}}"),
            ]
        )
    ) == set("01234")


def test_what_comes_together_defines_every_name_once():
    written = texts()
    joined(written, ENGINE)
    written["assets/search/rank.js"] += "const form = 1;\n"
    with pytest.raises(ValueError, match="form"):
        joined(written, ENGINE)


def test_scripts_that_are_kept_need_no_process(tmp_path):
    scripts = {"a.js": "const one = 1;\nexport const two = one;\n", "b.js": 'import { two } from "./a.js";\ntwo();\n'}
    assert not are_kept(scripts, tmp_path)
    made = lightened(scripts, tmp_path)
    assert are_kept(scripts, tmp_path) and set(fetched(scripts)) == set(made)
    assert not are_kept(scripts | {"b.js": ""}, tmp_path) and not are_kept(scripts, None)
