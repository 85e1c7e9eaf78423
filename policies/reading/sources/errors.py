"""Why a file can't be read as a gazette's text. The messages are for the editor who sent the file."""

from policies.grammar.said import said
from policies.reading.sources.formats import NAMES


class SourceError(ValueError):
    """The bytes are no text that could be read; `code` is stable, `args[0]` a Chinese sentence."""

    code = "unreadable"


class EmptySourceError(SourceError):
    code = "empty"

    def __init__(self) -> None:
        super().__init__(said("文件是空的，没有可读的文字。"))


class BinarySourceError(SourceError):
    code = "binary"

    def __init__(self, kind: str) -> None:
        super().__init__(said("这是{kind}，无法识读；可以识读的有{names}。", kind=kind, names=NAMES))


class EncodingSourceError(SourceError):
    code = "encoding"

    def __init__(self) -> None:
        super().__init__(said("无法识别文件的文字编码；请另存为 UTF-8 后再上传。"))


def source_error(code: str, message: str) -> SourceError:
    """An error that another process met, as it was told."""
    error = SourceError(message)
    error.code = code
    return error


class DamagedSourceError(SourceError):
    code = "damaged"

    def __init__(self, kind: str) -> None:
        super().__init__(said("{kind}文件已损坏或不完整，无法打开；请用原来的软件重新保存后再上传。", kind=kind))


class OversizedSourceError(SourceError):
    """What the file unfolds to passes all measure: a bomb, or a mistake."""

    code = "oversized"

    def __init__(self, kind: str) -> None:
        super().__init__(said("{kind}文件展开后过大，没有识读；请拆分或去掉过大的图片后再上传。", kind=kind))


class LongSourceError(SourceError):
    code = "long"

    def __init__(self, pages: int, most: int) -> None:
        super().__init__(
            said("文件有 {pages} 页，超过 {most} 页的上限，没有识读；请按期拆分后再上传。", pages=pages, most=most)
        )


class ProtectedSourceError(SourceError):
    code = "protected"

    def __init__(self, kind: str) -> None:
        super().__init__(said("{kind}文件有密码保护，无法打开；请去掉密码后再上传。", kind=kind))


class LegacySourceError(SourceError):
    """A Word or WPS file of the old binary format that has not been converted."""

    code = "legacy"

    def __init__(self) -> None:
        super().__init__(
            said(
                "这是旧版 Word 或 WPS 文字文件，需要先转换；请安装 libreoffice-writer-nogui，或另存为 .docx 后再上传。"
            )
        )


class RecogniserMissingError(SourceError):
    code = "recogniser-missing"

    def __init__(self) -> None:
        super().__init__(
            said(
                "文件是扫描图片，没有文字层；请安装文字识别组件（make ocr，"
                "或系统软件包 tesseract-ocr 与 tesseract-ocr-chi-sim）后重新导入。"
            )
        )
