"""The network's own site: who stands where, for whoever does not know yet.

Pages, a finder of candidates, a map and a calendar, made from the nations that are open. All of it is static:

* `seats`: what stands, from the nations' records
* `places`, `shards`, `guide`, `finding`, `spelling`: from what a visitor types to the nations of that place
* `frames`, `drawing`, `lights`: the map · `agenda`: the calendar
* `scene`, `pages`, `words`: HTML · `maker`, `publish`: all of it, into the bucket
* `shelf`, `event_list`: what knows AWS
"""
