"""What a page is made of; knows no feature."""
