"""Question in, answer out."""

from knowledge.answers.citations import Citing, all_outdated
from knowledge.answers.extractive import (
    PASSAGES,
    Candidate,
    choose,
    current_first,
    ranked_sentences,
)
from knowledge.models.access import Audience
from knowledge.models.answers import Answer, AnswerState, Citation
from knowledge.models.community import CommunityPack, Route
from knowledge.models.snapshot import Manifest
from knowledge.ports import Clock
from knowledge.search.query import Query, understand
from knowledge.search.retriever import Found, Retriever
from knowledge.text.followup import needs_earlier
from knowledge.text.glossary import Glossary
from knowledge.text.terms import terms

_SHOWN = 3  # closest passages
_CONSIDERED = 10  # hits among which the best absolute score is looked for


class AnswerService:
    """Routes what must not be searched, searches the rest, and says so when it does not know."""

    def __init__(self, pack: CommunityPack, retriever: Retriever, clock: Clock) -> None:
        self._pack = pack
        self._retriever = retriever
        self._clock = clock
        self._glossary = Glossary(pack.glossary)

    def ask(self, question: str, audience: Audience, earlier: str = "") -> Answer:
        """Answer from what the whole audience may read.

        Args:
            question: as the person wrote it, without the bot's mention.
            audience: everybody who will see the answer.
            earlier: the question before this one in the same thread, or empty.

        Raises:
            SnapshotError: there is no usable snapshot.
        """
        route = self._pack.route_of(question)
        if route is not None and not route.show_closest:
            return Answer(state=AnswerState.ROUTED, message=route.reply, route=route.key)
        before = earlier if needs_earlier(question) else ""
        query = understand(question, self._glossary, before)
        found = self._retriever.search(query, audience, _CONSIDERED)
        ranked = ranked_sentences(query, found)
        if route is not None:
            return self._routed(route, found, ranked)
        return self._searched(query, found, ranked)

    def _searched(self, query: Query, found: Found, ranked: list[Candidate]) -> Answer:
        manifest = found.manifest
        score = best_absolute(found)
        if not ranked or score < manifest.thresholds.closest:
            return _answer(AnswerState.NOT_HELD, manifest, score, self._pack.notices.not_held)
        if score < manifest.thresholds.answer or not _speaks_of_acronyms(query, found):
            answer = _answer(AnswerState.CLOSEST, manifest, score, self._pack.notices.closest)
            return self._with_closest(answer, found, ranked)
        settled = current_first(ranked, found, manifest.thresholds.answer)
        sentences, citations = self._citing(found).answer(choose(settled))
        answer = _answer(AnswerState.ANSWER, manifest, score, "")
        return self._cautioned(answer.model_copy(update={"sentences": sentences}), citations)

    def _routed(self, route: Route, found: Found, ranked: list[Candidate]) -> Answer:
        score = best_absolute(found)
        answer = _answer(AnswerState.ROUTED, found.manifest, score, route.reply)
        routed = answer.model_copy(update={"route": route.key})
        if score < found.manifest.thresholds.closest:
            return routed
        return self._with_closest(routed, found, ranked)

    def _with_closest(self, answer: Answer, found: Found, ranked: list[Candidate]) -> Answer:
        """Cite the best sentence of each of the nearest passages."""
        best: dict[int, Candidate] = {}
        for one in current_first(ranked, found, found.manifest.thresholds.closest):
            best.setdefault(one.hit.stored.id, one)
        citing = self._citing(found)
        nearest = enumerate(list(best.values())[:_SHOWN], start=1)
        return self._cautioned(
            answer, tuple(citing.citation(n, one.hit, [one.place]) for n, one in nearest)
        )

    def _cautioned(self, answer: Answer, citations: tuple[Citation, ...]) -> Answer:
        caution = self._pack.notices.outdated if all_outdated(citations) else ""
        return answer.model_copy(update={"citations": citations, "caution": caution})

    def _citing(self, found: Found) -> Citing:
        return Citing(found.standing, self._clock.now())


def _speaks_of_acronyms(query: Query, found: Found) -> bool:
    """Tell whether the best passages name what an acronym in the question stands for.

    To an embedding, SSC and PSC are neighbours; to whoever asks, they are not.
    """
    held = frozenset(
        term for hit in found.hits[:PASSAGES] for term in terms(hit.stored.searched_text)
    )
    return all(query.holds(term, held) for term in query.acronyms)


def best_absolute(found: Found) -> float:
    """Return the best absolute score among the hits, 0..1; 0 without hits."""
    scores = [hit.absolute for hit in found.hits[:_CONSIDERED]]
    return min(1.0, max(0.0, *scores)) if scores else 0.0


def _answer(state: AnswerState, manifest: Manifest, score: float, message: str) -> Answer:
    return Answer(
        state=state,
        message=message,
        index_version=manifest.version,
        model=manifest.model,
        score=round(score, 4),
        threshold=manifest.thresholds.answer,
    )
