"""Who is at the door: accounts, sign-in, second factor, invitations, sessions. One person, one account.

The same tables stand in each council and in the operators' place, kept apart by PostgreSQL: the same
human in two councils has two accounts (roles and permissions, section 5).
"""
