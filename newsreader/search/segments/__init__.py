"""The segments of the index: postings, terms and columns as arrays in files that are mapped into memory.

A segment is one file that never changes once written; what is deleted from it stands beside it. A commit is
a table of contents that names segments. Nothing here is pickled: what is read is checked, never executed.
"""
