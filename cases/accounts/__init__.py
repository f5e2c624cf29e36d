"""Curators' accounts: passwords, sign-in, sessions and the second factor."""
