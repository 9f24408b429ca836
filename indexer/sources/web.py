"""Web pages, by their addresses and by sitemaps."""

from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from indexer.readers import ReaderDefaults
from indexer.readers.origin import Reading
from indexer.sources.memory import add, as_before, recall, recipe_of
from indexer.sources.reading import ReadContext, SourceRead
from indexer.web.addresses import checked_url, written
from indexer.web.cache import Page, PageCache
from indexer.web.fetching import Fetcher, GonePage
from indexer.web.sitemaps import listed
from knowledge.errors import RefusedFile, SourceError
from knowledge.models.documents import Document
from knowledge.models.readings import FileReading
from knowledge.models.work import Refusal, Source

MAX_PAGES = 500
MAX_SITEMAPS = 50


def read_web(source: Source, context: ReadContext) -> SourceRead:
    """Read the pages of a web source.

    A page that the site says is gone is gone; one that cannot be fetched keeps what was indexed.

    Raises:
        SourceError: no page can be fetched.
    """
    read = SourceRead()
    with _cache(source, context) as cache:
        fetcher = Fetcher(source.hosts, cache, context.sleep)
        try:
            urls = _urls(source, fetcher, read)
            fetched = [_read_page(url, source, context, fetcher, cache, read) for url in urls]
        finally:
            fetcher.close()
    if not any(fetched) and read.refused:
        first = read.refused[0]
        raise SourceError(
            f"No page of {source.key} could be read ({first.name}: {first.reason})",
            "Check the addresses and the network",
        )
    return read


@contextmanager
def _cache(source: Source, context: ReadContext) -> Iterator[PageCache]:
    if context.home:
        yield PageCache(context.home / "web" / source.key)
        return
    with TemporaryDirectory(prefix="science-guide-web-") as folder:
        yield PageCache(Path(folder))


def _urls(source: Source, fetcher: Fetcher, read: SourceRead) -> list[str]:
    """Return the addresses of all pages, each once."""
    found = dict.fromkeys(_well_formed(source.urls, read))
    waiting, seen = list(_well_formed(source.sitemaps, read)), 0
    while waiting and seen < MAX_SITEMAPS:
        sitemap, seen = waiting.pop(0), seen + 1
        try:
            pages, further = listed(fetcher.content(sitemap))
        except RefusedFile as refused:
            # Nobody knows which pages it lists now: those that were indexed stay.
            _refuse(source.root, sitemap, refused, read)
            continue
        hosts = {urlsplit(sitemap).hostname, *source.hosts}
        found.update(dict.fromkeys(_on_hosts(pages, hosts, read)))
        waiting += _on_hosts(further, hosts, read)
    if len(found) > MAX_PAGES:
        reason = f"it lists {len(found):,} pages; the first {MAX_PAGES} are read."
        read.refused.append(Refusal(name=source.key, reason=reason))
    return list(found)[:MAX_PAGES]


def _well_formed(urls: tuple[str, ...] | list[str], read: SourceRead) -> Iterator[str]:
    for url in urls:
        try:
            yield written(checked_url(url))
        except RefusedFile as refused:
            read.refused.append(Refusal(name=url, reason=str(refused)))


def _on_hosts(urls: list[str], hosts: set[str | None], read: SourceRead) -> list[str]:
    return [url for url in _well_formed(urls, read) if urlsplit(url).hostname in hosts]


def _read_page(
    url: str,
    source: Source,
    context: ReadContext,
    fetcher: Fetcher,
    cache: PageCache,
    read: SourceRead,
) -> bool:
    """Add a page; return whether the site has told what it is, or that it is gone."""
    page_id = f"{source.root}/{url}"
    if page_id in context.taken:
        return True
    context.taken.add(page_id)
    try:
        page = fetcher.page(url)
    except GonePage:
        return True
    except RefusedFile as refused:
        _refuse(page_id, url, refused, read)
        return False
    defaults = ReaderDefaults.of(source)
    recipe = recipe_of(f"{page.file} {page.url} {page.last_modified}", defaults, context)
    known = recall(page_id, recipe, context)
    if known and known.digest == page.digest:
        as_before(known, read)
        return True
    file = cache.file(url, page)
    reading = _labelled(context.read(file, defaults), file.id, url, page_id, page, defaults)
    add(page_id, reading, read, file.path)
    if page_id not in read.unreadable:
        read.files[page_id] = FileReading(
            size=page.size,
            modified_ns=0,
            settled=False,
            digest=page.digest,
            recipe=recipe,
            documents={one.info.id: "" for one in reading[0]},
            refused=reading[1],
        )
    return True


def _labelled(
    reading: Reading, file_id: str, url: str, page_id: str, page: Page, defaults: ReaderDefaults
) -> Reading:
    """Give what was read from the cached file the page's name and address."""
    documents, refused = reading
    name = url.partition("://")[2]

    def labelled(document: Document) -> Document:
        info = document.info
        date = info.date or _day(page.last_modified)
        changes = {
            "id": page_id + info.id.removeprefix(file_id),
            "name": name,
            "url": page.url,
            "date": date,
            "review_date": info.review_date or defaults.review_date(date),
        }
        return document.model_copy(update={"info": info.model_copy(update=changes)})

    named = tuple(one.model_copy(update={"name": name}) for one in refused)
    return tuple(labelled(document) for document in documents), named


def _day(http_date: str) -> str:
    try:
        return parsedate_to_datetime(http_date).date().isoformat()
    except ValueError:
        return ""


def _refuse(unreadable: str, name: str, refused: RefusedFile, read: SourceRead) -> None:
    read.unreadable.append(unreadable)
    read.refused.append(Refusal(name=name, reason=str(refused), whole_file=True))
