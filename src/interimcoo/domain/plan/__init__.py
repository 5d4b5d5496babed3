"""Planning: networks of tasks."""
