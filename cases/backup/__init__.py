"""The whole bank in one file: every row of every table, and the pictures, at one moment.

The file belongs to no database: what was read from SQLite can be put into PostgreSQL, and back.
"""
