"""Consent that can be proven: what was asked in which words, what was answered, and what therefore stands.

```python
said_wordings("fr", {"candidate": …, "network": …})      # SaidWording(wording, text), .hash: what a box stands for
standing(entries, purpose, controller, now=now)          # State or None; all that stand: consents_standing(…)
LinkSigner(keys, clock).sign(LinkKind.WITHDRAW, Bond(slug=…, person_id=…, action_id=…))      # the token of a link
read_dossier((holder, person_id), people=table, now=now).standing(now=now)                   # with what imports brought
withdraw((holder, person_id), [(purpose, controller)], word=Word(method=…), people=table, clock=clock)
```

The ledger lies in the people table (`entries`), the texts in the network table (`wording_store`). What an entry does to
the person whom mailings go by: `channels`. How long all of it is kept: `retention`.
"""
