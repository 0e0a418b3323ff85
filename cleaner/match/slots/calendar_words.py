"""
The names of months and weekdays by language, in lower case and without a last full stop. Made by
`scripts/calendar_words.py` from CLDR's tables in Babel 2.18.0; do not change it by hand.
"""

from __future__ import annotations

from collections.abc import Mapping


def _sets(words: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    return {language: frozenset(text.split()) for language, text in words.items()}


MONTH_WORDS: Mapping[str, frozenset[str]] = _sets(
    {
        "ar": "آب آذار أبريل أغسطس أفريل أكتوبر أوت أيار أيلول تموز جانفي جوان جويلية حزيران ديسمبر سبتمبر شباط "
        "فبراير فيفري مارس مايو نوفمبر نيسان يناير يوليو يونيو",
        "bg": "авг август апр април дек декември май март ное ноември окт октомври сеп септември фев февруари юли "
        "юни яну януари",
        "ca": "abr abril ag agost des desembre febr febrer gen gener jul juliol juny maig març nov novembre oct "
        "octubre set setembre",
        "cs": "bře březen března dub duben dubna kvě květen května led leden ledna lis listopad listopadu pro "
        "prosince prosinec srp srpen srpna zář září úno únor února červen července červenec června čvc čvn "
        "říj říjen října",
        "da": "apr april aug august dec december feb februar jan januar jul juli jun juni maj mar marts nov "
        "november okt oktober sep september",
        "de": "apr april aug august dez dezember feb feber februar jan januar jul juli jun juni jän jänner mai mrz "
        "mär märz nov november okt oktober sep sept september",
        "el": "απρ απρίλιοσ απριλίου αυγ αυγούστου αύγ αύγουστοσ δεκ δεκέμβριοσ δεκεμβρίου ιαν ιανουάριοσ "
        "ιανουαρίου ιουλ ιουλίου ιουν ιουνίου ιούλ ιούλιοσ ιούν ιούνιοσ μάι μάιοσ μάρ μάρτιοσ μαΐ μαΐου "
        "μαρ μαρτίου νοέ νοέμβριοσ νοε νοεμβρίου οκτ οκτωβρίου οκτώβριοσ σεπ σεπτέμβριοσ σεπτεμβρίου φεβ "
        "φεβρουάριοσ φεβρουαρίου",
        "en": "apr april aug august dec december feb february jan january jul july jun june mar march may nov "
        "november oct october sep sept september",
        "es": "abr abril ago agosto dic diciembre ene enero feb febrero jul julio jun junio mar marzo may mayo nov "
        "noviembre oct octubre sept septiembre",
        "et": "apr aprill aug august dets detsember jaan jaanuar juuli juuni mai märts nov november okt oktoober "
        "sept september veebr veebruar",
        "fa": "آوریل اوت اکتبر دسامبر سپتامبر فوریه فوریهٔ مارس مه مهٔ نوامبر ژانویه ژانویهٔ ژوئن ژوئیه ژوئیهٔ",
        "fi": "elo elokuu elokuuta heinä heinäkuu heinäkuuta helmi helmikuu helmikuuta huhti huhtikuu huhtikuuta "
        "joulu joulukuu joulukuuta kesä kesäkuu kesäkuuta loka lokakuu lokakuuta maalis maaliskuu maaliskuuta"
        " marras marraskuu marraskuuta syys syyskuu syyskuuta tammi tammikuu tammikuuta touko toukokuu "
        "toukokuuta",
        "fr": "août avr avril déc décembre févr février janv janvier juil juillet juin mai mars nov novembre oct "
        "octobre sept septembre",
        "he": "אוגוסט אוג׳ אוקטובר אוק׳ אפריל אפר׳ דצמבר דצמ׳ יולי יוני ינואר ינו׳ מאי מרץ נובמבר נוב׳ ספטמבר ספט׳ "
        "פברואר פבר׳",
        "hi": "अक्टूबर अक्टू॰ अगस्त अग॰ अप्रैल जनवरी जन॰ जुलाई जुल॰ जून दिसंबर दिस॰ नवंबर नव॰ फ़रवरी फ़र॰ मई मार्च सितंबर सित॰",
        "hr": "kol kolovoz kolovoza lip lipanj lipnja lis listopad listopada ožu ožujak ožujka pro prosinac "
        "prosinca ruj rujan rujna sij siječanj siječnja srp srpanj srpnja stu studeni studenoga svi svibanj "
        "svibnja tra travanj travnja velj veljača veljače",
        "hu": "aug augusztus dec december febr február jan január júl július jún június máj május márc március nov "
        "november okt október szept szeptember ápr április",
        "id": "agu agustus apr april des desember feb februari jan januari jul juli jun juni mar maret mei nov "
        "november okt oktober sep september",
        "it": "ago agosto apr aprile dic dicembre feb febbraio gen gennaio giu giugno lug luglio mag maggio mar "
        "marzo nov novembre ott ottobre set settembre",
        "lt": "bal balandis balandžio birž birželio birželis geg gegužė gegužės gruod gruodis gruodžio kov kovas "
        "kovo lapkr lapkritis lapkričio liep liepa liepos rugp rugpjūtis rugpjūčio rugs rugsėjis rugsėjo saus"
        " sausio sausis spal spalio spalis vas vasario vasaris",
        "lv": "apr aprīlis aug augusts dec decembris febr februāris janv janvāris jūl jūlijs jūn jūnijs maijs marts"
        " nov novembris okt oktobris sept septembris",
        "mk": "авг август апр април дек декември мар март мај ное ноември окт октомври сеп септември фев февруари "
        "јан јануари јул јули јун јуни",
        "ms": "apr april dis disember feb februari jan januari jul julai jun mac mei nov november ogo ogos okt "
        "oktober sep september",
        "nl": "apr april aug augustus dec december feb februari jan januari jul juli jun juni maart mei mrt nov "
        "november okt oktober sep september",
        "no": "apr april aug august des desember feb februar jan januar jul juli jun juni mai mar mars nov november"
        " okt oktober sep september",
        "pl": "cze czerwca czerwiec gru grudnia grudzień kwi kwiecień kwietnia lip lipca lipiec lis listopad "
        "listopada lut lutego luty maj maja mar marca marzec paź październik października sie sierpień "
        "sierpnia sty styczeń stycznia wrz wrzesień września",
        "pt": "abr abril ago agosto dez dezembro fev fevereiro jan janeiro jul julho jun junho mai maio mar março "
        "nov novembro out outubro set setembro",
        "ro": "apr aprilie aug august dec decembrie feb februarie ian ianuarie iul iulie iun iunie mai mar martie "
        "noiembrie nov oct octombrie sept septembrie",
        "ru": "авг август августа апр апрель апреля дек декабрь декабря июл июль июля июн июнь июня май мар март "
        "марта мая нояб ноябрь ноября окт октябрь октября сент сентябрь сентября февр февраль февраля янв "
        "январь января",
        "sk": "apr apríl apríla aug august augusta dec december decembra feb február februára jan január januára "
        "júl júla jún júna mar marca marec máj mája nov november novembra okt október októbra sep september "
        "septembra",
        "sl": "apr april avg avgust dec december feb februar jan januar jul julij jun junij maj mar marec nov "
        "november okt oktober sep september",
        "sq": "dhj dhjetor gush gusht jan janar korr korrik maj mar mars nën nëntor pri prill qer qershor shk "
        "shkurt sht shtator tet tetor",
        "sr": "авг август апр април дец децембар мар март мај нов новембар окт октобар сеп септембар феб фебруар "
        "јан јануар јул јун",
        "sv": "apr april aug augusti dec december feb februari jan januari juli juni maj mars nov november okt "
        "oktober sep september",
        "tr": "ara aralık ağu ağustos eki ekim eyl eylül haz haziran kas kasım mar mart may mayıs nis nisan oca "
        "ocak tem temmuz şub şubat",
        "uk": "бер березень березня вер вересень вересня груд грудень грудня жовт жовтень жовтня квіт квітень "
        "квітня лип липень липня лист листопад листопада лют лютий лютого серп серпень серпня січ січень "
        "січня трав травень травня черв червень червня",
    }
)

WEEKDAY_WORDS: Mapping[str, frozenset[str]] = _sets(
    {
        "ar": "الأحد الأربعاء الاثنين الثلاثاء الجمعة الخميس السبت",
        "bg": "вт вторник нд неделя петък пн понеделник пт сб ср сряда събота четвъртък чт",
        "ca": "dc dg dijous dilluns dimarts dimecres dissabte diumenge divendres dj dl ds dt dv",
        "cs": "ne neděle po pondělí pá pátek so sobota st středa út úterý čt čtvrtek",
        "da": "fre fredag lør lørdag man mandag ons onsdag søn søndag tirs tirsdag tors torsdag",
        "de": "di dienstag do donnerstag fr freitag mi mittwoch mo montag sa samstag so sonntag",
        "el": "δευ δευτέρα κυρ κυριακή πέμ πέμπτη παρ παρασκευή σάβ σάββατο τετ τετάρτη τρί τρίτη",
        "en": "fri friday mon monday sat saturday sun sunday thu thursday tue tuesday wed wednesday",
        "es": "dom domingo jue jueves lun lunes mar martes mié miércoles sáb sábado vie viernes",
        "et": "e esmaspäev k kolmapäev l laupäev n neljapäev p pühapäev r reede t teisipäev",
        "fa": "جمعه دوشنبه سه‌شنبه شنبه پنجشنبه چهارشنبه یکشنبه",
        "fi": "ke keskiviikko keskiviikkona la lauantai lauantaina ma maanantai maanantaina pe perjantai "
        "perjantaina su sunnuntai ti tiistai tiistaina to torstai torstaina",
        "fr": "dim dimanche jeu jeudi lun lundi mar mardi mer mercredi sam samedi ven vendredi",
        "he": "יום א׳ יום ב׳ יום ג׳ יום ד׳ יום ה׳ יום ו׳ יום חמישי יום ראשון יום רביעי יום שבת יום שישי יום שלישי "
        "יום שני שבת",
        "hi": "गुरु गुरुवार बुध बुधवार मंगल मंगलवार रवि रविवार शनि शनिवार शुक्र शुक्रवार सोम सोमवार",
        "hr": "ned nedjelja pet petak pon ponedjeljak sri srijeda sub subota uto utorak čet četvrtak",
        "hu": "cs csütörtök h hétfő k kedd p péntek sze szerda szo szombat v vasárnap",
        "id": "jum jumat kam kamis min minggu rab rabu sab sabtu sel selasa sen senin",
        "it": "dom domenica gio giovedì lun lunedì mar martedì mer mercoledì sab sabato ven venerdì",
        "lt": "an antradienis ketvirtadienis kt penktadienis pirmadienis pn pr sekmadienis sk tr trečiadienis "
        "šeštadienis št",
        "lv": "ceturtd ceturtdiena otrd otrdiena piektd piektdiena pirmd pirmdiena sestd sestdiena svētd svētdiena "
        "trešd trešdiena",
        "mk": "вто вторник нед недела пет петок пон понеделник саб сабота сре среда чет четврток",
        "ms": "ahad ahd isn isnin jum jumaat kha khamis rab rabu sab sabtu sel selasa",
        "nl": "di dinsdag do donderdag ma maandag vr vrijdag wo woensdag za zaterdag zo zondag",
        "no": "fre fredag lør lørdag man mandag ons onsdag søn søndag tir tirsdag tor torsdag",
        "pl": "czw czwartek niedz niedziela niedzielę piątek pon poniedziałek pt sob sobota sobotę wt wtorek śr "
        "środa środę",
        "pt": "dom domingo qua quarta-feira qui quinta-feira seg segunda-feira sex sexta-feira sáb sábado ter "
        "terça-feira",
        "ro": "dum duminică joi lun luni mar marți mie miercuri sâm sâmbătă vin vineri",
        "ru": "воскресенье вс вт вторник пн понедельник пт пятница пятницу сб ср среда среду суббота субботу "
        "четверг чт",
        "sk": "ne nedeľa pi piatok po pondelok so sobota st streda ut utorok št štvrtok",
        "sl": "ned nedelja pet petek pon ponedeljek sob sobota sre sreda tor torek čet četrtek",
        "sq": "die e diel e enjte e hënë e martë e mërkurë e premte e shtunë enj hën mar mër pre sht",
        "sr": "нед недеља пет петак пон понедељак сре среда суб субота уто уторак чет четвртак",
        "sv": "fre fredag lör lördag mån måndag ons onsdag sön söndag tis tisdag tors torsdag",
        "tr": "cmt cum cuma cumartesi paz pazar pazartesi per perşembe pzt sal salı çar çarşamba",
        "uk": "вт вівторок нд неділю неділя п'ятницю п'ятниця пн понеділок пт сб середа середу ср субота суботу "
        "четвер чт",
    }
)
