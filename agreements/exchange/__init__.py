"""Excel in and out: clauses, phases, decisions and activities, one module each, one way for all.

A kind declares its columns, what a row is about, and the deed; `preview` tells what a file would change, `saving`
carries it out through the app's own services. Word documents become the same rows (`word`).
"""

from agreements.exchange.activities import Activities
from agreements.exchange.decisions import Decisions
from agreements.exchange.phases import Phases
from agreements.exchange.provisions import Provisions

KINDS = {kind.slug: kind for kind in (Provisions(), Decisions(), Phases(), Activities())}

__all__ = ["KINDS"]
