"""Invents what stands between a document's addressees and its signature: measures, articles, schemes, grids."""

from random import Random

from tests.reading.press import words
from tests.reading.press.shapes import ORDINALS, Block, Grid, numeral


def points(chance: Random, count: int = 3) -> list[Block]:
    """Numbered paragraphs without headings."""
    return [Block("item", 1, f"{ORDINALS[i]}、", "", words.paragraph(chance, 1, 2)) for i in range(count)]


def plan_blocks(chance: Random) -> list[Block]:
    blocks = [Block("paragraph", text=f"为{words.sentence(chance, 2)[:-1]}，结合实际，制定本方案。")]
    for a in range(chance.randint(3, 5)):
        blocks.append(Block("heading", 1, f"{ORDINALS[a]}、", words.clause(chance)))
        if chance.random() < 0.3:
            blocks += [Block("paragraph", text=words.paragraph(chance, 2, 5)) for _ in range(2)]
            continue
        for b in range(chance.randint(2, 4)):
            marker = f"（{ORDINALS[b]}）"
            if chance.random() < 0.6:
                blocks.append(Block("item", 2, marker, words.clause(chance), words.paragraph(chance, 1, 5)))
            else:
                blocks.append(Block("heading", 2, marker, words.clause(chance)))
                for c in range(chance.randint(2, 3)):
                    blocks.append(Block("item", 3, f"{c + 1}.", words.clause(chance), words.paragraph(chance, 1, 3)))
    return blocks


def regulation_blocks(chance: Random, day: tuple[int, int, int]) -> list[Block]:
    blocks, n = [], 0
    chapters = chance.random() < 0.7
    for a in range(chance.randint(3, 4) if chapters else 1):
        if chapters:
            blocks.append(Block("chapter", 1, f"第{ORDINALS[a]}章", "总则" if a == 0 else words.clause(chance)))
        for _ in range(chance.randint(2, 4)):
            n += 1
            blocks.append(Block("article", 0, f"第{numeral(n)}条", "", words.paragraph(chance, 1, 3)))
            if chance.random() < 0.3:
                blocks[-1] = Block("article", 0, f"第{numeral(n)}条", "", f"{words.clause(chance)}应当符合下列要求：")
                blocks += [Block("item", 9, f"（{ORDINALS[i]}）", "", f"{words.clause(chance)}；") for i in range(3)]
            if chance.random() < 0.2:
                blocks.append(Block("paragraph", text=words.sentence(chance)))
    blocks.append(Block("article", 0, f"第{numeral(n + 1)}条", "", f"本办法自{day[0]}年{day[1]}月{day[2]}日起施行。"))
    return blocks


def scheme_blocks(chance: Random) -> list[Block]:
    """An emergency scheme numbered 1, 1.1, 1.1.1."""
    blocks = []
    for a in range(1, chance.randint(4, 6)):
        blocks.append(Block("heading", 1, f"{a}", words.clause(chance)))
        for b in range(1, chance.randint(3, 4)):
            blocks.append(Block("heading", 2, f"{a}.{b}", words.clause(chance)))
            if chance.random() < 0.4:
                for c in range(1, 3):
                    blocks.append(Block("heading", 3, f"{a}.{b}.{c}", words.clause(chance)))
                    blocks.append(Block("paragraph", text=words.paragraph(chance, 1, 3)))
            else:
                blocks.append(Block("paragraph", text=words.paragraph(chance, 1, 3)))
    return blocks


def appendix_grid(chance: Random, title: str, counties: list[str]) -> Grid:
    return _project_grid(chance, title, counties) if chance.random() < 0.5 else _task_grid(chance, title)


def _project_grid(chance: Random, title: str, counties: list[str]) -> Grid:
    """Projects with their sums, and a total that is true."""
    rows, total = [], 0
    for n in range(1, chance.randint(5, 12)):
        amount = chance.randint(100, 9000)
        total += amount
        county, project = chance.choice(counties), f"{chance.choice(words.SUBJECTS)}项目"
        rows.append([str(n), county, project, str(amount), f"{chance.randint(2021, 2026)}年"])
    columns = ["序号", "所在地", "项目名称", "总投资（万元）", "建设年限"]
    return Grid(title, columns, rows, ["合计", "", "", str(total), ""])


def _task_grid(chance: Random, title: str) -> Grid:
    """Tasks under kinds that are merged downwards."""
    rows = []
    for _ in range(chance.randint(2, 4)):
        kind = words.clause(chance)
        for b in range(chance.randint(1, 3)):
            task, bureau = f"{words.clause(chance)}。", f"市{chance.choice(words.BUREAUS)}"
            rows.append([kind if b == 0 else "", task, bureau, f"{chance.randint(3, 12)}月底前"])
    return Grid(title, ["任务类别", "具体任务", "责任单位", "完成时限"], rows)
