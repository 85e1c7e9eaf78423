"""年度总目录: all that a gazette printed in a year, by section or genre, with indexes by organ and by number."""
