"""What was published, as it read: stories, numbered versions, and what differs between two."""

from .recording import lead_on, record_if_changed, record_version
from .story import stories_of, story_of
from .writing import write_story

__all__ = [
    "lead_on",
    "record_if_changed",
    "record_version",
    "stories_of",
    "story_of",
    "write_story",
]
