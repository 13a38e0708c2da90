"""The operators' pages: bringing councils onto the platform, the fleet, stopping and going on.

Everything stands in the public place. Of a council's own modules the console knows only the rooms
``founding``; it shows nothing that a council holds.
"""
