"""*We tried this*: a member says what was tried, under an answer or by `/science tried`."""

from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.desk import Desk
from bot.listeners.asked import Asked
from bot.listeners.offers import KIND_NEEDED, credit_of, tell_curators
from bot.submitted import values_of
from bot.views.offers import CREDIT, MEMBER_KIND, NOT_KEPT, OUTSIDERS, notice_modal, offered_modal
from bot.views.parts import Json
from bot.views.trials import (
    CONTACT,
    LESSON,
    NAMED,
    RESULT,
    STAGE,
    TITLE,
    WHAT,
    WHERE,
    tried_form,
)
from knowledge.models.access import COMMUNITY
from knowledge.models.contributions import Credit
from knowledge.models.offers import Offer
from knowledge.models.trials import Trial, TrialResult

CHANNEL = "tried"


def tried(asked: Asked, desk: Desk) -> None:
    """`/science tried`: open the form."""
    asked.client.views_open(trigger_id=asked.trigger_id, view=_form(asked.user, desk))


def we_tried(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """The button under an answer: open the form."""
    ack()
    view = _form(body["user"]["id"], desk)
    client.views_open(trigger_id=body["trigger_id"], view=view)


def told(ack: Ack, body: dict[str, Any], desk: Desk) -> None:
    """The form was sent: that is the consent; it waits for a curator like any other offer."""
    view, user = body["view"], body["user"]["id"]
    said = values_of(view)
    if said[NAMED] == Credit.KIND and not said[MEMBER_KIND]:
        ack(response_action="errors", errors={MEMBER_KIND: KIND_NEEDED})
        return
    one = desk.services.offering.offer(_offer(view["id"], said, user, desk))
    if one is None:
        ack(response_action="update", view=notice_modal(NOT_KEPT, TITLE))
        return
    ack(response_action="update", view=offered_modal(one, desk.science, TITLE))
    tell_curators(desk)


def _form(user: str, desk: Desk) -> Json:
    if desk.people.of(user).is_outsider:
        return notice_modal(OUTSIDERS, TITLE)
    return tried_form(desk.services.pack)


def _offer(view_id: str, said: dict[str, str], user: str, desk: Desk) -> Offer:
    pack = desk.services.pack
    asked_for = said[NAMED] == CONTACT
    named = Credit.NAME if asked_for else Credit(said[NAMED])
    credit, line = credit_of({**said, CREDIT: named}, user, desk)
    stages = {term.key: term.name for term in pack.stages}
    what, lesson = said[WHAT].strip(), said[LESSON].strip()
    return Offer(
        # Sent twice, the same form makes one contribution.
        origin=f"tried:{view_id}",
        channel=CHANNEL,
        title=what,
        text=f"{what}\n\n{lesson}",
        date=desk.services.clock.now().date().isoformat(),
        scope=COMMUNITY,
        member=user,
        credit=credit,
        credit_line=line,
        licence=pack.licences[0].name,
        trial=Trial(
            what=what,
            where=said[WHERE].strip(),
            stage=stages[said[STAGE]],
            result=TrialResult(said[RESULT]),
            lesson=lesson,
            contact=line if asked_for else "",
        ),
    )
