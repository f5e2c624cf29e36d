"""Measures the bank on made-up cases: `make bench`, told of in docs/performance.md."""
