"""The registers at the desk: editors keep them, reviewers and publishers read them."""
