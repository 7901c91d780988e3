"""After any edit, a build gives what it would give if it began with nothing: every byte of the site, and every word that it says. So
does a check.

    python3 -m tests.edits [--count 200] [--seed 1] [--check]

Edits follow one another at random, on copies of the project and of the sample site: of values, files, drafts, settings, days,
hand-written pages, templates, styles, code, and of what is kept from build to build. After each the site is built (or the data are
checked) twice, with what is kept and without. The first that differ end the run; they are told with what was done.
"""

import argparse
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

from macros.files.kept import folder_for
from macros.records import BY_FOLDER
from macros.records.media import FOLDER as MEDIA
from tests.ready import ROOT, run

SITE = ROOT / "tests" / "site"
_DAY = 86_400
_TODAY = 1_725_148_800  # 1 September 2024, amid the sample's events


class Edited:
    """A data folder that is edited again and again, and built by the project at `top` after each edit."""

    def __init__(self, folder: Path, data: Path, chance: random.Random, top: Path = ROOT):
        self.top, self.data, self.chance = top, folder / "data", chance
        self._folder, self._now, self._number = folder, _TODAY, 0
        shutil.copytree(data, self.data)
        self.kept = folder_for(self.data, top / ".cache" / "build")

    # Edits

    def a_value(self) -> str:
        """A word more in a text."""
        file, text = self._any(
            lambda text: re.search(r"^(  )?(name|title|text|place|summary): [^\n>|]{4,}$", text, re.MULTILINE)
        )
        return self._put(
            file,
            re.sub(
                r"^((?:  )?(?:name|title|text|place|summary): [^\n>|'\"]{4,})$",
                rf"\1 {self._word()}",
                text,
                count=self.chance.randint(1, 3),
                flags=re.MULTILINE,
            ),
        )

    def a_number(self) -> str:
        file, text = self._any(lambda text: re.search(r"^ +value: \d+$", text, re.MULTILINE))
        return self._put(
            file, re.sub(r"^( +value: )\d+$", rf"\g<1>{self.chance.randint(1, 900)}", text, count=1, flags=re.MULTILINE)
        )

    def a_date(self) -> str:
        file, text = self._any(lambda text: re.search(r"^date: \d{4}-\d\d-\d\d$", text, re.MULTILINE))
        return self._put(
            file, re.sub(r"^(date: \d{4}-\d\d-)\d\d$", rf"\g<1>{self.chance.randint(10, 28)}", text, flags=re.MULTILINE)
        )

    def a_new_record(self) -> str:
        file, text = self._any(lambda _: True, "events", "models", "sources", "terms")
        named = re.sub(r"^(title|name): (.*)$", rf"\1: \2 {self._word()}", text, count=1, flags=re.MULTILINE)
        return self._put(
            file.with_name(f"{file.stem}-{self._word()}.yml"),
            re.sub(r"^aliases:.*(\n +-.*)*\n", "", named, flags=re.MULTILINE),
        )

    def a_record_less(self) -> str:
        file, _ = self._any(lambda _: True)
        file.unlink()
        return f"{self._told(file)} deleted"

    def another_id(self) -> str:
        file, text = self._any(lambda text: "aliases" not in text, "events", "models")
        new = file.with_name(f"{file.stem}-{self._word()}.yml")
        new.write_text(text + (f"aliases: [{file.stem}]\n" if self.chance.random() < 0.6 else ""), encoding="utf-8")
        file.unlink()
        return f"{self._told(file)} renamed"

    def a_draft(self) -> str:
        file, text = self._any(lambda _: True, "events", "models", "terms", "sources")
        return self._put(file, text.replace("draft: true\n", "") if "draft: true" in text else f"draft: true\n{text}")

    def a_mistake(self) -> str:
        file, text = self._any(lambda _: True)
        return self._put(file, f"{text}khong-co: 1\n")

    def a_link(self) -> str:
        """A passage leads to a page of a record, or to a place on it, be it there or not."""
        file, text = self._any(lambda text: "\nnote: " not in text, "events")
        of, _ = self._any(lambda _: True, "events", "models", "units", "organisations")
        address = BY_FOLDER[of.relative_to(self.data).parts[0]].address
        place = self.chance.choice(("", "", "#mo-hinh", "#su-kien", "#nguon", "#khong-co"))
        return self._put(file, f"{text}note: Xem [kia](/{address}/{of.stem}/{place}).\n")

    def a_picture(self) -> str:
        """A picture is replaced by another, turned up in a record, taken out of all, or goes missing."""
        files = sorted((self.data / MEDIA).glob("*.jpg"))
        file = self.chance.choice(files)
        how = self.chance.choice(("replace", "add", "take out", "miss", "unused"))
        if how == "replace":
            self._draw(file)
        elif how == "miss":
            file.unlink()
        elif how == "unused":
            self._draw(file.with_stem(f"{file.stem}-{self._word()}"))
        else:
            of, text = self._any(lambda text: "pictures:" not in text, "events", "models", "units", "organisations")
            if how == "take out":
                of, text = self._any(lambda text: re.search(r"^pictures:", text, re.MULTILINE))
                return self._put(of, re.sub(r"^pictures:\n(?:[ -].*\n)+", "", text, flags=re.MULTILINE))
            new = file.with_stem(f"{file.stem}-{self._word()}")
            self._draw(new)
            shows = f"shows: Hình {self._word()}\n    credit: Ai\n    own: true\n    people: nobody"
            return self._put(of, f"{text}pictures:\n  - file: {new.name}\n    {shows}\n")
        return f"{how} {file.name}"

    def _draw(self, file: Path) -> None:
        size, colour = (self.chance.randint(40, 900), self.chance.randint(40, 900)), self.chance.randrange(1 << 24)
        Image.new("RGB", size, colour).save(file)

    def a_setting(self) -> str:
        file = self.data / "site.yml"
        text = file.read_text(encoding="utf-8")
        changed = re.sub(
            r"^(name|description): (.*)$",
            rf"\1: \2 {self._word()}",
            text,
            count=self.chance.randint(1, 2),
            flags=re.MULTILINE,
        )
        return self._put(file, changed)

    def another_day(self) -> str:
        self._now += _DAY * self.chance.choice((1, 1, 30, 400))
        return f"day {self._now // _DAY}"

    def damage(self) -> str:
        """What is kept is cut short, spoilt, half gone, or of another data folder's making."""
        files = [file for file in self.kept.rglob("*") if file.is_file()]
        if not files:
            return "nothing to damage"
        file = self.chance.choice(files)
        content = bytearray(file.read_bytes())
        how = self.chance.choice(("cut", "spoil", "delete", "empty"))
        if how == "delete":
            file.unlink()
        elif how == "spoil" and content:
            for _ in range(self.chance.randint(1, 20)):
                content[self.chance.randrange(len(content))] ^= 1 << self.chance.randrange(8)
            file.write_bytes(content)
        else:
            file.write_bytes(content[: len(content) // 2] if how == "cut" else b"")
        return f"{how} {file.name}"

    def a_kill(self) -> str:
        """A build is killed in its midst."""
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(self._now)}
        command = [sys.executable, "-m", "macros", "build", "--data", self.data, "--site-dir", self._folder / "kept"]
        begun = subprocess.Popen(
            command, cwd=self.top, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(self.chance.uniform(0.2, 2))
        begun.send_signal(signal.SIGKILL)
        begun.wait()
        return "killed"

    # Edits of the project

    def a_page(self) -> str:
        return self._append("docs", "*.md", f"\n\nThêm {self._word()}.\n")

    def a_page_of_our_own(self) -> str:
        """What a page shows that staff add is another: its text, its picture, a file that it takes in, the heading that its trail names."""
        folder, what = self.top / "docs/huong-dan/rieng", self.chance.choice(("page", "picture", "part", "index"))
        texts = {
            "index": ("index.md", "# Riêng {{ count('events') }}"),
            "part": ("part.txt", "Phần"),
            "page": (
                "page.md",
                "# Trang\n\n![Hình](picture.png) {% include 'huong-dan/rieng/part.txt' %} [Về](index.md)",
            ),
            "pictured": ("pictured.md", "# Hình {: #z }\n\n![Hình](picture.png)\n\n[Thống kê](../../thong-ke.md)"),
        }
        folder.mkdir(exist_ok=True)
        if what == "picture" or not (folder / "picture.png").exists():
            self._draw(folder / "picture.png")
        for name, (file, text) in texts.items():
            if name == what or not (folder / file).exists():
                (folder / file).write_text(f"{text}\n\n{self._word()}\n", encoding="utf-8")
        return what

    def a_template(self) -> str:
        return self._append("macros/pages/templates", "*.jinja", f"\n<p>{self._word()}</p>\n")

    def a_style(self) -> str:
        return self._append("docs/assets", "site.css", f"\n.{self._word()} {{ color: red }}\n")

    def what_stands_around(self) -> str:
        return self._append("overrides/partials", "footer.html", f"<p>{self._word()}</p>")

    def code(self) -> str:
        file = self.top / "macros/pages/lists.py"
        text = file.read_text(encoding="utf-8")
        return self._put(file, re.sub(r'^(NOT_RECORDED = ".*)"$', rf'\1 {self._word()}"', text, flags=re.MULTILINE))

    def the_menu(self) -> str:
        file = self.top / "mkdocs.yml"
        return self._put(
            file, file.read_text(encoding="utf-8").replace("  - Mô hình", f"  - Mô hình {self._word()}", 1)
        )

    def a_name_in_the_menu(self) -> str:
        """A page below a section of the menu has its name there from its own head, where it becomes another."""
        menu, page = self.top / "mkdocs.yml", self.top / "docs/ban-do.md"
        self._put(menu, menu.read_text(encoding="utf-8").replace("Bản đồ: ban-do.md", "ban-do.md"))
        named = re.sub(
            r"^title: .*$", f"title: Bản đồ {self._word()}", page.read_text(encoding="utf-8"), flags=re.MULTILINE
        )
        return self._put(page, named)

    # What comes of it

    def step(self, names: Sequence[str]) -> tuple[str, list[str]]:
        """Do one of these edits at random; return what was done, and how a build with what is kept and one without differ. What
        is refused is taken back."""
        done, said = self._held_against_anew(names, self._build, 1.0)
        return done, [*differing(self._folder / "kept", self._folder / "fresh"), *said]

    def checked(self, names: Sequence[str]) -> tuple[str, list[str]]:
        """The same of what a check says, for which a build has left its pages at times. What is refused is taken back half the time, so that
        mistakes come together, and are mended."""
        if self.chance.random() < 0.3:
            self._build("kept")
            shutil.rmtree(self.kept / "check", ignore_errors=True)
        return self._held_against_anew(names, lambda _: self._run("check"), 0.5)

    def _held_against_anew(
        self, names: Sequence[str], command: Callable[[str], str], taken_back: float
    ) -> tuple[str, list[str]]:
        """Do one of these edits; return what was done, and what a command says with what is kept and without, if that differs. What is
        refused is taken back in so many of cases."""
        before = self._folder / "before"
        shutil.copytree(self.data, before)
        name = self.chance.choice(names)
        done = f"{name}: {getattr(self, name)()}"
        with_it = command("kept")
        with self._nothing_kept():
            without = command("fresh")
        refused = not without.startswith("0")
        if refused and self.chance.random() < taken_back:
            shutil.rmtree(self.data)
            shutil.copytree(before, self.data)
        shutil.rmtree(before)
        return done + " (refused)" * refused, [with_it, without] if with_it != without else []

    @contextmanager
    def _nothing_kept(self) -> Iterator[None]:
        aside = self._folder / "aside"
        self.kept.rename(aside)
        try:
            yield
        finally:
            shutil.rmtree(self.kept, ignore_errors=True)
            aside.rename(self.kept)

    def _build(self, site: str) -> str:
        return self._run("build", "--site-dir", self._folder / site).replace(str(self._folder / site), "site")

    def _run(self, command: str, *more: str | Path) -> str:
        done = run(
            command,
            "--data",
            self.data,
            *more,
            top=self.top,
            anew=self.top != ROOT,  # its code is edited too, and what it keeps lies in it
            SOURCE_DATE_EPOCH=str(self._now),
        )
        return f"{done.returncode}\n{done.stdout}{done.stderr}"

    def _any(self, fit: Callable[[str], object], *folders: str) -> tuple[Path, str]:
        files = sorted(self.data.rglob("*.yml"))
        chosen = [
            file
            for file in files
            if file.parent != self.data and (not folders or file.relative_to(self.data).parts[0] in folders)
        ]
        fitting = [(file, text) for file in chosen if fit(text := file.read_text(encoding="utf-8"))]
        return self.chance.choice(fitting)

    def _append(self, folder: str, pattern: str, text: str) -> str:
        file = self.chance.choice(sorted(f for f in (self.top / folder).rglob(pattern) if "developers" not in f.parts))
        return self._put(file, file.read_text(encoding="utf-8") + text)

    def _put(self, file: Path, text: str) -> str:
        file.write_text(text, encoding="utf-8")
        return self._told(file)

    def _told(self, file: Path) -> str:
        return file.relative_to(self.data if file.is_relative_to(self.data) else self.top).as_posix()

    def _word(self) -> str:
        self._number += 1
        return f"z{self._number}"


def differing(one: Path, other: Path) -> list[str]:
    """The files and folders that are in one of two folders only, or not the same in both."""
    found = [{file.relative_to(top).as_posix(): file for file in top.rglob("*")} for top in (one, other)]

    def held(file: Path) -> bytes | None:
        return file.read_bytes() if file.is_file() else None

    return sorted(
        name
        for name in {*found[0], *found[1]}
        if not all(name in of for of in found) or held(found[0][name]) != held(found[1][name])
    )


OF_DATA = (
    "a_value",
    "a_value",
    "a_number",
    "a_date",
    "a_new_record",
    "a_record_less",
    "another_id",
    "a_draft",
    "a_mistake",
    "a_link",
    "a_picture",
    "a_setting",
    "another_day",
    "damage",
)
OF_PROJECT = (
    "a_kill",
    "a_page",
    "a_page_of_our_own",
    "a_template",
    "a_style",
    "what_stands_around",
    "code",
    "the_menu",
    "a_name_in_the_menu",
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python3 -m tests.edits", description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=200, help="how many edits")
    parser.add_argument("--seed", type=int, default=1, help="the same number gives the same edits")
    parser.add_argument("--check", action="store_true", help="hold checks against each other, not builds")
    parser.add_argument("--data", type=Path, default=SITE, help="the data folder whose copy is edited")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        top = folder / "project"
        top.mkdir()
        for part in ("macros", "docs", "overrides"):
            shutil.copytree(ROOT / part, top / part, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "mkdocs.yml", top)
        chance = random.Random(options.seed)
        edited = Edited(folder, options.data, chance, top)
        for number in range(options.count):
            done, different = (edited.checked if options.check else edited.step)(OF_DATA + OF_PROJECT)
            print(f"{number}: {done}", flush=True)
            if different:
                print("\n".join([f"Seed {options.seed}: differs", *different[:20]]))
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
