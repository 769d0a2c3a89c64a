"""The nations' public sites: a kit of pages as data, rendered to static files, published to a bucket.

```python
kit = load_kit(Language.FRENCH)                         # Kit(version, pages); the same object every time
items = kit.page_items()                  # [{sk: "PAGE#home", page, kit_version, blocks, …}], for all
page = read_page_item(item)                             # Page; ContentError names page and block

ground = GroundMap.read(OUTLINES)                       # the national map: each home page draws its own ground

banner = default_banner()                               # Banner; dataclasses.replace(banner, network_domain=…)
banner = read_banner(data); data = write_banner(banner) # from and to plain data

maker = SiteMaker(banner=banner, atlas=atlas, renderer=SiteRenderer(), ground=ground, calendar=calendar_of("FR"))
files = maker.open_site(seed, belongings, now=now)      # tuple[SiteFile(path, body, content_type, cache_control), …]
maker.missing_facts(seed) -> ("address",)               # without one of these open_site raises FactsMissing
closed = maker.closed_site(seed, belongings, now=now)   # the same pages, all saying that the site is closed
maker.shared_files()                                    # what all sites load: stylesheet, script, pictures

page = apply_own_blocks(kit_page, own)                  # a nation's blocks in the kit's; BlockLocked for a locked one
edit_facts(slug, {"slogan": …}, country="FR", colours=6, nations=nations, clock=clock)

bucket = S3SiteBucket(client, name, threads=4)          # a SiteBucket
bucket.publish(slug, files) -> PublishedSite(written, unchanged)
bucket.read_back(slug, files)                           # TransientError unless all is there
bucket.retire(slug, closed); bucket.remove(slug)        # suspend (resume: publish again); remove
```

They live in `kit`, `pages`, `banner`, `outline`, `nation_site`, `policies`, `editing` and `bucket`; of these only
`bucket` knows AWS. Content at fault raises ContentError, which is permanent: it is how a nation that cannot be shown
makes itself known.
"""
