"""The starting content of the bank and its loader."""
