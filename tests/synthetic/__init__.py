"""A whole province of plausible figures, divided from what the province published for 09/2023.

Pure and deterministic: the same district and period always give the same answers. Every figure of
the district form has a value that keeps the form's rules; the published totals come out exactly
when all districts are added up. Everything here is SYNTHETIC: no figure is that of a real unit.
"""

from tests.synthetic.district import district_answers
from tests.synthetic.published import SYNTHETIC, published_totals
from tests.synthetic.units import DISTRICTS, areas

__all__ = ["DISTRICTS", "SYNTHETIC", "areas", "district_answers", "published_totals"]
