"""Standing texts of a community pack."""

from typing import Annotated

from pydantic import Field

from knowledge.models.pack_parts import PackPart, Text


class Notices(PackPart):
    """Standing texts in the community's own words, each complete sentences.

    Attributes:
        greeting: shown once, on first contact.
        privacy: one line on who sees a question and what is kept.
        thinking: status texts while an answer is on its way, shown one after the other.
        not_held: the knowledge base does not hold the answer.
        closest: stands above passages that may not answer the question.
        empty_question: the person wrote nothing but the bot's name or a command.
        more_for_you: told privately to somebody who may read more than the channel may.
        curators_only: the person is no curator, and a command needs one.
        admins_only: the person is no admin, and a command needs one.
        nothing_indexed: no snapshot has been published yet.
        outdated: everything that an answer cites is past its review date or superseded.
        no_evaluation: nothing that an answer on whether something works cites has tested it.
        finding_people: how to find somebody who knows a subject; no answer names them.
        listing: what is used and who sees it, before a member agrees to be found.
        nobody_suits: nobody who agreed to be found suits a question.
        no_trial: no source that was found tells that the very thing was tried.
        similar: beside trials of something else than what was asked about.
        following: asks the people of a channel that begins to be followed.
        following_privacy: stands below that question.
        offering: stands above the form in which an author offers a message.
        trying: stands above the form in which a member says what was tried.
        not_kept: told to the author of a message that must not be kept; `{channel}` and `{label}`
            are filled in.
        failed: something broke; holds `{reference}` where the reference number goes.
        blocked: a message's marking must not be in the workspace; it was not kept.
        held: a message's marking asks for a curator's decision; it was not kept.
        operational: a message names a case, a vehicle or a person; it was not kept.
    """

    greeting: Text
    privacy: Text
    thinking: Annotated[
        tuple[Annotated[str, Field(min_length=1, max_length=50)], ...],
        Field(min_length=1, max_length=10),
    ]
    not_held: Text
    closest: Text
    empty_question: Text
    more_for_you: Text
    curators_only: Text
    admins_only: Text = "Only administrators may do that. Ask one of them."
    nothing_indexed: Text
    outdated: Text = (
        "Every source cited here is past its review date or has been superseded: check what has "
        "changed before you rely on it."
    )
    no_evaluation: Text = (
        "No evaluation of this is held here: that something is used, funded or recommended does "
        "not show that it works."
    )
    finding_people: Text = (
        "To find somebody who knows, press *Find someone who knows* below an answer: members who "
        "agreed to be found are shown to you alone."
    )
    listing: Text = (
        "If you agree, members who ask about a subject are shown your name, what you say of "
        "yourself, and lines such as “wrote …” or “answered …” from what you shared under your "
        "name. Nobody is shown a line from something that they may not read; guests and partners "
        "may not read your profile. You are never rated, and nobody gets your contact line unless "
        "you accept to be introduced. What you take back holds from the next question on; by new "
        "words you are found within minutes."
    )
    nobody_suits: Text = (
        "Nobody who agreed to be found fits this question. Not everybody who knows a subject is "
        "listed: ask in the channel that it belongs to."
    )
    no_trial: Text = (
        "No trial of exactly this is held here. That does not mean that nobody has tried it."
    )
    similar: Text = (
        "Similar is not the same: place, people and tools differ. A trial like it is no reason "
        "not to try, whatever came of it."
    )
    following: Text = (
        "A curator asked me to follow this channel, so that what is worked out here can be found "
        "again. I keep nothing of you unless you agree below, and nothing older than your yes."
    )
    following_privacy: Text = (
        "Please leave out personal data and anything confidential: what looks like it is not "
        "kept, or a curator looks at it first."
    )
    offering: Text = (
        "This is what would be kept, word for word. You can take it back whenever you like, and "
        "it is in no answer from then on."
    )
    trying: Text = (
        "A failure helps others as much as a success. What you write is kept word for word once a "
        "curator has accepted it, and all members may read it; you can take it back whenever you "
        "like. Please leave out other people's names and anything confidential."
    )
    not_kept: Text = (
        "I did not keep your message in {channel}: it looks like {label}. Nothing of it is "
        "stored here. Please check whether it should stand in Slack at all."
    )
    failed: Annotated[str, Field(pattern=r"\{reference\}")]
    blocked: Text = (
        "Your message carries a marking that must not be in this workspace. I have not kept it, "
        "and an administrator knows where it stands but not what it says. Please delete it in "
        "Slack, and use a system that is cleared for it."
    )
    held: Text = (
        "Your message carries a handling marking, so I have neither kept nor answered it. Please "
        "ask again in words that anybody here may read, without the marked text."
    )
    operational: Text = (
        "Your message holds a reference to a person, a vehicle or a case, so I have neither kept "
        "nor answered it. Please delete it in Slack, and ask again without such details."
    )
