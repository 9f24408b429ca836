"""Words of which one says the opposite of the other."""

from knowledge.text.terms import stems

_PAIRS = """
increase rise rose risen grow grew grown growth raise gain climb\
|decrease reduce reduction decline fall fell fallen drop shrink shrank lower cut
more|less fewer
higher|lower
high|low
greater larger bigger|smaller lesser
large big|small
better improve improvement|worse worsen deteriorate
faster quicker|slower
fast quick|slow
earlier|later
before|after
above|below
up upward|down downward
over|under
inside within|outside
start begin began begun launch introduce|stop end cease abolish withdraw withdrawn finish
open|close shut
accept approve agree endorse adopt|reject refuse deny disagree dispute
allow permit authorise enable|forbid prohibit ban prevent block
support favour|oppose
succeed success successful pass|fail failure unsuccessful
include|exclude
strengthen strong stronger|weaken weak weaker
safe safer|dangerous unsafe
long longer|short shorter
new newer|old older
win won|lose lost
positive|negative
public|private
voluntary optional|mandatory compulsory
legal lawful|illegal unlawful
possible|impossible
known|unknown
present|absent
guilty|innocent
true|false
men male|women female
day|night
north northern|south southern
east eastern|west western
temporary|permanent
cheap cheaper|expensive dearer
easy easier|hard harder difficult
right|wrong
minimum least|maximum most
first|last
national|local
same|different
buy bought|sell sold
hire hired|dismiss dismissed
with|without
"""
OPPOSITES = tuple(
    tuple(frozenset(stems(side.split())) for side in line.split("|"))
    for line in _PAIRS.strip().splitlines()
)
