"""How much of a file is read. Beyond these a file is refused, or cut with a remark that says so."""

MB = 1024 * 1024

FILE_BYTES = 200 * MB
"""The largest file that is read; the words of a book make one or two megabytes."""

UNPACKED_BYTES = 1024 * MB
"""The most that an archive or an office file may unpack to."""
UNPACKED_RATIO = 200
"""The most by which a large member may grow in unpacking; real sheets reach about 50."""
RATIO_FROM = 10 * MB
"""Members smaller than this may grow as they like."""
MEMBERS = 10_000
"""The most files in an archive."""
DEPTH = 2
"""How deep archives may lie in archives; the outermost is 1."""

PAGES = 2_000
"""Pages of a PDF that are read."""
SHAPES = 4_000
"""Lines and boxes of a page from which on it is a drawing, and no tables are looked for."""
ROWS = 20_000
"""Rows of a sheet that are read."""
COLUMNS = 200
"""Columns of a sheet that are read."""
CELLS = 1_000_000
"""Cells of a workbook that are read."""
CHARACTERS = 20_000_000
"""Characters of text that one document may hold."""

SILENCE_SECONDS = 120
"""How long a reader may work on one page of a PDF, or on any other file, without a word."""
TOTAL_SECONDS = 900
"""How long a reader may work on one file."""
MEMORY_BYTES = 4096 * MB
"""How much address space a reader's process may take."""
