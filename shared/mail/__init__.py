"""The nations' e-mails: templates as data in the kit, rendered for a preview and, later, for sending.

```python
kit = load_mail_kit(Language.FRENCH)     # MailKit(version, templates)
items = kit.items()                      # [{sk: "MAIL#welcome", template, subject, preview, kit_version, blocks}, …]
template = read_mail_item(item)          # MailTemplate; ContentError names template and block

renderer = MailRenderer()
mail = renderer.render(template, site, Recipient(first_name="", unsubscribe_url="https://…"))
mail.subject, mail.html, mail.text

# Double opt-in: the sentences in their exact wording, and one button to the person's own link.
asked = Recipient(confirm_url="https://…", asked=("J’accepte …",))
mail = renderer.render(kit.template("confirm"), site, asked)
```
"""
