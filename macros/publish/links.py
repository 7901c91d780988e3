"""Whether every link of a built site leads somewhere: the last check before the site is published."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from macros.addresses.address import page_path
from macros.language.problems import Problem, shown_path
from macros.language.text import near
from macros.publish import mark

# Markup as the HTML standard's tokenizer cuts it, as far as links need it: comments, elements whose content is only text,
# other tags; quoted values may hold `>`. html.parser finds the same on every page of ours, and takes twelve times as long.
_ATTRIBUTES = r"([^>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^>\"']*)*)"
_TAG = re.compile(
    rf"<!--.*?-->|<(script|style|textarea|title)(?=[\s>]){_ATTRIBUTES}>.*?</\1\s*>|<[a-z][^\s/>]*{_ATTRIBUTES}>",
    re.DOTALL | re.IGNORECASE,
)
_NAMES = "id|href|xlink:href|src|action|formaction|poster|srcset|imagesrcset|http-equiv|content"
# An attribute with its value; the name is only told if it is one of those.
_ATTRIBUTE = re.compile(
    rf"(?:({_NAMES})(?=[\s=])|[^\s\"'<>/=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))", re.IGNORECASE
)
# A plain relative link: steps up, folders, a file, an id.
_RELATIVE = re.compile(r"((?:\.\./)*+)((?:[\w-][\w.-]*+/)*+)((?:[\w-][\w.-]*+)?)(?:#([\w-]+))?", re.ASCII)
_LINKING = {"href", "xlink:href", "src", "action", "formaction", "poster"}
_LINKING_MANY = {"srcset", "imagesrcset"}
_ID = re.compile(r"id\s*=")
_REFRESH = re.compile(r"\s*[\d.]+\s*[;,]\s*url\s*=\s*(\S+)", re.IGNORECASE)

READ = (".html", ".svg", ".xml")
"""The endings of files that are looked into."""
_WITH_ANCHORS = (".html", ".svg")
# A mistake in a template stands on every page: named on so many, counted on the others.
_NAMED = 3
# Looking for what was meant takes 50 ms among thousands of pages; with more mistakes than this, one is behind many.
_HINTED = 20


@dataclass
class _Document:
    """What links need to know of one file: the ids in it, in order, and where it leads."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Leads:
    """Where one page leads: its ids, those of them that stand twice, and the file, the id (if any matters) and the link of all its
    links within the site but those to places on itself that are there."""

    ids: set[str]
    twice: list[str]
    links: list[tuple[str, str, str]]


@dataclass(frozen=True)
class Fault:
    """What is wrong with a link, or with an id; a hint is found only when it is told."""

    what: str
    todo: str
    sought: str
    among: Iterable[str] = field(default=(), compare=False)


def files_of(site: Path) -> set[str]:
    """The files of a site by path, with forward slashes, without its mark; upper and lower case as they stand on the disk."""
    return {path for is_folder, path, is_link in mark.entries(site) if not (is_folder or is_link)} - {mark.NAME}


def text_in(content: bytes) -> str:
    """The text of a file of a site. One that somebody drew elsewhere may be in another encoding: in most, what links are made of is the same."""
    return content.decode(errors="replace")


