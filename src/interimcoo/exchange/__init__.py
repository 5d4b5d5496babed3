"""Files in and out; knows no page."""
