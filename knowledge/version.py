"""The version of Casebook, kept with what it made."""

VERSION = "0.1.0"
