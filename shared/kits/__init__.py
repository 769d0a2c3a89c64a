"""The kit as HQ edits it: its editions, and how nations follow them.

kits = Kits(store=DynamoKitStore(dynamodb, "network"))
edition = kits.current()                     # KitEdition(number, version, content, …); the bundled one first
base = kits.kit_page(page.heading.kit_version, Language.FRENCH, "home")   # what a nation's page came from, or None
updated = update_page(base, own, new)        # UpdatedPage(page, offers): what follows, what is offered
"""
