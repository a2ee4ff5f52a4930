"""Is confidence to be trusted? Draws how many quotes of each confidence are right.

python benchmarks/confidence.py GOLD EXPORT.jsonl [--plot FILE.svg]

GOLD is what ``quotes evaluate`` takes. Right means content (overlap .3), source and speaker, as far as the gold has
them.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from quotes import evaluation

SIZE, MARGIN = 300, 46


def plot(bins: Sequence[evaluation.Bin], title: str) -> str:
    """An SVG picture: a dot for each bin, its area by the number of quotes; on the diagonal confidence is right."""

    def at(x: float, y: float) -> tuple[float, float]:
        return MARGIN + x * SIZE, 20 + (1 - y) * SIZE

    total = sum(each.number for each in bins)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE + MARGIN + 20} {SIZE + 72}" role="img"'
        f' aria-label="{title}" font-family="system-ui, sans-serif" font-size="12">',
        f'<rect width="{SIZE + MARGIN + 20}" height="{SIZE + 72}" fill="#ffffff"/>',
    ]
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        (x, bottom), (left, y) = at(tick, 0), at(0, tick)
        lines.append(f'<path d="M{x:.1f} 20 V{bottom:.1f} M{left:.1f} {y:.1f} H{MARGIN + SIZE}" stroke="#dde3e8"/>')
        lines.append(f'<text x="{x:.1f}" y="{bottom + 16:.1f}" text-anchor="middle" fill="#3d4a57">{tick:g}</text>')
        lines.append(f'<text x="{left - 6:.1f}" y="{y + 4:.1f}" text-anchor="end" fill="#3d4a57">{tick:g}</text>')
    (x0, y0), (x1, y1) = at(0, 0), at(1, 1)
    lines.append(f'<path d="M{x0} {y0} L{x1} {y1}" stroke="#5b6b7a" stroke-dasharray="4 4"/>')
    for each in bins:
        x, y = at(each.confidence, each.right)
        radius = max(2.5, 30 * (each.number / total) ** 0.5)
        lines.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#2f6fab" fill-opacity="0.55"/>')
    lines.append(f'<text x="{MARGIN + SIZE / 2}" y="{SIZE + 58}" text-anchor="middle" fill="#1d2733">confidence</text>')
    middle = 20 + SIZE / 2
    turned = f'transform="rotate(-90 12 {middle})"'
    lines.append(f'<text x="12" y="{middle}" text-anchor="middle" fill="#1d2733" {turned}>right</text>')
    return "\n".join([*lines, "</svg>", ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("export", type=Path)
    parser.add_argument("--plot", type=Path, help="write the picture there")
    options = parser.parse_args()
    predicted = evaluation.read_predictions(options.export)
    gold = [document for document in evaluation.read_gold(options.gold) if document.name in predicted]
    counts = [evaluation.count(document, predicted[document.name]) for document in gold]
    bins = evaluation.reliability([pair for each in counts for pair in each.sure])
    print("quotes  confidence  right")
    for each in bins:
        print(f"{each.number:6}  {each.confidence:10.3f}  {each.right:5.3f}")
    error = next(figure for figure in evaluation.intervals(counts) if figure.name == "calibration error")
    print(f"expected calibration error {error.value:.3f} (95 %: {error.low:.3f} to {error.high:.3f})")
    if options.plot:
        options.plot.write_text(plot(bins, "share of right quotes by confidence"), encoding="utf-8")


if __name__ == "__main__":
    main()
