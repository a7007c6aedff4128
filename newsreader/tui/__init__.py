"""The reader on the screen: lists, reading pane, search, and the keys that drive them.

Values here are NamedTuples, not frozen dataclasses: Python 3.11 takes 1.6 ms to make the class of a frozen
dataclass and 0.4 ms for a NamedTuple, and some twenty of them stand between the start and the first frame.
"""

import os

# Textual reads it when it is imported. A key is answered in two frames, the row and then the lines that say
# where one is, and at its 60 frames a second the second would be waited for. While idle there are none.
os.environ.setdefault("TEXTUAL_FPS", "250")
