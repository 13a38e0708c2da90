"""Between councils: a province reminds its communes of what they owe, and hears what becomes of it.

Everything crosses as a hand-over (``tenancy.border``) with a receipt on both sides; a province reads nothing of its
communes but figures and publications.
"""
