"""校对: what a proofreader would mark in a text, and how to mend it. Pure: neither Django nor models.

A draft's tree and what the office knows → remarks, each with its place, its reason and, where one is known, its fix.
"""
