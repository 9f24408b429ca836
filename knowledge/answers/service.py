"""Question in, answer out."""

from collections.abc import Callable
from dataclasses import replace

from knowledge.answers.asked import Asked
from knowledge.answers.citations import Citing, all_outdated
from knowledge.answers.deciding import Decision, decide
from knowledge.answers.evidence import CONSIDERED, best_absolute
from knowledge.answers.extractive import Candidate, current_first, ranked_sentences
from knowledge.answers.forms import compose, form_of, notes_without_answer
from knowledge.answers.forms.composed import Composed
from knowledge.answers.reasons import with_reasons
from knowledge.answers.senses import read
from knowledge.answers.writing import Writing
from knowledge.models.access import Audience
from knowledge.models.answers import Answer, AnswerState, Citation
from knowledge.models.community import CommunityPack, Route
from knowledge.ports import Clock
from knowledge.search.query import understand
from knowledge.search.retriever import Retriever
from knowledge.text.followup import InThread, in_thread
from knowledge.text.glossary import Glossary
from knowledge.text.senses import Collisions

_SHOWN = 3  # closest passages
Heard = Callable[[Answer], None]


class AnswerService:
    """Routes what must not be searched, searches the rest, and says so when it does not know.

    Args:
        writing: has answers written by a language model; None leaves them in quotes.
    """

    def __init__(
        self,
        pack: CommunityPack,
        retriever: Retriever,
        clock: Clock,
        writing: Writing | None = None,
    ) -> None:
        self._pack = pack
        self._retriever = retriever
        self._clock = clock
        self._writing = writing
        self._glossary = Glossary(pack.glossary)
        self._collisions = Collisions(pack.glossary)

    def ask(
        self,
        question: str,
        audience: Audience,
        earlier: tuple[str, ...] = (),
        heard: Heard | None = None,
    ) -> Answer:
        """Answer from what the whole audience may read.

        Args:
            question: as the person wrote it, without the bot's mention.
            audience: everybody who will see the answer.
            earlier: the questions before this one in the same thread, oldest first.
            heard: is called with the answer so far while a language model writes it; every
                sentence in it was checked. The answer that is returned counts, not these.

        Raises:
            SnapshotError: there is no usable snapshot.
        """
        said = in_thread(question, earlier)
        route = self._pack.route_of(said.question)
        if route is not None and not route.show_closest:
            return Answer(state=AnswerState.ROUTED, message=route.reply, route=route.key)
        asked, decision = self._read(said, audience)
        if route is None:
            answer = self._answered(asked, decision, heard)
        else:
            answer = self._routed(route, asked)
        return with_reasons(answer, asked)

    def _read(self, said: InThread, audience: Audience) -> tuple[Asked, Decision]:
        """Search for a question alone or with those before it, as its words and scores tell."""
        asked = self._searched(said, audience)
        decision = decide(asked)
        if not said.perhaps or decision.state is AnswerState.ANSWER:
            return asked, decision
        together = self._searched(replace(said, before=said.perhaps), audience)
        decision_together = decide(together)
        if decision_together.state is AnswerState.ANSWER:
            return together, decision_together
        return asked, decision

    def _searched(self, said: InThread, audience: Audience) -> Asked:
        query = understand(said.question, self._glossary, " ".join(said.before))
        found = self._retriever.search(query, audience, CONSIDERED)
        before = " ".join(said.before or said.perhaps)
        colliding = self._collisions.of(said.question)
        reading = read(said.question, before, query, found.hits, colliding)
        query = reading.narrowed(query)
        return Asked(
            question=said.question,
            query=query,
            reading=reading,
            audience=audience,
            found=found,
            ranked=ranked_sentences(query, found),
            form=form_of(said.question),
            citing=Citing(found.standing, self._clock.now()),
            pack=self._pack,
            glossary=self._glossary,
            around=lambda stored: self._retriever.around(stored, audience),
        )

    def _answered(self, asked: Asked, decision: Decision, heard: Heard | None) -> Answer:
        composed = compose(asked) if decision.state is AnswerState.ANSWER else None
        if composed is not None and not composed.sentences:
            composed, decision = None, replace(decision, state=AnswerState.CLOSEST)
        said = " ".join(one.text for one in composed.sentences) if composed else ""
        if not asked.reading.is_answered_by(said):
            return self._asking(asked, decision)
        if decision.state is AnswerState.NOT_HELD:
            return _unanswered(asked, decision, self._pack.notices.not_held)
        if composed is None:
            return self._closest(asked, decision)
        if self._writing is None:
            return self._composed(asked, decision, composed)
        return self._written(asked, decision, composed, self._writing, heard)

    def _asking(self, asked: Asked, decision: Decision) -> Answer:
        """Ask which sense of an acronym is meant, beside the nearest passages."""
        is_near = decision.state is not AnswerState.NOT_HELD
        state = AnswerState.CLOSEST if is_near else AnswerState.NOT_HELD
        answer = _answer(asked, replace(decision, state=state), asked.reading.asks)
        answer = answer.model_copy(update={"choices": asked.reading.choices})
        return self._with_closest(answer, asked) if is_near else answer

    def _closest(self, asked: Asked, decision: Decision) -> Answer:
        answer = _unanswered(asked, decision, self._pack.notices.closest)
        return self._with_closest(answer, asked)

    def _composed(self, asked: Asked, decision: Decision, composed: Composed) -> Answer:
        answer = _answer(asked, decision)
        notes = (*answer.notes, *composed.notes)
        answer = answer.model_copy(update={"sentences": composed.sentences, "notes": notes})
        return self._cautioned(answer, composed.citations)

    def _written(
        self,
        asked: Asked,
        decision: Decision,
        quoted: Composed,
        writing: Writing,
        heard: Heard | None,
    ) -> Answer:
        def tell(composed: Composed) -> None:
            if heard is not None:
                so_far = self._composed(asked, decision, composed)
                heard(so_far.model_copy(update={"writer": writing.name}))

        written = writing.write(asked, quoted, tell)
        if written.not_in_sources:
            doubted = replace(decision, state=AnswerState.CLOSEST)
            answer, writer = self._closest(asked, doubted), ""
        elif written.composed is None:
            answer, writer = self._composed(asked, decision, quoted), ""
        else:
            answer, writer = self._composed(asked, decision, written.composed), writing.name
        return answer.model_copy(update={"writer": writer, "usage": written.usage})

    def _routed(self, route: Route, asked: Asked) -> Answer:
        decision = Decision(AnswerState.ROUTED, 0.0)
        answer = _answer(asked, decision, route.reply)
        routed = answer.model_copy(update={"route": route.key})
        if best_absolute(asked.found) < asked.found.manifest.thresholds.closest:
            return routed
        return self._with_closest(routed, asked)

    def _with_closest(self, answer: Answer, asked: Asked) -> Answer:
        """Cite the best sentence of each of the nearest passages."""
        best: dict[int, Candidate] = {}
        least = asked.found.manifest.thresholds.closest
        for one in current_first(asked.ranked, asked.found, least):
            best.setdefault(one.hit.stored.id, one)
        nearest = enumerate(list(best.values())[:_SHOWN], start=1)
        return self._cautioned(
            answer, tuple(asked.citing.citation(n, one.hit, [one.place]) for n, one in nearest)
        )

    def _cautioned(self, answer: Answer, citations: tuple[Citation, ...]) -> Answer:
        caution = self._pack.notices.outdated if all_outdated(citations) else ""
        return answer.model_copy(update={"citations": citations, "caution": caution})


def _unanswered(asked: Asked, decision: Decision, message: str) -> Answer:
    answer = _answer(asked, decision, message)
    return answer.model_copy(update={"notes": (*answer.notes, *notes_without_answer(asked))})


def _answer(asked: Asked, decision: Decision, message: str = "") -> Answer:
    manifest = asked.found.manifest
    return Answer(
        state=decision.state,
        form=asked.form,
        message=message,
        notes=asked.reading.notes,
        index_version=manifest.version,
        model=manifest.model,
        score=round(decision.score, 4),
        threshold=manifest.thresholds.sure,
    )
