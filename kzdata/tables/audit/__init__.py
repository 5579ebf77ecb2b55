"""What contradicts itself, or another statement."""

from __future__ import annotations

from kzdata.tables.audit.check import audit
from kzdata.tables.audit.finding import Reason, Rule, Severity

__all__ = ["Reason", "Rule", "Severity", "audit"]
