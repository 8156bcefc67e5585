"""What is measured: each part gives lines of the table."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path

from benchmarks import texts
from benchmarks.environment import Environment
from benchmarks.process import Run, cpu, interleaved, peak, run, wall
from benchmarks.rows import Row

_HERE = Path(__file__).parent
_READING = (
    "import os, sys\n"
    "for folder, _, names in os.walk(sys.argv[1]):\n"
    "    for name in names:\n"
    "        with open(os.path.join(folder, name), 'rb') as f: f.read().decode('utf-8', 'replace')"
)
_HASHING = _READING.replace("f.read().decode('utf-8', 'replace')", "hashlib.sha256(f.read())").replace(
    "import", "import hashlib,"
)


class Unequal(Exception):
    """The timed run did not find what an untimed one finds."""


def cold(at: Environment) -> Iterator[Row]:
    """One article from a cold start."""
    runs = interleaved(
        {
            "bare": (at.python, "-c", "pass"),
            "healthlint": at.lint(at.article),
            "proselint": (at.programs / "proselint", "check", at.article),
        },
        at.folder,
        20,
    )
    bare = wall(runs["bare"])
    for other, most in (("bare", 10.0), ("proselint", None)):
        beside = wall(runs[other])
        yield Row(
            f"one article of {at.article.stat().st_size / 1024:.1f} KB, cold",
            f"{wall(runs['healthlint']) * 1000:.0f} ms",
            f"{'`python -c pass`' if other == 'bare' else other} {beside * 1000:.0f} ms",
            wall(runs["healthlint"]) / beside,
            most=most,
        )
    yield Row(
        "the same, proselint", f"{wall(runs['proselint']) * 1000:.0f} ms", "", wall(runs["proselint"]) / bare
    )


def throughput(at: Environment) -> Iterator[Row]:
    """Many articles in one process."""
    lint = at.lint("--quiet", "--output-format", "json")
    plain = interleaved(
        {
            "healthlint": [*lint, at.plain],
            "reading": (at.python, "-c", _READING, at.plain),
        },
        at.folder,
        3,
    )
    files = sorted(path.name for path in at.plain.iterdir())
    peer = run((at.programs / "proselint", "check", *files), at.plain)
    size, other = _size(at.plain), _size(at.mixed)
    rate = size / cpu(plain["healthlint"]) / 1e6
    what = f"{len(files)} articles of plain text, {size / 1e6:.1f} MB"
    yield Row(
        what,
        f"{rate:.2f} MB/s",
        f"proselint {size / peer.cpu / 1e6:.2f} MB/s",
        rate * 1e6 * peer.cpu / size,
        10,
    )
    yield Row(what, f"{rate:.2f} MB/s", "the least that is asked for: 5 MB/s", rate / 5, 1)
    reading = size / cpu(plain["reading"]) / 1e6
    yield Row(what, f"{rate:.2f} MB/s", f"reading the files in Python {reading:.0f} MB/s", rate / reading)
    mixed = interleaved({"mixed": [*lint, at.mixed]}, at.folder, 3)["mixed"]
    yield Row(
        f"articles in all formats, {other / 1e6:.1f} MB",
        f"{other / cpu(mixed) / 1e6:.2f} MB/s",
        f"plain text {rate:.2f} MB/s",
        other / cpu(mixed) / 1e6 / rate,
        round(1 / 3, 2),
    )
    found = sum(
        _same(at, folder, runs) for folder, runs in ((at.plain, plain["healthlint"]), (at.mixed, mixed))
    )
    yield Row("findings, timed and untimed", f"{found}", "the same")


def growth(at: Environment) -> Iterator[Row]:
    """Time over length: the slope of the line through the logarithms."""
    said = run((at.python, _HERE / "growing.py"), at.folder).output
    for case, points in json.loads(said).items():
        unit = texts.CASES[case][0]
        size, length, seconds, _ = points[-1]
        yield Row(
            f"growth: {case}, {points[0][0]:,} to {size:,} {unit}",
            f"{length / seconds / 1e6:.2f} MB/s at the end",
            f"last step {_slope(points[-2:]):.2f}",
            _slope(points),
            most=1.05,
        )


def memory(at: Environment) -> Iterator[Row]:
    """Peak memory of one process."""
    big = at.folder / "big.txt"
    with big.open("w", encoding="utf-8") as file:
        file.write(texts.prose(16 * 2**20))
    bare = peak((at.python, "-c", "pass"), at.folder)
    for what, paths, most in (
        ("peak memory, all articles", (at.plain, at.mixed) if at.mixed != at.plain else (at.plain,), 120),
        ("peak memory, one article of 16 MB", (big,), 600),
    ):
        used = peak([*at.lint("--quiet"), *paths], at.folder)
        yield Row(what, f"{used:.0f} MiB", f"`python -c pass` {bare:.0f} MiB", used, most=most)


def jobs(at: Environment) -> Iterator[Row]:
    """Two processes."""
    many = at.folder / "many"
    many.mkdir()
    articles = sorted(at.plain.iterdir())
    size = 0
    for number in count():
        if size >= 40e6:
            break
        content = articles[number % len(articles)].read_bytes()
        (many / f"{number:05}.txt").write_bytes(content)
        size += len(content)
    commands = {str(number): at.lint("--quiet", many, jobs=number) for number in (1, 2)}
    runs = interleaved(commands, at.folder, 3)
    one, two = runs["1"], runs["2"]
    if any(each.output != one[0].output for each in (*one, *two)):
        raise Unequal("two processes do not report what one reports")
    what = f"{size / 1e6:.0f} MB, two processes"
    yield Row(what, f"{wall(two):.1f} s", f"one process {wall(one):.1f} s", wall(one) / wall(two), least=1.7)


def cache(at: Environment) -> Iterator[Row]:
    """Everything checked before."""
    lint = at.lint("--quiet", at.plain, cache=at.folder / "cache")
    first = run(lint, at.folder)
    runs = interleaved(
        {
            "warm": lint,
            "start": at.lint("--quiet", at.article),
            "hashing": (at.python, "-c", _HASHING, at.plain),
            "bare": (at.python, "-c", "pass"),
        },
        at.folder,
        7,
    )
    if any(each.output != first.output for each in runs["warm"]):
        raise Unequal("what was kept is not what was found")
    start, hashing = wall(runs["start"]), wall(runs["hashing"]) - wall(runs["bare"])
    warm = wall(runs["warm"])
    yield Row(
        "all articles of plain text, checked before",
        f"{warm * 1000:.0f} ms, at first {first.wall * 1000:.0f}",
        f"start {start * 1000:.0f} ms and three times reading and hashing, {hashing * 1000:.0f} ms",
        warm / (start + 3 * hashing),
        most=1,
    )


PARTS: dict[str, Callable[[Environment], Iterator[Row]]] = {
    "cold": cold,
    "throughput": throughput,
    "growth": growth,
    "memory": memory,
    "jobs": jobs,
    "cache": cache,
}


def _same(at: Environment, folder: Path, timed: Sequence[Run]) -> int:
    """How many findings there are. Raises Unequal where they are not those of the Python interface, untimed."""
    untimed = json.loads(run((at.python, _HERE / "untimed.py", folder), at.folder).output)
    for each in timed:
        said = json.loads(each.output)["diagnostics"]
        if [{key: one[key] for key in untimed[0]} for one in said] != untimed:
            raise Unequal(
                f"{len(said)} findings in {folder.name} when timed, {len(untimed)} when not, or others"
            )
    return len(untimed)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())


def _slope(points: Sequence[Sequence[float]]) -> float:
    """Of seconds over characters, on logarithmic axes, by least squares."""
    xs = [math.log(length) for _, length, _, _ in points]
    ys = [math.log(seconds) for _, _, seconds, _ in points]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)
