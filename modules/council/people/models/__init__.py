"""The people of one council: a person holds a mandate (elected) and posts (appointed), each for a time.

Rights follow from the mandates and the posts here.
"""

from council.people.models.bodies import Committee, Team, TermOfOffice
from council.people.models.mandates import Mandate
from council.people.models.people import Gender, Person, SensitiveProfile
from council.people.models.posts import Post

__all__ = ["Committee", "Gender", "Mandate", "Person", "Post", "SensitiveProfile", "Team", "TermOfOffice"]
