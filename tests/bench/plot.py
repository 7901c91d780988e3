"""A plot of lines on two logarithmic scales, as SVG."""

import math
from html import escape

_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _RIGHT, _TOP = 720, 420, 60, 50, 220, 20
_COLOURS = ("#c33", "#e90", "#393", "#06c", "#808", "#666", "#066")

Points = list[tuple[float, float]]


def plot(lines: dict[str, Points], across: str, up: str) -> str:
    """Lines by name, each with its points; both coordinates are over 0."""
    every = [point for points in lines.values() for point in points]
    (left, right), (low, high) = (_decades([point[axis] for point in every]) for axis in (0, 1))

    def place(point: tuple[float, float]) -> tuple[float, float]:
        x = _LEFT + (math.log10(point[0]) - left) / (right - left) * (_WIDTH - _LEFT - _RIGHT)
        y = _HEIGHT - _BOTTOM - (math.log10(point[1]) - low) / (high - low) * (_HEIGHT - _BOTTOM - _TOP)
        return x, y

    drawn = []
    for power in range(left, right + 1):
        x, y = place((10**power, 10**low))
        drawn.append(
            f'<path d="M{x:.0f} {_TOP}V{y:.0f}" stroke="#ccc"/><text x="{x:.0f}" y="{y + 18:.0f}" text-anchor="middle">{10**power}</text>'
        )
    for power in range(low, high + 1):
        x, y = place((10**left, 10**power))
        drawn.append(
            f'<path d="M{x:.0f} {y:.0f}H{_WIDTH - _RIGHT}" stroke="#ccc"/><text x="{x - 6:.0f}" y="{y + 4:.0f}" text-anchor="end">{10**power:g}</text>'
        )
    for number, (name, points) in enumerate(lines.items()):
        colour, where = _COLOURS[number % len(_COLOURS)], [place(point) for point in points]
        drawn.append(
            f'<polyline points="{" ".join(f"{x:.0f},{y:.0f}" for x, y in where)}" fill="none" stroke="{colour}" stroke-width="2"/>'
        )
        drawn += [f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3" fill="{colour}"/>' for x, y in where]
        y = _TOP + 20 + number * 20
        drawn.append(
            f'<circle cx="{_WIDTH - _RIGHT + 16}" cy="{y - 4}" r="4" fill="{colour}"/><text x="{_WIDTH - _RIGHT + 28}" y="{y}">{escape(name)}</text>'
        )
    middle = (_WIDTH - _RIGHT + _LEFT) / 2
    drawn.append(f'<text x="{middle:.0f}" y="{_HEIGHT - 8}" text-anchor="middle">{escape(across)}</text>')
    drawn.append(
        f'<text x="14" y="{_HEIGHT / 2:.0f}" text-anchor="middle" transform="rotate(-90 14 {_HEIGHT / 2:.0f})">{escape(up)}</text>'
    )
    size = f'width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
    white = '<rect width="100%" height="100%" fill="#fff"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="12">{white}\n'
        + "\n".join(drawn)
        + "\n</svg>\n"
    )


def _decades(values: list[float]) -> tuple[int, int]:
    """The powers of ten around some values."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)
