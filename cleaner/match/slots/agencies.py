"""News agencies by name, and the houses that pictures come from."""

from __future__ import annotations

import re

from ...rule.slots import AGENCY_JOINTS

_SHORT_NAMES = (
    "AA AAP AFP AGI ANI ANKA ANP ANSA AP APA APP ATS BNA BNS BSS BTA CNA CNS CTK ČTK DAPD DDP DHA DPA EFE ELTA "
    "EPA EPD FENA HINA IANS IHA İHA IRNA ISNA JTA KNA KUNA LETA LUSA MENA MTI MTVA NNA NTB NZPA PA PAP PTI QNA RKS "
    "SANA SAPA SDA SID SITA SPA SRNA STA STT TASR TASS TT UNI UPI VNA WAFA WAM АПА БТА МИА РИА ТАСС УНН ΑΜΠΕ ΑΠΕ ΚΥΠΕ"
)
OWN_FORMS = frozenset(("dpa", "epa", "epd", "sda", "ddp", "dapd", "ots", "sid", "kna", "apa", "Lusa", "Hina"))
"""Agencies that write their short name otherwise than in capitals, or whose country's papers do."""

SHORT_NAMES = frozenset(_SHORT_NAMES.split()) | OWN_FORMS
"""Names of up to four letters as they are written: in any case, `spa` and `pa` and `ani` would be agencies."""

_LONG_NAMES = """
    adnkronos; agence belga; agence france presse; agence france-presse; agencia efe; agencia lusa; agenzia nova;
    agerpres; agência brasil; agência lusa; anadolu; anadolu agency; anadolu ajansı; antara; associated press;
    australian associated press; azertac; belga; belta; bernama; bloomberg; bloomberg news; canadian press; czech
    news agency; deutsche presse-agentur; dpa international; dpa-afx; dpa-infocom; efe-epa; epa-efe; europa press;
    interfax; interfax-ukraine; interfax.ru; islamic republic news agency; italpress; jiji; jiji press; kazinform;
    keystone-ats; keystone-sda; kyodo; kyodo news; lapresse; middle east news agency; notimex; pa images; pa media;
    postmedia news;
    prensa latina; press association; press trust of india; reuters; reuters breakingviews; ritzau; ritzau scanpix; saudi press
    agency; scanpix; tanjug; tasnim; telam; thomson reuters; télam; ukrinform; unian; united news of india; united
    press international; xinhua; xinhua news agency; yonhap; yonhap news agency; απε-μπε; агентство москва; белта;
    интерфакс; интерфакс-украина; риа новости; танјуг; укринформ; укрінформ; уніан; أ ف ب; رويترز; واس; وام;
    中国新闻网; 中央社; 中新社; 中新网; 俄新社; 共同社; 共同通信; 塔斯社; 新华社; 新华网; 新華社; 新華網; 时事社;
    時事; 時事通信; 法新社; 美联社; 美聯社; 路透; 路透社; 德新社; 韓聯社; 韩联社; 뉴시스; 연합뉴스
"""
LONG_NAMES = frozenset(" ".join(name.split()) for name in _LONG_NAMES.split(";"))
"""Longer names, in lower case; they are known in any case."""

_PICTURE_HOUSES = """
    action images; action press; adobe stock; adobestock; afp alamy; avalon; corbis; depositphotos; dreamstime;
    dreamstime.com; flickr; fotolia; future publishing; getty; getty images; gettyimages; hollandse hoogte; imago;
    imago images; imagn; istock; istockphoto; keystone; legion-media; magnum; mauritius images; nurphoto; pexels;
    picture alliance; picture-alliance; pixabay; polaris; press association images; redux; rex; rex features; sipa;
    sipa usa; shutterstock; sopa images; thinkstock; ullstein bild; unsplash; usa today sports; wikimedia commons;
    wikimedia; wikipedia; zuma; zuma press; east news; forum; agencja gazeta; globallookpress; лори; eurokinissi;
    intime; motion team
"""
PICTURE_HOUSES = frozenset(" ".join(name.split()) for name in _PICTURE_HOUSES.split(";"))
"""Whom pictures are credited to beside news agencies, in lower case."""

MAX_SHORT_NAME, MAX_AGENCIES = 4, 6
"""Letters of a short name, and names in one list. Never varied."""

BETWEEN_AGENCIES = re.compile(rf",? (?:{'|'.join(AGENCY_JOINTS)}) | ?[/,;&+、，] ?| - ")
"""What stands between agencies in a list."""


def is_agency(value: str, language: str) -> bool:  # noqa: ARG001 - as the other tests
    """
    Whether a value is a news agency that is known by name. Of up to four letters, it is so only as it writes itself.

    >>> is_agency("Reuters", "en"), is_agency("AFP", "fr"), is_agency("dpa", "de"), is_agency("The Associated Press", "en")
    (True, True, True, True)
    >>> is_agency("Spa", "en"), is_agency("The Harbour Post", "en")
    (False, False)
    """
    if len(value) <= MAX_SHORT_NAME:
        return value in SHORT_NAMES or value in LONG_NAMES
    low = value.casefold()
    return low.removeprefix("the ") in LONG_NAMES or (low.startswith("the ") and value[4:] in SHORT_NAMES)


def are_agencies(value: str, language: str) -> bool:
    """
    Whether a value is a list of agencies.

    >>> are_agencies("dpa/AFP", "de"), are_agencies("Reuters and the AP", "en"), are_agencies("Reuters, Bo Ek", "en")
    (True, True, False)
    """
    names = BETWEEN_AGENCIES.split(value)
    return len(names) <= MAX_AGENCIES and all(is_agency(name, language) for name in names)


def is_picture_house(value: str) -> bool:
    """
    Whether pictures come from an agency or archive of this name.

    >>> is_picture_house("Getty Images"), is_picture_house("imago"), is_picture_house("AFP"), is_picture_house("Ada")
    (True, True, True, False)
    """
    return value.casefold() in PICTURE_HOUSES or is_agency(value, "")
