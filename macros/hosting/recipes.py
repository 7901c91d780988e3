"""The recipes: for each host, the files that it wants, made from what is known of the site."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from macros.addresses.address import NOT_FOUND
from macros.hosting.served import ASKED_AGAIN, FOR_EVER, Site

SIGN = "Do lệnh recipe ghi"
PYTHON = "3.13"
# By the digest of the commit, which nobody can give another content, and the tag that led to it on 26/11/2026.
ACTIONS = {
    "checkout": "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
    "setup_python": "actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0",
    "cache": "actions/cache@27d5ce7f107fe9357f9df03efb73ab90386fccae # v5.0.5",
    "upload_pages_artifact": "actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9 # v5.0.0",
    "deploy_pages": "actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128 # v5.0.0",
}


@dataclass(frozen=True)
class Recipe:
    """A file for one host.

    Attributes:
        file: what it is called, and where it belongs: in the repository, beside the site, or in the server's settings.
        template: what it is made from.
        about: for which host it is, as staff read it.
        needs_address: whether it can't be made of a site whose address isn't known.
        tested: how far it was tested.
    """

    file: str
    template: str
    about: str
    tested: str
    needs_address: bool = False


RECIPES = {
    "github": Recipe(
        ".github/workflows/trang.yml", "github.yml.jinja", "tự tạo, tự đăng lên GitHub Pages",
        "đúng khuôn dạng của GitHub; các lệnh trong đó đã chạy trong một bản sao sạch; chưa chạy trên chính GitHub",
    ),
    "gitlab": Recipe(
        ".gitlab-ci.yml", "gitlab.yml.jinja", "tự tạo, tự đăng lên GitLab Pages",
        "đúng khuôn dạng của GitLab; các lệnh trong đó đã chạy trong một bản sao sạch; chưa chạy trên chính GitLab",
    ),
    "nginx": Recipe(
        "phong-trao.conf", "nginx.conf.jinja", "máy chủ nginx", "đã chạy và thử từng loại tệp trên nginx 1.22, qua https", True
    ),
    "caddy": Recipe("Caddyfile", "Caddyfile.jinja", "máy chủ Caddy", "đã chạy và thử từng loại tệp trên Caddy 2.6", True),
    "apache": Recipe(
        ".htaccess", "htaccess.jinja", "máy chủ Apache, hosting dùng .htaccess", "đã chạy và thử từng loại tệp trên Apache 2.4"
    ),
    "iis": Recipe(
        "web.config", "web.config.jinja", "máy chủ Windows (IIS)", "mới kiểm tra đúng cách viết XML, chưa chạy trên IIS thật"
    ),
    "pages": Recipe(
        "_headers", "_headers.jinja", "Cloudflare Pages, Netlify", "mới kiểm tra cách viết, chưa đăng lên nơi thật"
    ),
}  # fmt: skip


def made(name: str, site: Site, data: str = "data", at: str = "") -> str:
    """The file of a recipe for a site; `data` is its data folder as seen from the top of the repository, `at` where Caddy listens, if not
    at the site's host."""
    recipe = RECIPES[name]
    mark = f"{SIGN}: manage.py recipe {name}. Cập nhật chương trình hoặc đổi địa chỉ trang thì chạy lại lệnh ấy."
    types: dict[str, list[str]] = {}
    for ending, kind in site.types.items():
        types.setdefault(kind, []).append(ending)
    environment = _environment()
    record = environment.get_template("record.sh.jinja").render(data=data)
    return environment.get_template(recipe.template).render(
        mark=mark, site=site, data=data, at=at or site.address, types=types.items(), record=record, actions=ACTIONS, python=PYTHON,
        for_ever=FOR_EVER, asked_again=ASKED_AGAIN, not_found=NOT_FOUND.path,
    )  # fmt: skip


@cache
def _environment() -> Environment:
    """Brackets instead of braces, of which these files are full."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"), undefined=StrictUndefined, autoescape=False,
        block_start_string="[%", block_end_string="%]", variable_start_string="[[", variable_end_string="]]",
        comment_start_string="[#", comment_end_string="#]", trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    escape: Callable[[str], str] = re.escape
    environment.filters["re"] = escape
    return environment
