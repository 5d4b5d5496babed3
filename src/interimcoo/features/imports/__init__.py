"""Client sheets in: preview, dry run, one undoable command."""
