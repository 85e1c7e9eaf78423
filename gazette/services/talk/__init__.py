"""What people say about a text, what they are to do with it, and what waits for one of them."""
