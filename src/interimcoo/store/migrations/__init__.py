"""Steps from one file version to the next, one module each."""
