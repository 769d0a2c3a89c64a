"""The network's own site: who stands where, for whoever does not know yet.

Pages, a finder of candidates, a map and a calendar, made from the nations that are open. All of it is static:

* `seats`, `network`: what stands, from the nations' records
* `places`, `shards`, `guide`, `finding`, `spelling`: from what a visitor types to the nations of that place
* `frames`, `drawing`: the map · `agenda`, `calendar_file`: the calendar
* `pages`, `answer_page`: HTML · `publish`: the use case · `files`, `event_list`: what knows AWS
"""
