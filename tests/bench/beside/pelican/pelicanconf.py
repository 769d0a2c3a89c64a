"""As lean as a site of these pages can be in Pelican: no lists, feeds, authors or dates, and nothing kept aside."""

SITENAME = "Plein Jour"
SITEURL = "https://plein-jour.example"
TIMEZONE = "Europe/Paris"
DEFAULT_LANG = "fr"
THEME = "theme"
THEME_STATIC_DIR = "assets"
PAGE_PATHS = ["."]
ARTICLE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
MARKDOWN = {"extensions": [], "output_format": "html5"}
CACHE_CONTENT = False
LOAD_CONTENT_CACHE = False
TYPOGRIFY = False
