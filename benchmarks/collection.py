"""A collection of any size out of the project's own sample issue: its sentences recombined, words swapped by their frequency, names invented.

Seeded: the same size gives the same rows, so that figures of two runs are figures of the same work.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import rjieba

SAMPLES = Path(__file__).resolve().parent.parent / "gazette" / "samples"
PASSAGES_PER_DOCUMENT = 20
GENRES = ("通知", "意见", "决定", "公告", "批复", "通报")
_SENTENCE = re.compile(r"[^。；\n]{8,120}[。；]")


@dataclass(frozen=True, slots=True)
class MadeDocument:
    title: str
    series: str
    year: int
    serial: int
    genre: str
    organ: int
    topic: int
    day: int  # of the year
    passages: tuple[str, ...]

    @property
    def number(self) -> str:
        return f"{self.series}〔{self.year}〕{self.serial}号"


class Maker:
    """Makes documents; `names` are invented, the commoner first."""

    def __init__(self, seed: int = 1) -> None:
        self.random = random.Random(seed)
        text = "\n".join(path.read_text("utf-8") for path in sorted(SAMPLES.glob("*.txt")))
        self.sentences = [
            sentence for sentence in _SENTENCE.findall(text) if len(re.findall(r"[\u4e00-\u9fff]", sentence)) > 8
        ]
        words = Counter(word for word in rjieba.cut(text) if re.fullmatch(r"[\u4e00-\u9fff]{2,4}", word))
        self.words, self.frequencies = zip(*words.most_common(), strict=True)
        characters = sorted({character for word in self.words for character in word})
        self.names = list(dict.fromkeys("".join(self.random.sample(characters, 2)) for _ in range(6000)))
        self.name_weights = [1 / (rank + 5) for rank in range(len(self.names))]

    def documents(self, passages: int) -> Iterator[MadeDocument]:
        for n in range(passages // PASSAGES_PER_DOCUMENT):
            name, word = self._name(), self._word()
            genre = self.random.choice(GENRES)
            organ = min(int(self.random.expovariate(0.3)), 19)
            yield MadeDocument(
                title=f"安澜市人民政府关于{name}{word}工作的{genre}",
                series=("安政发", "安政办发")[organ % 2],
                year=2010 + n % 15,
                serial=n // 15 + 1,
                genre=genre,
                organ=organ,
                topic=self.random.randrange(12),
                day=self.random.randrange(365),
                passages=tuple(self._passage() for _ in range(PASSAGES_PER_DOCUMENT)),
            )

    def _passage(self) -> str:
        length, parts = 0, []
        while length < 560:
            parts.append(self._varied(self.random.choice(self.sentences)))
            length += len(parts[-1])
        return "".join(parts)

    def _varied(self, sentence: str) -> str:
        words = rjieba.cut(sentence)
        for i, word in enumerate(words):
            chance = self.random.random()
            if len(word) > 1 and chance < 0.06:
                words[i] = self._word()
            elif len(word) > 1 and chance < 0.12:
                words[i] = self._name()
        return "".join(words)

    def _word(self) -> str:
        return self.random.choices(self.words, self.frequencies)[0]

    def _name(self) -> str:
        return self.random.choices(self.names, self.name_weights)[0]


def queries(documents: list[MadeDocument], maker: Maker, each: int = 10) -> dict[str, list[str]]:
    """Seven kinds of question about these documents."""
    chance = random.Random(2)
    picked = [chance.choice(chance.choice(documents).passages) for _ in range(each)]
    places = [chance.randrange(0, len(passage) - 12) for passage in picked]
    return {
        "word of two": [maker.names[20 + 37 * i] for i in range(each)],
        "fragment": [passage[at : at + chance.randrange(4, 9)] for passage, at in zip(picked, places, strict=True)],
        "two or three words": [" ".join(chance.sample(_content(passage), chance.choice((2, 3)))) for passage in picked],
        "number": [chance.choice(documents).number for _ in range(each)],
        "name and topic": [f"{maker.names[3 + 11 * i]} {maker.words[20 + i]}" for i in range(each)],
        "common word": list(maker.words[:each]),
        "nothing": [f"{maker.names[i]}煢煢{maker.names[-i - 1]}" for i in range(each)],
    }


def _content(passage: str) -> list[str]:
    return sorted({word for word in rjieba.cut(passage) if re.fullmatch(r"[\u4e00-\u9fff]{2,4}", word)})
