"""Files that authors put beside briefings: judged by what they hold, and given out as they were judged."""
