"""The page for addresses that lead nowhere, on a site that doesn't know in which folder of its host it lies.

A host shows it at any address, so its links go from the host's top. Where the site lies in a folder instead, a script finds that
folder: the nearest above that has a file of the site. The page's own policy allows this one script by its digest.
"""

import base64
import hashlib

from macros.pages.listing import CONTENT_SECURITY_POLICY

_MARK = "assets/site.js"
FIND_TOP = f"""
(function () {{
  var folders = location.pathname.split("/").slice(0, -1);
  function lead(top) {{
    ["href", "src", "action", "data-root"].forEach(function (name) {{
      document.querySelectorAll("[" + name + "^='/']").forEach(function (one) {{
        var there = top + one.getAttribute(name).slice(1);
        if (one.tagName !== "SCRIPT") {{ one.setAttribute(name, there); return; }}
        var script = document.createElement("script");
        script.async = false;
        script.type = one.type;
        script.src = there;
        one.parentNode.replaceChild(script, one);
      }});
    }});
  }}
  function look() {{
    var top = folders.join("/") + "/";
    if (top === "/") return;
    function up() {{ folders.pop(); look(); }}
    fetch(top + "{_MARK}", {{ method: "HEAD" }}).then(function (got) {{
      if (got.ok && /javascript/.test(got.headers.get("content-type"))) lead(top); else up();
    }}, up);
  }}
  document.addEventListener("DOMContentLoaded", look);
}})();
"""
_DIGEST = base64.b64encode(hashlib.sha256(FIND_TOP.encode()).digest()).decode()
POLICY = CONTENT_SECURITY_POLICY.replace("script-src 'self'", f"script-src 'self' 'sha256-{_DIGEST}'")
