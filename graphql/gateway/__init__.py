"""The open API: GraphQL for a province over its communes and for central agencies over all councils.

Two endpoints, two schemas, two committed SDL files in ``sdl/``: a field that must not exist at an
endpoint cannot be asked there. Readers use only the database alias ``figures``, whose login has no
right on any council's schema.
"""
