"""How a confined child can be ended by others than itself. The messages are for the person who sent the file."""

from typing import Any

from policies.grammar.said import Said, said


class SandboxError(Exception):
    """`code` is stable, `args[0]` a Chinese sentence, `outcome` what the child used and said."""

    code = "sandbox"

    def __init__(self, outcome: Any, message: Said) -> None:
        super().__init__(message)
        self.outcome = outcome


class MemoryLimitError(SandboxError):
    code = "memory"

    def __init__(self, outcome: Any, most: int) -> None:
        size = most // 1_000_000
        super().__init__(
            outcome,
            said("识读所需的内存超过 {size} MB 的上限，已中止；文件可能展开后过大，请拆分后重新提交。", size=size),
        )


class CpuLimitError(SandboxError):
    code = "cpu"

    def __init__(self, outcome: Any, most: int) -> None:
        super().__init__(
            outcome, said("识读所用的处理器时间超过 {most} 秒的上限，已中止；请拆分后重新提交。", most=most)
        )


class WallLimitError(SandboxError):
    code = "wall"

    def __init__(self, outcome: Any, most: int) -> None:
        super().__init__(
            outcome, said("识读超过 {most} 秒仍未完成，已中止；请拆分后重新提交，或在系统空闲时再试。", most=most)
        )


class CrashError(SandboxError):
    code = "crash"

    def __init__(self, outcome: Any) -> None:
        super().__init__(outcome, said("识读程序处理这个文件时意外中止；文件可能已损坏，或展开后过大。"))
