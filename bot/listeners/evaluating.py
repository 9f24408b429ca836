"""How well the community's own questions are answered: asked for, and which they are."""

from bot.desk import Desk
from bot.listeners.asked import Asked
from bot.views.evaluation import NO_QUESTIONS, asking_soon, questions_message
from bot.views.parts import Message
from knowledge.models.access import FULL_MEMBER
from knowledge.models.evaluation import EVALUATION
from knowledge.text.questions import read_questions


def evaluate(asked: Asked, desk: Desk) -> Message:
    """`/science evaluate`: have the worker ask the questions; a wrong line is told at once."""
    services = desk.services
    if services.questions is None:
        return NO_QUESTIONS
    read_questions(services.questions)
    job, joined = services.jobs.request(asked.user, EVALUATION)
    services.audit.record("evaluation.requested", asked.user, f"job-{job.id}")
    return asking_soon(joined=joined)


def questions(_asked: Asked, desk: Desk) -> Message:
    """`/science questions`: which file is asked, and what is in it; never a question."""
    path = desk.services.questions
    if path is None:
        return NO_QUESTIONS
    found = read_questions(path)
    return questions_message(
        found, desk.services.evaluations.last(found.digest, FULL_MEMBER.scopes)
    )
