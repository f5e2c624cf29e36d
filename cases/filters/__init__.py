"""What can be asked of the bank: query strings, defined once for every door."""
