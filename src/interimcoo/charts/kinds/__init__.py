"""One pure function per chart kind: value -> Scene."""
