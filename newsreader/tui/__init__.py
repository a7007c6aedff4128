"""The reader on the screen: lists, reading pane, search, and the keys that drive them.

Values here are NamedTuples, not frozen dataclasses: Python 3.11 takes 1.6 ms to make the class of a frozen
dataclass and 0.4 ms for a NamedTuple, and some twenty of them stand between the start and the first frame.
"""