def dead_links(
    pages: Iterable[str], text_of: Callable[[str], str], files: set[str], url: str | None, sources: Mapping[str, Path]
) -> list[Problem]:
    """Find every link, in the site's own pages, feeds and drawings, that leads to a file or an id that isn't in the site,
    and every id that stands twice on a page.

    Args:
        pages: The paths of the files to look at; of others only ids are asked for.
        text_of: Path of a file of the site → its text.
        files: What will lie in the site, by path.
        url: The site's address; links that begin with it are the site's own. None if it isn't known.
        sources: Path of a page in the site → the file that staff would mend.
    """
    found: dict[Fault, list[tuple[str, str]]] = defaultdict(list)
    elsewhere: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for path in sorted(file for file in pages if file.endswith(READ)):
        one = leads_of(path, text_of(path), url)
        for twice in one.twice:
            fault = Fault(f"mã '{twice}' (thuộc tính id) có ở nhiều chỗ", "Đặt cho mỗi chỗ một mã khác nhau", "")
            found[fault].append((path, ""))
        for target, anchor, link in one.links:
            if target not in files:
                found[lost(target, files)].append((path, link))
            elif target == path:
                found[_no_anchor("trang ấy", anchor, one.ids)].append((path, link))
            elif anchor:
                elsewhere[target, anchor].append((path, link))
    # Few pages are led into by anchors, so they are read again instead of keeping the ids of thousands.
    ids_of = {target: ids_in(text_of(target)) for target in {target for target, _ in elsewhere}}
    for (target, anchor), places in elsewhere.items():
        if anchor not in ids_of[target]:
            found[_no_anchor(f"trang {_rooted(target)}", anchor, ids_of[target])] += places
    hinted = len(found) <= _HINTED
    return sorted(problem for fault, places in found.items() for problem in _problems(fault, places, sources, hinted))


def leads_of(path: str, text: str, url: str | None) -> Leads:
    """Where the page at `path` leads, on a site at `url`."""
    document = _read(text, url)
    ids = set(document.ids)
    twice = sorted({one for one in ids if document.ids.count(one) > 1}) if len(ids) < len(document.ids) else []
    links = []
    for link in dict.fromkeys(document.links):
        target, anchor = target_of(path, link, url)
        if target is None or (target == path and (not anchor or anchor in ids)):
            continue
        links.append((target, anchor if target == path or target.endswith(_WITH_ANCHORS) else "", link))
    return Leads(ids, twice, links)


def with_links(text: str, led: Callable[[str], str]) -> str:
    """A page whose links are what `led` makes of each; all else of it stays as it is."""

    def of_tag(found: re.Match[str]) -> str:
        group = 2 if found[2] else 3
        begin, end = (at - found.start() for at in found.span(group))
        return (
            found[0][:begin] + _ATTRIBUTE.sub(of_attribute, found[0][begin:end]) + found[0][end:]
            if found[group]
            else found[0]
        )

    def of_attribute(found: re.Match[str]) -> str:
        name, value = (found[1] or "").lower(), unescape("".join(filter(None, found.groups()[1:])))
        if name in _LINKING:
            new = led(value.strip())
        elif name in _LINKING_MANY:
            parts = [one.split() for one in value.split(",") if one.strip()]
            new = ", ".join(" ".join([led(link), *size]) for link, *size in parts)
        elif name == "content" and (forward := _REFRESH.fullmatch(value)):
            new = value[: forward.start(1)] + led(forward[1].strip("'\""))
        else:
            return found[0]
        return found[0] if new == value else f'{found[1]}="{escape(new)}"'

    return _TAG.sub(of_tag, text)


def ids_in(text: str) -> set[str]:
    """The ids of a page."""
    return set(_read(text, None).ids)


def only_ids(text: str) -> str:
    """As much of a page as whoever asks for its ids needs."""
    return "".join(f'<a id="{escape(one)}">' for one in sorted(ids_in(text)))


def _read(text: str, url: str | None) -> _Document:
    document = _Document()
    telling, sending = [], []  # most tags have none of these attributes
    for _, of_text, of_others in _TAG.findall(text):
        if "=" in (of := of_text or of_others):
            lower = of.lower()
            if "href" in lower or _ID.search(lower) or "src" in lower or "action" in lower or "poster" in lower:
                telling.append(of)
            if "http-equiv" in lower:
                sending.append(of)
    for name, double, single, bare in _ATTRIBUTE.findall(">".join(telling)):  # no attribute goes across this sign
        if not name:
            continue
        value = double or single or bare
        if "&" in value:
            value = unescape(value)
        if (name := name.lower()) in _LINKING:
            document.links.append(value.strip())
        elif name == "id":
            document.ids.append(value)
        elif name in _LINKING_MANY:
            document.links += [one.split()[0] for one in value.split(",") if one.strip()]
    document.links += filter(None, map(_sent_to, sending))
    if url:  # addresses in full stand in attributes of any name, and in JSON-LD
        document.links += [unescape(whole) for whole in re.findall(rf"[\"']({re.escape(url)}[^\"'\s]*)[\"']", text)]
    return document


