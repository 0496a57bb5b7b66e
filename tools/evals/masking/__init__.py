"""Personal data out of a text, in Chinese and English. Pure.

>>> mask("我叫王小明，电话 138 0013 8000").text
'我叫<姓名-1>，电话 <电话-1>'
"""

from tools.evals.masking.example import mask_example
from tools.evals.masking.found import Found, Kind, Masked
from tools.evals.masking.mask import mask, mask_all

__all__ = ["Found", "Kind", "Masked", "mask", "mask_all", "mask_example"]
