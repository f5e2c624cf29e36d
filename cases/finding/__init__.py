"""Finding published projects: facets with live counts, and search in Swedish.

Pure but for `facet_values`, `facet_words`, `search_rows` and `snapshot`, which read models.
"""
