"""The demonstration: Ninh Bình with its communes, people who can sign in, a session that is over and one under way.

Made by the ordinary actions, repeatable, refused where the settings say so (production always).
"""
