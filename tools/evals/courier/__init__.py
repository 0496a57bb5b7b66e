"""A process beside ours that makes a run's calls over HTTP, and sees them through if ours ends."""
