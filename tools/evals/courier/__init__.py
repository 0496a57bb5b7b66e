"""A process beside ours that makes a run's calls over HTTP, and sees them through if ours ends.

Targets that answer without HTTP (a function, the demo product, recorded answers) run in our process
and need none.
"""
