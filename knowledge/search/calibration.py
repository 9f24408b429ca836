"""From which absolute score a question counts as answered."""

from knowledge.models.thresholds import Thresholds

FIXED = Thresholds(answer=0.50, closest=0.40, origin="fixed, from development questions")
