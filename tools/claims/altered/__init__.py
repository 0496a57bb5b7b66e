"""What of an English claim the passages have, but put together otherwise. Pure.

A clause of the claim is laid beside the clause of the passages that has most of it (`beside`). The
closer it keeps to its words, the more telling is each thing that differs (`exchanged`, `related`).
Closeness is by windows, nothing is parsed. The kinds of difference are akin to those by which
FactCC damages summaries (Kryściński et al. 2020, arXiv 1910.12840); to lay beside first and judge
then is as in textual inference by alignment (MacCartney et al. 2008, D08-1084).
"""
