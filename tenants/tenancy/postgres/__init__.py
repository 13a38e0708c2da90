"""Our database backend for Django: every connection stands in one place, with that place's role.

The name of this package is the ENGINE of the settings; Django imports ``tenancy.postgres.base``.
"""
