"""Ways to a telephone: the interface that each has, and those that this installation is set up for.

A channel takes one message and says under which number it keeps it; later it says whether the message arrived.
Each message carries a key of its own, so that a channel which got it twice can send it once. Nothing of a
message's text is ever part of an error.
"""

from kernel.notify.channels.interface import Channel, Fate, Message, NotTaken, NotYetTaken
from kernel.notify.channels.settings import channel_of, names_of_channels

__all__ = ["Channel", "Fate", "Message", "NotTaken", "NotYetTaken", "channel_of", "names_of_channels"]
