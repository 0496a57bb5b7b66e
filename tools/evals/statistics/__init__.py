"""What a difference between two runs, or between annotators, is worth. Pure: numbers in and out."""
