"""Turns printed sheets (characters, rules and pictures with their boxes) into lines: columns, tables, heads, paragraphs."""
