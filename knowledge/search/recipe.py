"""Which signals find and order passages, and how much each counts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipe:
    """Weights of signals and of what refines them; 0 or False takes a part out.

    The first three were fixed beforehand. What came later was chosen on sentences taken out of
    abstracts, and kept because no development set lost by it (`python -m tests.quality.ablation`).

    Attributes:
        passage, lexical, sentence: weights of the z-scores of passage cosine, BM25 and the best
            sentence.
        k1, b: of BM25 (Robertson & Zaragoza 2009, §3.4); Lucene's defaults.
        echo: how far the question's vector moves towards the passage that leads at first
            (Rocchio 1971, with one document).
        related: whether words that mean nearly the same as an asked one count too.
        spelling: whether a misspelt word is also looked for as the one that it resembles.
        rerank: how many hits a cross-encoder reads, where there is one.
    """

    passage: float = 0.35
    lexical: float = 0.35
    sentence: float = 0.30
    k1: float = 1.2
    b: float = 0.75
    echo: float = 0.2
    related: bool = True
    spelling: bool = True
    rerank: int = 20

    @property
    def weights(self) -> dict[str, float]:
        """Name of a signal → its weight."""
        return {"passage": self.passage, "lexical": self.lexical, "sentence": self.sentence}


DEFAULT = Recipe()
