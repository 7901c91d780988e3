"""Our scripts and styles as readers fetch them, in the place of those that are written."""

from functools import cache, partial

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from macros.addresses.address import STYLE
from macros.assets.scripts import are_kept, fetched, lightened
from macros.assets.styles import together
from macros.build import Build
from macros.made import file_made_by
from macros.workers import Aside, can_fork

_MATERIAL = "assets/material.css"  # whose rules ours come after


def lighten_files(files: Files, config: MkDocsConfig) -> None:
    """Put in the place of our scripts and styles what readers fetch; the scripts are made meanwhile by another process, or where none of
    them may be wanted, when one is."""
    own = {file.src_uri: file for file in files if file.src_dir == config.docs_dir}
    scripts = {path: file.content_string for path, file in own.items() if path.endswith(".js")}
    styles = [path for path in (_MATERIAL, *config.extra_css) if path in own]
    style = together(own[path].content_string for path in styles)
    for path in (*scripts, *styles):
        files.remove(own[path])
    build: Build = config.extra["build"]
    make = partial(lightened, scripts, build.find.stores)
    is_wanted = not (config.extra.get("one_by_one") or build.settings.shard)
    if is_wanted and can_fork() and not are_kept(scripts, build.find.stores):
        config.extra["scripts"] = begun = Aside(make)
        make = begun.finish  # type: ignore[assignment]
    made = cache(make)
    for path in fetched(scripts):
        files.append(file_made_by(partial(lambda path: made()[path], path), path, config))
    files.append(File.generated(config, STYLE.path, content=style))
