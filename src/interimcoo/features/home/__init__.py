"""What to decide or do now, what has changed, what is missing."""
