"""The words of credits by language: what joins those who are credited, and what stands instead of a name."""

from __future__ import annotations

from collections.abc import Mapping

_JOINTS = {
    "": "via by of the and courtesy photo photos stock illustration von van de del della der den di da du la le el al bin ter "
    "ten",
    "da": "og af for på i fra med",
    "de": "und der die das des dem von vom zu zur zum für über im am in bei aus images picture alliance",
    "el": "και του της των από το τη την τον στο στη στην για με",
    "en": "for from on at in with image images picture newsroom bureau desk team staff our",
    "es": "y e del las los para vía por en a desde",
    "fr": "d des les et pour par aux au à en sur",
    "it": "e ed dei del dell delle degli dal dalla la lo il l per in al",
    "nl": "en het 't voor door in op uit",
    "no": "og av for på i fra med",
    "pl": "i oraz dla z ze w we na od przez",
    "pt": "e das dos do para por pelo pela em a o",
    "ru": "и из с со для от на в по за сайта сайт архива архив",
    "sv": "och av för på i från med",
    "tr": "ve için",
    "uk": "і й та з із від для на в у за сайту сайт архіву архів",
}

_STAND_INS = {
    "": "handout screenshot screengrab stock archive archiv facebook instagram twitter youtube internet pr courtesy",
    "da": "privat privatfoto arkiv arkivfoto presse pressefoto skærmbillede skærmdump politiet free",
    "de": "privat archiv archivfoto hersteller eigene eigenes obs ddp symbolbild",
    "el": "αρχείο αρχείου ευγενική δελτίο γραφείο στιγμιότυπο προσωπικό",
    "en": "supplied submitted provided contributed official public file press",
    "es": "archivo cortesía captura capturas redes tomada especial gobierno ayuntamiento policía prensa cedida agencia agencias "
    "difusión pantallazo foto",
    "fr": "archive archives capture captures domaine droits mairie préfecture ville collection avec fournie document service "
    "gendarmerie photo dr",
    "it": "archivio ufficio gentile repertorio tratta web frame comune polizia foto",
    "nl": "archief archieffoto eigen privé aangeleverd foto still gemeente politie",
    "no": "privat arkiv arkivfoto presse pressefoto skjermdump skjermbilde politiet foto",
    "pl": "archiwum materiał materiały mat arch prywatne zasoby screen zrzut policja straż urząd domena nadesłane",
    "pt": "divulgação arquivo reprodução acervo cortesia agência assessoria prefeitura polícia captura cedida direitos foto",
    "ru": "пресс-служба пресс-службы пресс-службой пресс-центр пресс-центра архив архива администрация администрации "
    "правительство сайт сайта страница страницы скриншот кадр личный личного официальный официального предоставлено "
    "предоставлены соцсети соцсетей управление управления министерство министерства департамент мэрия мэрии прокуратура "
    "прокуратуры редакция редакции автор автора открытые открытых яндекс телеграм телеграм-канал гу мвд мчс",
    "sv": "privat arkiv arkivbild press pressbild pressfoto skärmdump polisen foto montage",
    "tr": "arşiv ekran depo temsili sosyal foto aa iha dha",
    "uk": "пресслужба пресслужби прес-служба прес-служби архів архіву сайт сайту скриншот особистий офіційний надано",
}


def _sets(words: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    return {language: frozenset(f"{words['']} {its}".split()) for language, its in words.items()}


CREDIT_JOINTS = _sets(_JOINTS)
"""Words in lower case between the names of a credit: those of all languages under "", and each language's with them."""

STAND_INS = _sets(_STAND_INS)
"""Words for those whom nobody names, each of which a few others may follow: `handout by the police`, `archives municipales`."""
