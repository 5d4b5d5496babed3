"""Planning: networks of tasks and their dates."""
