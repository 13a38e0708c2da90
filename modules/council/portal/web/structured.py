"""What the portal's own pages say of themselves to machines, in the words of schema.org."""

from typing import Any

from council.documents.queries import get_letterhead
from council.portal.law import Contact
from council.portal.models import TextVersion


def organisation(request: Any, contact: Contact) -> dict[str, Any]:
    """Return the council as an organisation with how to reach it."""
    root = request.build_absolute_uri("/")
    return {
        "@type": "GovernmentOrganization",
        "@id": f"{root}#council",
        "name": get_letterhead().issuer,
        "url": root,
        "address": contact.address,
        "telephone": contact.dialled,
        "email": contact.email,
        "areaServed": {"@type": "AdministrativeArea", "name": request.council.unit_name},
        "openingHours": contact.hours,
    }


def website(request: Any, search_path: str) -> dict[str, Any]:
    """Return the portal as a site that can be searched."""
    return {
        "@type": "WebSite",
        "name": get_letterhead().issuer,
        "url": request.build_absolute_uri("/"),
        "inLanguage": ["vi", "en"],
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{request.build_absolute_uri(search_path)}?tu_khoa={{words}}",
            "query-input": "required name=words",
        },
    }


def notice(request: Any, version: TextVersion) -> dict[str, Any]:
    """Return a notice as a news article."""
    return {
        "@type": "NewsArticle",
        "headline": version.title,
        "description": version.summary,
        "datePublished": version.published_at.isoformat() if version.published_at else "",
        "inLanguage": "vi",
        "publisher": {"@type": "GovernmentOrganization", "name": get_letterhead().issuer},
        "url": request.build_absolute_uri(request.path),
    }
