"""What the import advises: bring in the first workbook, look at rejected cells, grade the sources."""
