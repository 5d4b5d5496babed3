"""Workbooks out: the tables of a report with real numbers and dates, and no formula that anybody typed."""
