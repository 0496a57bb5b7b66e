"""Files that are handed to the page: taken in one after another, with progress."""
