"""The preview's server: pages of the site as it is by the files of this moment, which load themselves anew when that changes."""

import posixpath
from typing import Any

from mkdocs.livereload import LiveReloadServer

from macros.current import Current

HOST = "127.0.0.1"


def address_at(port: int) -> str:
    """Where a preview lies that is served at a port of this machine."""
    return f"http://{HOST}:{port}/"


class Preview(LiveReloadServer):
    """Serves `site` on this machine at `port`."""

    def __init__(self, site: Current, port: int):
        super().__init__(lambda: None, HOST, port, str(site.folder))
        self.error_handler = self._not_found
        self._site = site
        self._watched_paths = {
            self.root: 1
        }  # has pages told to load themselves anew; MkDocs' own watching is not begun

    def run(self) -> None:
        """Serve until it is stopped."""
        print(f"Trang xem thử: {self.url}  (nhấn Ctrl+C để dừng)", flush=True)
        try:
            self.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            pass
        finally:
            self.shutdown()

    def _serve_request(self, environ: Any, start_response: Any) -> Any:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path.startswith("/livereload/"):
            seen = path.split("/")[2]
            start_response("200 OK", [("Content-Type", "text/plain")])
            number = self._site.newer(int(seen) if seen.isdecimal() else 0, self.poll_response_timeout)
            return [str(number).encode()]
        file = posixpath.normpath(f"/{path}").lstrip("/")
        found = self._site.file(posixpath.join(file, "index.html") if path.endswith("/") else file)
        if not found:
            self._site.file(f"{file}/index.html")
        self._wanted_epoch = self._visible_epoch = self._site.number
        return super()._serve_request(environ, start_response)

    def _not_found(self, code: int) -> bytes | None:
        return self._site.not_found().read_bytes() if code == 404 else None
