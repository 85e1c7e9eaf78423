"""`python -m tests.reading.press [--seeds 10] [--layout columns] [--seed 3 --show]`: figures over invented issues."""

import argparse
import json
import tempfile
from collections import defaultdict
from pathlib import Path

from gazette.reading.issue import read_issue
from tests.reading.press import LAYOUTS, invent_issue, print_issue
from tests.reading.scoring import Score, score_files


def score_invented(seed: int, layout: str) -> Score:
    printed = print_issue(invent_issue(seed), layout, seed)
    with tempfile.TemporaryDirectory() as folder:
        gold, text = Path(folder, "gold.json"), Path(folder, "text.txt")
        gold.write_text(json.dumps(printed.gold, ensure_ascii=False), "utf-8")
        text.write_text(printed.text, "utf-8")
        return score_files(read_issue(text.read_bytes(), name="text.txt"), gold, text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--seed", type=int, help="this seed alone")
    parser.add_argument("--layout", choices=LAYOUTS)
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--show", action="store_true", help="print the text itself")
    args = parser.parse_args()
    for layout in [args.layout] if args.layout else LAYOUTS:
        hits: dict[str, float] = defaultdict(float)
        tries: dict[str, float] = defaultdict(float)
        for seed in [args.seed] if args.seed is not None else range(args.seeds):
            if args.show:
                print(print_issue(invent_issue(seed), layout, seed).text)
            result = score_invented(seed, layout)
            for name, value in result.figures.items():
                hits[name] += value * result.tries[name]
                tries[name] += result.tries[name]
            for miss in result.misses[: args.misses]:
                print(f"  - {layout} {seed}: {miss[:300]}")
        figures = {name: hits[name] / tries[name] for name in tries}
        print(f"{layout}: mean {sum(figures.values()) / len(figures):.4f}")
        print("   " + "  ".join(f"{name} {value:.3f}" for name, value in sorted(figures.items()) if value < 0.995))


if __name__ == "__main__":
    main()
