"""Turns a part's bytes into an element tree: no entities, no network, no document type."""

from lxml import etree

from policies.reading.sources.errors import DamagedSourceError


def parse_xml(data: bytes, *, kind: str) -> etree._Element:
    """Raises `DamagedSourceError` for what is not well-formed or brings a document type, where entities hide."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedSourceError(kind) from error
    if root.getroottree().docinfo.doctype:
        raise DamagedSourceError(kind)
    return root
