"""Initiatives that answer findings."""
