"""Finding published projects: facets with live counts, and (later) search."""
