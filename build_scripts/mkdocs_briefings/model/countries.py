"""Countries by their codes of ISO 3166-1, and what somebody may have meant who wrote another."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from mkdocs_briefings.diagnostics.messages import closest_word
from mkdocs_briefings.model.languages import cldr_locale

COUNTRY_PATTERN = r"^[A-Z]{2}$"
_LIKENESS = 0.87
"""As for `closest_word`: names of countries are like each other."""
COUNTRY_CODES = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET EU FI FJ FK FM FO
    FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM
    JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ
    MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE
    RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT
    TV TW TZ UA UG UM UN US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
    """.split()
)
"""Every code that is assigned, and three that are in use without being so: EU, UN and XK (Kosovo)."""


def _known(code: str) -> str:
    """Reject two letters that mean no country, such as `UK`."""
    if code not in COUNTRY_CODES:
        words = {"code": code, "hint": country_hint(code)}
        raise PydanticCustomError("unknown_country", "'{code}' is no code of a country", words)
    return code


CountryCode = Annotated[str, Field(pattern=COUNTRY_PATTERN), AfterValidator(_known)]


def country_hint(written: str) -> str:
    """Return `did you mean 'GB'?` for `UK`, `gb`, `GBR` or `United Kingdom`, else what to write.

    Babel, which knows the names, takes long to import, so only a mistake imports it.
    """
    from babel.core import get_global  # noqa: PLC0415

    word = written.strip()
    codes = {
        name.casefold(): code for code, name in cldr_locale("en").territories.items() if code in COUNTRY_CODES
    }
    others = get_global("territory_aliases").get(word.upper(), ())
    near = closest_word(word, codes, _LIKENESS)
    candidates = (word.upper(), *others[:1], "GR" if word.upper() == "EL" else "", codes.get(near, ""))
    meant = next((code for code in candidates if code in COUNTRY_CODES), "")
    return f"did you mean '{meant}'?" if meant else "use the two letters of ISO 3166-1: `GB`, `BY`"
