"""Who is quoted in an article, and with what words."""

from newsreader.cleaning.speech.attribution import attribute

__all__ = ["attribute"]
