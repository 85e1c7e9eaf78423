"""Why a file can't be read as a gazette's text. The messages are for the editor who sent the file."""


class SourceError(ValueError):
    """The bytes are no text; `code` is stable, `args[0]` a Chinese sentence."""

    code = "unreadable"


class EmptySourceError(SourceError):
    code = "empty"

    def __init__(self) -> None:
        super().__init__("文件是空的，没有可读的文字。")


class BinarySourceError(SourceError):
    code = "binary"

    def __init__(self, kind: str) -> None:
        super().__init__(f"文件不是纯文本，而是{kind}；请上传 .txt 或 .md 文本。")


class EncodingSourceError(SourceError):
    code = "encoding"

    def __init__(self) -> None:
        super().__init__("无法识别文件的文字编码；请另存为 UTF-8 后再上传。")


def source_error(code: str, message: str) -> SourceError:
    """An error that another process met, as it was told."""
    error = SourceError(message)
    error.code = code
    return error
