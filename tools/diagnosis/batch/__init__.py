"""Any number of traces, in order, in bounded memory, over all cores, and on again after a kill."""
