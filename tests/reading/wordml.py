"""Writes Word files by hand for tests: every part is the XML that the test gives, so that each oddity can be set."""

import io
import zipfile

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_ROOTS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "comments": "comments"}
_ROOTS |= {"header1": "hdr", "footer1": "ftr", "settings": "settings", "endnotes": "endnotes"}
_KINDS = {"header1": "header", "footer1": "footer"}
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def docx(body: str, *, media: dict[str, bytes] | None = None, **parts: str) -> bytes:
    """A file whose body, styles, numbering, footnotes, comments, header1 … hold the given XML; `media` by relation id."""
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{_KINDS.get(name, name)}" Target="{name}.xml"/>' for name in parts
    )
    for key in media or {}:
        relations += f'<Relationship Id="{key}" Type="{_OFFICE}/image" Target="media/{key}"/>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        top = f'<Relationship Id="a" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        archive.writestr("_rels/.rels", _relations(top))
        archive.writestr("word/document.xml", _part("document", f"<w:body>{body}</w:body>"))
        archive.writestr("word/_rels/document.xml.rels", _relations(relations))
        for name, xml in parts.items():
            archive.writestr(f"word/{name}.xml", _part(_ROOTS[name], xml))
        for key, data in (media or {}).items():
            archive.writestr(f"word/media/{key}", data)
    return out.getvalue()


def p(text: str = "", *, properties: str = "", inside: str = "") -> str:
    """A paragraph of one run, or of the runs `inside`."""
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}{inside}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def listed(text: str, number: int | str, level: int | None = 0, style: str = "") -> str:
    """A paragraph of the list `number`."""
    at = f'<w:ilvl w:val="{level}"/>' if level is not None else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return p(text, properties=f'{named}<w:numPr>{at}<w:numId w:val="{number}"/></w:numPr>')


def levels(*forms: tuple[str, str], extra: str = "") -> str:
    """Levels of a list: (format, text) each."""
    return "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{extra}</w:lvl>'
        for at, (form, text) in enumerate(forms)
    )


def numbering(*lists: str) -> str:
    """List n is made of the n-th set of levels."""
    abstract = "".join(f'<w:abstractNum w:abstractNumId="{n}">{one}</w:abstractNum>' for n, one in enumerate(lists, 1))
    return abstract + "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(lists) + 1)
    )


def cell(text: str = "", properties: str = "", inside: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside or p(text)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str, ruled: bool = True) -> str:
    borders = '<w:tblBorders><w:top w:val="single"/><w:insideH w:val="single"/></w:tblBorders>' if ruled else ""
    return f"<w:tbl><w:tblPr>{borders}</w:tblPr>{''.join(rows)}</w:tbl>"


def text_box(*paragraphs: str) -> str:
    """A run with a text box twice over, as Word writes it: for new readers and, in VML, for old ones."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def picture(relation: str, *, width: int = 3_600_000, height: int = 2_400_000) -> str:
    """A run with the picture of a relation; sizes in EMU."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{width}" cy="{height}"/><a:graphic><a:graphicData><pic:pic>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )


def _part(root: str, xml: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_SPACES}>{xml}</w:{root}>'


def _relations(xml: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{_PACKAGE}">{xml}</Relationships>'
