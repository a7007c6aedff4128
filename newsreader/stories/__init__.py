"""What belongs together: near-copies of a text and how they differ, teasers and the articles they announce.

Pure functions of titles and texts. ``words`` hashes the words of many texts at once, ``sketches`` makes a few
of their shingles stand for a text, ``lookup`` finds texts with shingles in common, ``likeness`` says whether
two texts are versions of one story, ``matching`` does all of it; these import NumPy, which no screen needs to
start.
"""
