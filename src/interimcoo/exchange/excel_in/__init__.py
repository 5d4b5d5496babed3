"""Foreign tables in: from a file to a dry run."""
