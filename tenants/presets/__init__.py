"""What a new council starts with: the official list of units, their addresses, and a preset for each level.

Data and the functions that read it; nothing here knows a database.
"""
