from .extractor import extract
from .fingerprints import fingerprint
from .folders import SUFFIXES, File, find_texts
from .front_matter import parse_statement
from .languages import find_language
from .statements import Given, read_content, read_file, read_statement

__all__ = [
    "SUFFIXES",
    "File",
    "Given",
    "extract",
    "find_language",
    "find_texts",
    "fingerprint",
    "parse_statement",
    "read_content",
    "read_file",
    "read_statement",
]
