"""The demo product's users: eight weeks of requests, answers and reactions, from one seed.

`people` draws users and hours; `needs` what they want; `asks` puts it into words; `soundness`
makes sure that what is not planted is fine; `session` lets one sitting unfold; `faults` plants
what goes wrong; `reactions` and `costs` say what became
of each answer; `toys` fixes the two well-known cases; `simulate` runs it all.
"""

from knowledge.demo.traffic.simulate import SEED, Traffic, Truth, simulate
from knowledge.demo.traffic.toys import TOY_CASE_EN, TOY_CASE_ZH

__all__ = ["SEED", "TOY_CASE_EN", "TOY_CASE_ZH", "Traffic", "Truth", "simulate"]
