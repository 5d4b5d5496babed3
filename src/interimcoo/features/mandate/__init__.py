"""The mandate: client, dates and the basics of the charter."""
