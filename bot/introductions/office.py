"""All that brings members together, put together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.inbox import Handler
from bot.introductions.afterwards import Afterwards
from bot.introductions.deeds import KIND
from bot.introductions.doing import Doing
from bot.introductions.errands import Errands
from bot.introductions.letterbox import Letterbox
from bot.introductions.mail import Mail
from bot.introductions.meeting import Meeting
from bot.introductions.publishing import Publishing
from bot.introductions.replying import Replying
from bot.introductions.sides import Sides
from bot.introductions.traces import Traces
from bot.introductions.writing import Writing
from bot.people import People
from bot.waiting.office import Means
from knowledge.models.introductions import Errand
from knowledge.services import Services


@dataclass(frozen=True, slots=True)
class IntroductionsDesk:
    """What listeners use, what works on what waits, and what is done in each round."""

    handlers: Mapping[str, Handler]
    rounds: tuple[Callable[[], None], ...]

    replying: Replying
    afterwards: Afterwards
    publishing: Publishing
    traces: Traces


def open_introductions_desk(services: Services, means: Means) -> IntroductionsDesk:
    """Put it together."""
    sides = Sides(services, People(means.client), means.audiences)
    mail = Mail(means.client, means.outbox, services.posts)
    letterbox = Letterbox(services, mail, sides)
    command = services.pack.command("help")
    profile = f"{command.name} profile" if command else ""
    writing = Writing(services, letterbox, mail, means.rooms, profile)
    afterwards = Afterwards(services, mail, sides)
    meeting = Meeting(services, means, letterbox, mail, sides)
    errands = Errands(
        services,
        {
            Errand.DELIVER: writing.deliver,
            Errand.NUDGE: writing.nudge,
            Errand.EXPIRE: writing.expire,
            Errand.REST: writing.rest,
            Errand.INTRODUCE: meeting.introduce,
            Errand.FOLLOW_UP: afterwards.follow_up,
            Errand.CLOSE: afterwards.close,
        },
    )
    return IntroductionsDesk(
        handlers={KIND: Doing(services, letterbox, mail, errands)},
        rounds=(errands.run,),
        replying=Replying(services, letterbox),
        afterwards=afterwards,
        publishing=Publishing(services, mail, sides),
        traces=Traces(services, mail),
    )
