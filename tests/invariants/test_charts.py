"""A chart is drawn anew when its data change, in every output that shows it, and a plain build has the same bytes."""

from __future__ import annotations

import io
import json

import pypdfium2
import pytest
from small_desk import SmallDesk, changed

pytestmark = pytest.mark.slow

DATA = "year,exports\n2022,3\n2023,{}\n"
BODY = """Exports rose.

```chart
alt: Exports "rose" from 3 to 9 <a year>.
caption: Exports & imports
data: {url: files/exports.csv}
mark: bar
encoding: {x: {field: year, type: ordinal, title: Years}, y: {field: exports, type: quantitative}}
```

They will rise.
"""


@pytest.fixture
def desk(tmp_path, write_content) -> SmallDesk:
    desk = SmallDesk(tmp_path, write_content)
    desk.write_file("docs/about.md", "# About\n")
    desk.write({"briefings/x": {"body": BODY}, "files/exports.csv": DATA.format(9).encode()})
    desk.configure({"pdf": True, "cards": False, "exports": False})
    return desk


def test_an_edit_of_the_data(desk: SmallDesk) -> None:
    before = desk.build()
    forms = [name for name in before if "/chart-1" in name]
    assert len(forms) == 5
    with desk.edited("content/files/exports.csv", DATA.format(12)):
        after = desk.build()
        page, copy = after["briefings/x/index.html"].decode(), json.loads(after["briefings/x/index.json"])
        assert "<td>12</td>" in page
        assert page.count('alt="Exports &quot;rose&quot; from 3 to 9 &lt;a year&gt;."') == 2
        assert "<figcaption>Exports &amp; imports</figcaption>" in page
        assert 'src="https://example.org/briefings/x/chart-1.png"' in copy["body"]["html"]
        assert page.count("chart-1.svg") == page.count("chart-1-dark-narrow.svg") == 1
        pdf = pypdfium2.PdfDocument(io.BytesIO(after["briefings/x/x.pdf"]))
        assert "Years" in pdf[0].get_textpage().get_text_range()
        anew = changed(before, after)
        assert {*forms, "briefings/x/index.html", "briefings/x/x.pdf", "feed.xml"} <= set(anew)
        desk.configure({"pdf": True, "cards": False, "exports": False, "fast": False})
        assert changed(after, desk.build_clean()) == []


def test_a_column_that_is_not_there_stops_the_build(desk: SmallDesk) -> None:
    desk.write_file("content/files/exports.csv", "jahr,exports\n2022,3\n")
    with pytest.raises(Exception, match=r"briefings/x\.yaml: the chart .* names the column 'year'"):
        desk.build()
