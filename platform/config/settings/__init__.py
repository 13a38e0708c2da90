"""Settings: ``base`` for all, then ``dev``, ``test`` and ``prod``. Every variable is read once, here."""
