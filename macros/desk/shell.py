"""The document that every page of the desk is: what stands on it is made in the browser, by the modules in `static/`."""

from html import escape

from macros.desk.safety import TOP
from macros.language.text import upper_first


def shell(mark: str) -> str:
    """One document for all addresses of the desk; `mark` tells its data folder from others that were served at the same port."""
    return f"""<!doctype html>
<html lang="vi" data-of="{escape(mark)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Bàn làm việc</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{TOP}static/desk.css">
<script type="module" src="{TOP}static/desk.js"></script>
</head>
<body>
<noscript><p>Bàn làm việc cần JavaScript. Hãy bật JavaScript trong trình duyệt rồi tải lại trang.</p></noscript>
<main id="desk"></main>
</body>
</html>
"""


def sorry(what: str, todo: str, title: str) -> str:
    """A page in the place of one of the site that there isn't."""
    said = escape(". ".join(upper_first(text).rstrip(".") for text in (what, todo) if text))
    return f"""<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{said}.</p>
<p><a href="{TOP}">Bàn làm việc</a></p>
</main>
</body>
</html>
"""
