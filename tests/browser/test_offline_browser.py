"""Pages are read offline after one visit, and online are never older than the site."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from browsing import open_context
from playwright.sync_api import BrowserContext, Error, expect
from sheet_exports.offline.root_pages import Language, write_root
from sheet_exports.offline.service_worker import list_files, write_worker
from static_host import HostHandler, serve

pytestmark = pytest.mark.browser

CONF = """
extensions += ["sheet_exports"]
manifest = {"icons": []}
html_static_path = ["extra"]
html_css_files = ["a.css"]
"""
PAGES = {
    "index": "Home\n====\n\n.. toctree::\n\n   part/page\n   other\n   v1.2\n",
    "part/page": "A page\n======\n\n.. doctest::\n\n   >>> # a floor\n   >>> math.floor(1.5)\n   1\n",
    "other": "Other\n=====\n",
    "v1.2.rst": "Version\n=======\n",
    "extra/a.css": "h1 { color: rgb(1, 2, 3) }",
}
ROOT_PAGES = {
    "index.html": "<!doctype html><title>Root</title><h1>Root</h1>",
    "offline.html": "<!doctype html><title>Offline</title><h1>Offline</h1>",
}
# Ask again and again until it holds, for at most two minutes.
WAIT = """async ([condition, value]) => {
  const holds = eval(condition);
  const end = performance.now() + 120_000;
  while (!(await holds(value))) {
    if (performance.now() > end) throw new Error(`waited in vain for ${condition} of ${value}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}"""
COUNT_IS = """async (count) => {
  const names = await caches.keys();
  const kept = await Promise.all(names.map(async (n) => (await (await caches.open(n)).keys()).length));
  return kept.reduce((a, b) => a + b, 0) === count;
}"""
# What the browser does by itself some time after a visit.
UPDATE = "async () => { await (await navigator.serviceWorker.getRegistration()).update(); }"
IS_GONE = "async (name) => !(await caches.keys()).includes(name)"
SAYS = "async ([address, text]) => (await (await caches.match(address)).text()).includes(text)"
IS_KEPT = "async (address) => Boolean(await caches.match(address))"


@dataclass
class Site:
    """A built site on a server."""

    folder: Path
    address: str

    def publish(self) -> None:
        """Let the site's worker know what the files are now."""
        write_worker(self.folder, {code: list_files(self.folder / code) for code in ("en", "ko")})

    def change(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def count(self, *languages: str) -> int:
        files = sum(len(list_files(self.folder / code)) for code in languages)
        return files + len(ROOT_PAGES)


@pytest.fixture(scope="module")
def built(make_shared_project, tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    project = make_shared_project(PAGES, conf=CONF)
    for code in ("en", "ko"):
        shutil.copytree(project.build("html", code).outdir, folder / code)
    root = tmp_path_factory.mktemp("root")
    for name, text in ROOT_PAGES.items():
        (root / name).write_text(text, encoding="utf-8")
    write_root(root, folder, [Language("en", "en", "English")], "https://example.org/")
    return folder


@pytest.fixture
def site(built, tmp_path):
    folder = tmp_path / "host" / "sheet"  # below the host's root, as on GitHub Pages
    shutil.copytree(built, folder)
    with serve(tmp_path / "host") as address:
        site = Site(folder, f"{address}/sheet")
        site.publish()
        yield site


@pytest.fixture
def context(whole_browser):
    context = open_context(whole_browser)
    yield context
    context.close()


def visit(context: BrowserContext, site: Site, path: str, *languages: str):
    """Open a page and wait until the worker has kept the languages."""
    page = context.new_page()
    page.goto(f"{site.address}/{path}")
    wait_for_kept(page, site.count(*languages))
    return page


def wait_for_kept(page, count: int) -> None:
    page.evaluate(WAIT, [COUNT_IS, count])


def read_title(page, address: str) -> str:
    page.goto(address)
    return page.locator("h1").first.inner_text().removesuffix("¶")


def test_language_is_read_offline_after_one_visit(context, site) -> None:
    page = visit(context, site, "ko/part/page.html", "ko")
    context.set_offline(True)
    assert read_title(page, f"{site.address}/ko/part/page.html") == "A page"
    assert read_title(page, f"{site.address}/ko/other.html?a=1#b") == "Other"
    colour = page.locator("h1").evaluate("e => getComputedStyle(e).color")
    assert colour == "rgb(1, 2, 3)"
    assert read_title(page, f"{site.address}/ko/") == "Home"


def test_page_that_is_not_kept_beforehand_is_kept_when_read(context, site) -> None:
    page = visit(context, site, "ko/index.html", "ko")
    assert read_title(page, f"{site.address}/en/other.html") == "Other"
    page.evaluate(WAIT, [IS_KEPT, page.url])
    context.set_offline(True)
    assert read_title(page, f"{site.address}/en/other.html") == "Other"


@pytest.mark.parametrize(
    ("address", "title", "shown"),
    [
        ("ko/part/page.html", "A page", "ko/part/page.html"),
        ("ko/part/page", "A page", "ko/part/page"),
        ("ko/part/page?a=1#a-page", "A page", "ko/part/page?a=1#a-page"),
        ("ko/v1.2", "Version", "ko/v1.2"),
        ("ko", "Home", "ko/"),
        ("ko?a=1#home", "Home", "ko/?a=1#home"),
        ("ko/index", "Home", "ko/index"),
        ("ko/part", "Offline", "ko/part"),
        ("ko/part/page/", "Offline", "ko/part/page/"),
        ("ko/%E0", "", ""),
    ],
)
def test_every_address_of_a_page_leads_to_it(context, site, address, title, shown) -> None:
    """Those that GitHub Pages serves, and no other."""
    page = visit(context, site, "ko/index.html", "ko")
    context.set_offline(True)
    if not title:
        with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):  # the browser's own page
            page.goto(f"{site.address}/{address}")
        return
    assert read_title(page, f"{site.address}/{address}") == title
    assert page.url == f"{site.address}/{shown}"


@pytest.mark.parametrize("address", ["", "index.html", "index", "#home"])
def test_root_leads_to_a_language_that_is_kept(whole_browser, site, address) -> None:
    context = open_context(whole_browser, locale="en-US")
    page = visit(context, site, "ko/index.html", "ko")
    context.set_offline(True)
    assert read_title(page, f"{site.address}/{address}") == "Home"
    assert page.url == f"{site.address}/ko/index.html{address if '#' in address else ''}"
    context.close()


def test_root_leads_to_the_browsers_language_where_it_is_kept(whole_browser, site) -> None:
    for locale, code in (("ko-KR", "ko"), ("en-GB", "en")):
        context = open_context(whole_browser, locale=locale)
        page = visit(context, site, "en/index.html", "en")
        page.goto(f"{site.address}/ko/index.html")
        wait_for_kept(page, site.count("en", "ko"))
        context.set_offline(True)
        page.goto(f"{site.address}/")
        assert page.url == f"{site.address}/{code}/index.html"
        context.close()


def test_root_alone_is_shown_where_no_language_is_kept(context, site) -> None:
    (site.folder / "bare.html").write_text("<h1>Bare</h1>", encoding="utf-8")
    page = context.new_page()
    page.goto(f"{site.address}/bare.html")
    page.evaluate("navigator.serviceWorker.register('sw.js').then(() => navigator.serviceWorker.ready)")
    wait_for_kept(page, site.count())
    context.set_offline(True)
    assert read_title(page, f"{site.address}/") == "Root"


def test_page_is_kept_as_it_is_without_a_query(context, site) -> None:
    """Whoever makes up an address with a query does not decide what is read offline."""
    page = visit(context, site, "ko/index.html", "ko")
    (site.folder / "ko" / "new.html").write_text("<h1>New</h1>", encoding="utf-8")
    site.change("ko/other.html", "Other", "Changed")
    site.change("ko/_static/a.css", "rgb(1, 2, 3)", "rgb(4, 5, 6)")
    for query in ("?x", "?v=1", "?v=1&x"):
        assert read_title(page, f"{site.address}/ko/other.html{query}") == "Changed"
        assert read_title(page, f"{site.address}/ko/other{query}") == "Changed"
        assert read_title(page, f"{site.address}/ko/new.html{query}") == "New"
        assert read_title(page, f"{site.address}/ko/new{query}") == "New"
        page.evaluate(f"fetch('{site.address}/ko/_static/a.css?x&{query[1:]}')")
    context.set_offline(True)
    assert read_title(page, f"{site.address}/ko/other.html") == "Other"
    assert read_title(page, f"{site.address}/ko/new.html") == "Offline"


def test_page_read_at_its_bare_address_is_kept_under_its_name(context, site) -> None:
    page = visit(context, site, "ko/index.html", "ko")
    assert read_title(page, f"{site.address}/en/other") == "Other"
    page.evaluate(WAIT, [IS_KEPT, f"{site.address}/en/other.html"])
    context.set_offline(True)
    assert read_title(page, f"{site.address}/en/other.html") == "Other"
    assert read_title(page, f"{site.address}/en/other") == "Other"


def test_answer_from_another_address_is_not_kept(context, site) -> None:
    """A folder is answered by a redirect: what came from there is not what was asked for."""
    page = visit(context, site, "ko/index.html", "ko")
    assert page.evaluate("fetch('../en').then((answer) => answer.redirected)")
    page.goto(f"{site.address}/ko/other.html")  # so much later, all that is kept is kept
    assert not page.evaluate(IS_KEPT, f"{site.address}/en.html")


def test_page_that_was_not_kept_says_so(context, site) -> None:
    page = visit(context, site, "ko/index.html", "ko")
    assert page.evaluate("fetch('../ko/entries.json').then((answer) => answer.status)") == 200
    context.set_offline(True)
    assert read_title(page, f"{site.address}/en/other.html") == "Offline"
    assert page.url.endswith("/en/other.html")
    with pytest.raises(Error):  # a file for programs was read, and is not kept
        page.evaluate(f"fetch('{site.address}/ko/entries.json')")


def test_other_language_is_kept_when_it_is_read(context, site) -> None:
    page = visit(context, site, "ko/index.html", "ko")
    page.goto(f"{site.address}/en/index.html")
    wait_for_kept(page, site.count("en", "ko"))
    context.set_offline(True)
    assert read_title(page, f"{site.address}/en/other.html") == "Other"


def test_online_the_page_is_the_sites_own(context, site) -> None:
    """An old worker, which knows nothing of a change, serves no old page."""
    page = visit(context, site, "ko/part/page.html", "ko")
    site.change("ko/other.html", "Other", "Changed")
    site.change("ko/part/page.html", "A page", "Changed page")
    assert read_title(page, f"{site.address}/ko/other.html") == "Changed"
    assert read_title(page, f"{site.address}/ko/part/page.html") == "Changed page"
    context.set_offline(True)
    assert read_title(page, f"{site.address}/ko/other.html") == "Changed"


@pytest.fixture
def answering(monkeypatch) -> Iterator[threading.Event]:
    """Whether the site's host answers: cleared, it takes requests and keeps them."""
    event, do_get = threading.Event(), HostHandler.do_GET
    event.set()
    monkeypatch.setattr(HostHandler, "do_GET", lambda self: event.wait() and do_get(self))
    yield event
    event.set()


def test_kept_page_comes_from_a_host_that_never_answers(context, site, answering) -> None:
    page = visit(context, site, "ko/index.html", "ko")
    site.change("ko/other.html", "Other", "Changed")
    answering.clear()
    assert read_title(page, f"{site.address}/ko/part/page.html") == "A page"
    assert read_title(page, f"{site.address}/ko/other.html") == "Other"
    assert page.locator("h1").evaluate("e => getComputedStyle(e).color") == "rgb(1, 2, 3)"


def test_what_comes_late_is_kept(context, site, answering) -> None:
    page = visit(context, site, "ko/index.html", "ko")
    site.change("ko/other.html", "Other", "Changed")
    answering.clear()
    assert read_title(page, f"{site.address}/ko/other.html") == "Other"
    answering.set()
    page.evaluate(WAIT, [SAYS, [page.url, "Changed"]])
    context.set_offline(True)
    assert read_title(page, f"{site.address}/ko/other.html") == "Changed"


def test_gone_page_is_gone(context, site) -> None:
    page = visit(context, site, "ko/index.html", "ko")
    (site.folder / "ko" / "other.html").unlink()
    assert page.goto(f"{site.address}/ko/other.html").status == 404


def test_new_version_replaces_the_old_one(context, site) -> None:
    page = visit(context, site, "ko/index.html", "ko")
    (old,) = page.evaluate("caches.keys()")
    site.change("ko/other.html", "Other", "Changed")
    site.publish()
    page.evaluate(UPDATE)
    page.evaluate(WAIT, [IS_GONE, old])
    wait_for_kept(page, site.count("ko"))
    context.set_offline(True)
    assert read_title(page, f"{site.address}/ko/other.html") == "Changed"
    assert len(page.evaluate("caches.keys()")) == 1


def test_new_version_that_cannot_be_fetched_leaves_the_old_one(context, site) -> None:
    page = visit(context, site, "ko/index.html", "ko")
    before = page.evaluate("caches.keys()")
    site.change("ko/index.html", "Home", "Changed")
    site.publish()
    (site.folder / "ko" / "other.html").unlink()
    failed = page.evaluate(
        """async () => {
          const registration = await navigator.serviceWorker.getRegistration();
          const found = new Promise((done) => registration.addEventListener("updatefound", done));
          await registration.update();
          await found;
          const worker = registration.installing;
          await new Promise((done) => worker.addEventListener("statechange", done));
          return worker.state;
        }"""
    )
    assert failed == "redundant"
    assert set(before) <= set(page.evaluate("caches.keys()"))
    context.set_offline(True)
    assert read_title(page, f"{site.address}/ko/other.html") == "Other"


def test_caches_of_others_are_left_alone(context, site) -> None:
    page = visit(context, site, "ko/index.html", "ko")
    page.evaluate("caches.open('sheet /another/ 1')")
    site.change("ko/index.html", "Home", "Changed")
    site.publish()
    (old,) = [name for name in page.evaluate("caches.keys()") if "another" not in name]
    page.evaluate(UPDATE)
    page.evaluate(WAIT, [IS_GONE, old])
    assert "sheet /another/ 1" in page.evaluate("caches.keys()")


def test_reader_who_saves_data_keeps_what_was_read(context, site) -> None:
    context.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    page = visit(context, site, "ko/index.html")
    page.reload()
    expect(page.locator("h1")).to_be_visible()
    page.evaluate(WAIT, [IS_KEPT, page.url])
    context.set_offline(True)
    assert read_title(page, f"{site.address}/ko/index.html") == "Home"
    assert read_title(page, f"{site.address}/ko/other.html") == "Offline"


def test_page_from_a_file_asks_for_no_worker(context, site) -> None:
    complaints = []
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.goto((site.folder / "ko" / "index.html").as_uri())
    page.wait_for_load_state("networkidle")
    assert not complaints


def test_site_without_a_worker_works(context, site) -> None:
    (site.folder / "sw.js").unlink()
    complaints = []
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{site.address}/ko/index.html")
    page.wait_for_load_state("networkidle")
    assert not complaints
    assert page.evaluate("navigator.serviceWorker.getRegistration()") is None
