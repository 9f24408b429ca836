"""`python -m knowledge`: ask, measure, curate, and look after what is held, from a terminal."""

import typer

from knowledge.commands import (
    asking,
    curation,
    discussions,
    experts,
    holds,
    measuring,
    members,
    stewardship,
    theming,
)
from knowledge.terminal import command_line

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
for commands in (
    *(asking, experts, measuring, curation, stewardship, members, holds),
    *(theming, discussions),
):
    commands.register(app)

if __name__ == "__main__":
    command_line(app)
