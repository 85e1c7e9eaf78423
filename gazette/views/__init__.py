"""The public pages of the site and its gazettes."""
