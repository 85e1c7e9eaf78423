"""校对: what a proofreader would mark in a text, and how to mend it. Pure: neither Django nor models."""
