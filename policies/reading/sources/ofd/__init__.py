"""Turns OFD files (GB/T 33190: a zip of XML) into sheets, and these into a source."""
