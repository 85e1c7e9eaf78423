"""Files that are made to do harm, or are broken as files come broken: each small to make, by hand, without a word processor."""
