"""interimcoo: the one desktop program of an interim Chief Operating Officer."""

__version__ = "0.1.0"
