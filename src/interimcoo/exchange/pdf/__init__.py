"""Blocks out as PDF."""
