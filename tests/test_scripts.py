"""Scripts lose comments, spaces and long names on their way to readers, and nothing else."""

import pytest

from macros.assets.scripts import ENGINE, joined, light, lightened
from tests.conftest import ROOT
from tests.quality.tools import node

SCRIPTS = {path.relative_to(ROOT / "docs").as_posix(): path for path in (ROOT / "docs").glob("assets/**/*.js")}


def texts():
    return {address: path.read_text(encoding="utf-8") for address, path in SCRIPTS.items()}


@pytest.mark.parametrize(
    ("script", "as_read"),
    [
        ("/** What it does. */\nexport function f(a) {\n  // Why.\n  return a + +a; // so\n}\n", "export function f(a){return a+ +a;}\n"),
        ('const address = "https://x/"; const text = " // stays";\nexport { address };\n', 'const address="https://x/";const a=" // stays";export{address};\n'),
        # A text in backquotes stays as it is, over lines too; the code in it doesn't.
        ("const name1 = 1;\nexport const b = `\n // ${ { x: name1 }.x } }\n`;\n", "const a=1;export const b=`\n // ${{x:a}.x} }\n`;\n"),
        # What divides, and what an expression holds.
        ("const total = 4;\nexport const b = total / 2 / [1];\nexport const c = /[/] \\/ total/g;\n", "const a=4;export const b=a/2/[1];export const c=/[/] \\/ total/g;\n"),
        # A name that is a key, a property, a method or a browser's anywhere stays everywhere.
        ("export const f = (other) => { const one = other, two = 1; return { one, three: two }; };\n", "export const f=(a)=>{const one=a,two=1;return{one,three:two};};\n"),
        ("const each = 1;\nexport class A {\n  #held = each;\n  each() {\n    return this.#held;\n  }\n}\n", "const each=1;export class A{#a=each;each(){return this.#a;}\n}\n"),
        ("const location = 1;\nexport const f = () => location;\n", "const location=1;export const f=()=>location;\n"),
        # What a function takes, and what of a list is given a name, but not what it is by default or what braces name.
        ("export function f(first, [second, ...others], { third }, last = [Map, first]) {\n  if (Infinity) {\n  }\n  return [second, others, third, last];\n}\n",
         "export function f(a,[d,...c],{third},b=[Map,a]){if(Infinity){}\nreturn[d,c,third,b];}\n"),
        ("export const f = (given) => {\n  for (const [[one, two], three] of given) return [one, two, three];\n};\n", "export const f=(a)=>{for(const[[b,d],c]of a)return[b,d,c];};\n"),
        # No short name is one that is there already.
        ("const first = 1;\nexport const f = (a) => first + a;\n", "const b=1;export const f=(a)=>b+a;\n"),
        # A line that may end a statement without a mark ends still; what is no module shares its names.
        ("let n\nn = 1\nfunction shared() {}\n", "let n\nn=1\nfunction shared(){}\n"),
    ],
)  # fmt: skip
def test_a_script_is_shortened_and_does_the_same(script, as_read):
    assert light(script, frozenset("fAbc")) == as_read


def test_what_no_other_script_names_is_not_exported():
    assert (
        light("export const inner = 1;\nexport const outer = inner;\n", frozenset({"outer"}))
        == "const a=1;export const outer=a;\n"
    )


def test_what_is_always_needed_together_is_one_file():
    scripts = {
        "s/first.js": 'import { b } from "./second.js";\nimport { c } from "./third.js";\nexport const a = b + c;\n',
        "s/second.js": 'import { c } from "./third.js";\nexport const b = c;\n',
        "s/third.js": "export const c = 1;\n",
        "s/later.js": 'import { c } from "./third.js";\nimport("./other.js");\n',
    }
    assert joined(scripts, "s/first.js") == {
        "s/first.js": "export const c = 1;\nexport const b = c;\nexport const a = b + c;\n",
        "s/later.js": 'import { c } from "./first.js";\nimport("./other.js");\n',
    }


def test_what_is_needed_together_from_several_folders_is_found_from_where_it_comes_to_lie():
    scripts = {
        "page.js": 'import "./ours.js";\nimport "./s/box.js";\n',
        "ours.js": "const ours = 1;\n",
        "s/box.js": 'import { load } from "./view.js";\nload();\n',
        "s/view.js": 'export const load = () => import("./engine.js");\n',
        "s/results.js": 'import { load } from "./view.js";\nimport { a } from "./filters.js";\n',
    }
    assert joined(scripts, "page.js") == {
        "page.js": 'const ours = 1;\nexport const load = () => import("./s/engine.js");\nload();\n',
        "s/results.js": 'import { load } from "../page.js";\nimport { a } from "./filters.js";\n',
    }


def test_what_comes_as_one_by_itself_is_no_part_of_another():
    scripts = lightened({
        "assets/page.js": 'import "./search/box.js";\n',
        "assets/search/box.js": 'import { view } from "./view.js";\nview();\n',
        "assets/search/view.js": "export function view() {}\n",
        "assets/search/results.js": 'import { view } from "./view.js";\nimport { filter } from "./filters.js";\nview(filter);\n',
        "assets/search/filters.js": "export const filter = 1;\n",
    })  # fmt: skip
    assert scripts == {
        "assets/page.js": "export function view(){}\nview();\n",
        "assets/search/results.js": 'const a=1;import{view}from"../page.js";view(a);\n',
    }


def test_the_scripts_of_the_site_are_light():
    for address, script in lightened(texts()).items():
        done = node("--input-type=module", "--check", input=script)
        assert not done.returncode, f"{address}: {done.stderr}"
        assert not [line for line in script.splitlines() if line.startswith((" ", "//", "/*"))], address


def test_what_comes_together_defines_every_name_once():
    scripts = texts()
    joined(scripts, ENGINE)
    scripts["assets/search/rank.js"] += "const form = 1;\n"
    with pytest.raises(ValueError, match="form"):
        joined(scripts, ENGINE)
