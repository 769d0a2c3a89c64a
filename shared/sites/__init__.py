"""The nations' public sites: a kit of pages as data, rendered to static files, published to a bucket.

```python
kit = load_kit()                                        # Kit(version, pages); the same object every time
items = kit.page_items()                  # [{sk: "PAGE#home", page, kit_version, blocks, …}], for all
page = read_page_item(item)                             # Page; ContentError names page and block

ground = GroundMap.read(OUTLINES)                       # the national map: each home page draws its own ground

banner = default_banner()                               # Banner; dataclasses.replace(banner, network_domain=…)
banner = read_banner(data); data = write_banner(banner) # from and to plain data

site = SiteView(slug=…, name=…, candidate=…, email=…, zones=("6e circonscription de Paris",), banner=banner,
                slogan="", phone="", outline=ground.outline(("constituency:75-06",)),
                legal=LegalFacts(publisher="", address="", controller="",
                                 financial_agent=FinancialAgent(name=…, link="https://…")))

renderer = SiteRenderer()                               # once a process: compiles the templates
files = renderer.render(site, pages)                    # tuple[SiteFile(path, body, content_type, cache_control), …]
closed = renderer.render_closed(site, pages)            # the same pages, all saying that the site is closed

bucket = S3SiteBucket(client, name, threads=4)          # a SiteBucket
bucket.publish(slug, files) -> PublishedSite(written, unchanged)
bucket.read_back(slug, files)                           # TransientError unless all is there
bucket.retire(slug, closed); bucket.remove(slug)        # suspend (resume: publish again); remove
```

They live in `kit`, `pages`, `banner`, `view`, `outline`, `render` and `bucket`; only `bucket` knows AWS. Content at
fault raises ContentError, which is permanent: it is how a nation that cannot be shown makes itself known.
"""
