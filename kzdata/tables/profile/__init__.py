"""What is known of one partner: each number with its period, its source and what it rests on."""

from __future__ import annotations

from kzdata.tables.profile.facts import Basis, Because, Fact, Way
from kzdata.tables.profile.profile import profile
from kzdata.tables.profile.targets import Came, targets

__all__ = ["Basis", "Because", "Came", "Fact", "Way", "profile", "targets"]
