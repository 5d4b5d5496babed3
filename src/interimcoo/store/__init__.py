"""The engagement document."""
