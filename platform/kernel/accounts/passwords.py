"""What makes a password good enough: long, not on the list of common ones, not the person's own name.

Nothing is asked outside: the list of 20,000 common passwords is Django's own.
"""

from typing import Any

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kernel.vietnamese import fold

SHORTEST_WORD = 3  # a shorter part of a name is in many good passwords by chance


class LongEnough(password_validation.MinimumLengthValidator):
    """At least so many characters; nothing else is demanded, so that whole sentences are welcome."""

    def get_error_message(self) -> str:
        return _("Mật khẩu phải có ít nhất %(min_length)d ký tự.") % {"min_length": self.min_length}

    def get_help_text(self) -> str:
        return _("Ít nhất %(min_length)d ký tự; nên dùng một câu dễ nhớ.") % {"min_length": self.min_length}


class NotCommon(password_validation.CommonPasswordValidator):
    """Not one of those that are tried first."""

    def get_error_message(self) -> str:
        return _("Mật khẩu này quá phổ biến, người khác dễ đoán ra.")

    def get_help_text(self) -> str:
        return _("Không phải mật khẩu phổ biến.")


class NotTheName:
    """Not made of the person's own names, with or without diacritics."""

    def validate(self, password: str, user: Any = None) -> None:
        """Pass when more than the person's names is in the password.

        :raises ValidationError: without the names fewer than eight characters remain.
        """
        if user is None:
            return
        left = _squeezed(password)
        for word in sorted(_words_of(user), key=len, reverse=True):
            left = left.replace(word, "")
        if len(left) < 8 and left != _squeezed(password):
            raise ValidationError(self.get_error_message(), code="password_is_name")

    def get_error_message(self) -> str:
        return _("Mật khẩu không được ghép từ họ tên hoặc tên đăng nhập của ông/bà.")

    def get_help_text(self) -> str:
        return _("Không ghép từ họ tên hoặc tên đăng nhập.")


def _words_of(user: Any) -> set[str]:
    names = " ".join([user.full_name, user.username, user.email.replace("@", " ").replace(".", " ")])
    return {word for part in names.split() if len(word := _squeezed(part)) >= SHORTEST_WORD}


def _squeezed(text: str) -> str:
    return fold(text).replace(" ", "")
