"""`python -m tests.simulate_introductions`: months of introductions in a minute, watched.

The real introductions run over a real database on a fast clock, with members who ignore letters,
change their minds and press twice, and a bot that is restarted in between. Rules are checked by
code that shares nothing with what it watches.
"""

import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from tests.simulation.running import open_town
from tests.simulation.telling import draw, letters_of_members, table


def main(
    days: Annotated[int, typer.Option(help="to live through")] = 90,
    members: Annotated[int, typer.Option(help="of the community")] = 950,
    asks: Annotated[float, typer.Option(help="questions a week")] = 30,
    seed: Annotated[int, typer.Option(help="of the dice")] = 1,
    chart: Annotated[Path | None, typer.Option(help="PNG to draw")] = None,
) -> None:
    """Simulate, and print a table; end with 1 when a rule was broken."""
    start = time.perf_counter()
    with TemporaryDirectory() as folder, open_town(Path(folder), members, asks, seed) as town:
        town.live(days)
        most = max(letters_of_members(town).values(), default=0)
        typer.echo(f"{members:,} members, {days} days, {asks:g} questions a week, dice {seed}")
        for line in table(town, town.introducing.load(), most):
            typer.echo(line)
        if chart:
            chart.write_bytes(draw(town))
        broken = town.watcher.found.total()
    typer.echo(f"{time.perf_counter() - start:.0f} s")
    raise typer.Exit(1 if broken else 0)


if __name__ == "__main__":
    typer.run(main)
