"""From which absolute score a question counts as answered."""

from knowledge.models.snapshot import Thresholds

FIXED = Thresholds(answer=0.46, closest=0.36, origin="fixed, from development questions")
