"""The same pages as others build them: small layouts for Hugo and Pelican, and the text of our pages as Markdown."""
