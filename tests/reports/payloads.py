"""Words that would run, fetch or break out of their place in a page that did not escape them."""

from __future__ import annotations

from itertools import product
from typing import Final

_DO: Final = "document.title='ran'"
_TAGS: Final = (
    "<script>{do}</script>", "<SCRIPT>{do}</SCRIPT>", "<script src=https://x.invalid/a.js></script>",
    '<img src=x onerror="{do}">', "<img src=https://x.invalid/a.png>", '<svg onload="{do}">',
    "<svg><script>{do}</script></svg>", '<body onload="{do}">', "<iframe src=https://x.invalid></iframe>",
    '<iframe srcdoc="<script>parent.{do}</script>"></iframe>', '<a href="javascript:{do}">a</a>',
    "<style>@import url(https://x.invalid/a.css)</style>", "<link rel=stylesheet href=https://x.invalid/a.css>",
    '<meta http-equiv=refresh content="0;url=https://x.invalid">', "<base href=https://x.invalid/>",
    "<form action=https://x.invalid><button>a</button></form>", "<object data=https://x.invalid></object>",
    '<video src=https://x.invalid onerror="{do}"></video>', '<details open ontoggle="{do}">',
    '<math href="javascript:{do}">a</math>',
)  # fmt: skip
_BEFORE: Final = ("", "</p>", "</title>", '" autofocus onfocus="x">', "'>")
PAYLOADS: Final = (
    *(f"{before}{tag.format(do=_DO)}" for tag, before in product(_TAGS, _BEFORE)),
    "{{ 7 * 7 }}", "{% raw %}", "&lt;script&gt;", "<!-- -->", "]]><b>", "</style><b>x</b>",
)  # fmt: skip
"""A hundred and some, for every place that takes words."""
