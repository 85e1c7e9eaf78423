"""One module per file format: each turns bytes into lines with their places."""