def _sent_to(of_tag: str) -> str | None:
    """Where a tag with these attributes sends on whoever comes; None if nowhere."""
    told = {name.lower(): unescape("".join(values)) for name, *values in _ATTRIBUTE.findall(of_tag)}
    found = _REFRESH.match(told.get("content", "")) if told.get("http-equiv", "").lower() == "refresh" else None
    return found[1].strip("'\"") if found else None


def target_of(path: str, link: str, url: str | None) -> tuple[str | None, str]:
    """The file that a link on `path` leads to, and the id in it; None for the file if it lies outside the site."""
    if (plain := _RELATIVE.fullmatch(link)) and (ups := plain[1].count("/")) <= path.count("/"):
        anchor = plain[4] if plain[4] and plain[4] != "top" else ""
        folders = path.split("/")[: -1 - ups]
        return (
            "/".join([*folders, plain[2] + (plain[3] or "index.html")]) if link[:1] not in ("", "#") else path
        ), anchor
    root = urlsplit(url).path if url else "/"
    if url and link.startswith(url):
        link = root + link.removeprefix(url)
    try:
        scheme, host, way, _, anchor = urlsplit(link)
    except ValueError:  # such as an unclosed bracket in a host: no browser goes there either
        return link, ""
    if scheme or host or (way.startswith("/") and not way.startswith(root)):
        return None, ""
    anchor = "" if anchor == "top" else unquote(anchor)
    if not way:
        return path, anchor
    way = unquote(way)
    whole = way.removeprefix(root) if way.startswith("/") else posixpath.join(posixpath.dirname(path), way)
    if posixpath.basename(whole) in ("", ".", ".."):
        whole = posixpath.join(whole, "index.html")
    return posixpath.normpath(whole), anchor


def lost(target: str, files: set[str]) -> Fault:
    """What is wrong with a link to a file that isn't among the `files` of the site."""
    if f"{target}/index.html" in files:
        return Fault("thiếu dấu / ở cuối", f"Viết /{target}/", "")
    addresses = (_rooted(file) for file in files)
    what, todo = "dẫn tới địa chỉ không có trong trang", "Sửa liên kết, hoặc tạo trang ấy"
    return Fault(what, todo, f"/{target}".removesuffix("index.html"), addresses)


def _no_anchor(page: str, anchor: str, ids: set[str]) -> Fault:
    what = f"dẫn tới chỗ '#{anchor}' không có trên {page}"
    return Fault(what, "Sửa phần sau dấu #, hoặc đặt mã ấy cho đúng chỗ", anchor, ids)


def _rooted(file: str) -> str:
    """The address of a file of the site: `mo-hinh/x/index.html` → `/mo-hinh/x/`."""
    return f"/{page_path(file)}"


def _problems(
    fault: Fault, places: list[tuple[str, str]], sources: Mapping[str, Path], hinted: bool
) -> Iterator[Problem]:
    hint = near(fault.sought, fault.among) if hinted and fault.sought else None
    for index, (path, link) in enumerate(places[:_NAMED]):
        others = len(places) - _NAMED if index == _NAMED - 1 else 0
        more = f" ({others} trang khác cũng vậy)" if others > 0 else ""
        of_link = f"liên kết '{link}' " if link else ""
        what = f"{of_link}{fault.what}{more}"
        address = _rooted(path)
        if source := sources.get(path):
            yield Problem(shown_path(source), 0, 0, f"trang {address}", what, fault.todo, hint)
        else:
            yield Problem(address, 0, 0, "", what, fault.todo, hint)
