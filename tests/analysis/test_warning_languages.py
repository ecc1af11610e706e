"""Warnings in languages with short lists: a start in each, on pairs written together with the lists.

So they say that nothing is broken, not how good it is: nobody wrote them blind.
"""

from __future__ import annotations

import pytest

from dsupport import data
from dsupport.analysis.caution import caution, read_wordlists

LISTS = read_wordlists(data.rows("negation.tsv"), data.rows("warning_words.tsv"))

# “a / b” on a line: two texts.
WARNED = {
    "ca": """
        Cal obrir la biblioteca els diumenges. / No cal obrir la biblioteca els diumenges.
        Volem més aparcament al centre. / Volem menys aparcament al centre.
        S'han de permetre els gossos al parc. / S'han de prohibir els gossos al parc.
        El bus hauria de ser gratuït per als joves. / El bus hauria de ser de pagament per als joves.
        Estic a favor de la nova superilla. / Estic en contra de la nova superilla.
        Planteu 200 arbres al carrer Major. / Planteu 500 arbres al carrer Major.
        Cal un ambulatori nou a Gràcia. / Cal un ambulatori nou a Sants.
        Més activitats per als joves del poble. / Més activitats per als grans del poble.
        Una escola amb pati. / Una escola sense pati.
    """,
    "fi": """
        Kirjasto pitää avata sunnuntaisin. / Kirjastoa ei pidä avata sunnuntaisin.
        Keskustaan tarvitaan enemmän pysäköintipaikkoja. / Keskustaan tarvitaan vähemmän pysäköintipaikkoja.
        Kannatan uutta raitiotietä keskustaan. / Vastustan uutta raitiotietä keskustaan.
        Julkisen liikenteen pitää olla ilmaista kaikille. / Julkisen liikenteen pitää olla maksullista kaikille.
        Koirat sallitaan puistossa. / Koirat kielletään puistossa.
        Istuttakaa 200 puuta rantaan. / Istuttakaa 500 puuta rantaan.
        Uusi terveysasema Kallioon ensi vuonna. / Uusi terveysasema Pasilaan ensi vuonna.
        Lisää harrastuksia nuorille iltaisin. / Lisää harrastuksia vanhuksille iltaisin.
    """,
    "pl": """
        Biblioteka powinna być otwarta w niedziele. / Biblioteka nie powinna być otwarta w niedziele.
        Potrzebujemy więcej parkingów w centrum. / Potrzebujemy mniej parkingów w centrum.
        Jestem za nową linią tramwajową przez park. / Jestem przeciw nowej linii tramwajowej przez park.
        Komunikacja miejska powinna być darmowa dla uczniów. / Komunikacja miejska powinna być płatna dla uczniów.
        Pozwolić na psy w parku. / Zakazać psów w parku.
        Posadźcie 200 drzew nad rzeką. / Posadźcie 500 drzew nad rzeką.
        Nowa przychodnia w Krakowie jest potrzebna. / Nowa przychodnia w Tarnowie jest potrzebna.
        Miasto bez samochodów w centrum. / Miasto z samochodami w centrum.
    """,
    "sv": """
        Biblioteket ska ha öppet på söndagar. / Biblioteket ska inte ha öppet på söndagar.
        Vi behöver fler parkeringsplatser i centrum. / Vi behöver färre parkeringsplatser i centrum.
        Jag är för den nya spårvägen genom parken. / Jag är mot den nya spårvägen genom parken.
        Bussarna ska vara gratis för unga. / Bussarna ska vara avgiftsbelagda för unga.
        Tillåt hundar i stadsparken. / Förbjud hundar i stadsparken.
        Plantera 200 träd längs ån. / Plantera 500 träd längs ån.
        Bygg en ny vårdcentral i Lund. / Bygg en ny vårdcentral i Malmö.
        Fler aktiviteter för flickor i skolan. / Fler aktiviteter för pojkar i skolan.
    """,
    "da": """
        Biblioteket skal holde åbent om søndagen. / Biblioteket skal ikke holde åbent om søndagen.
        Vi har brug for flere parkeringspladser i centrum. / Vi har brug for færre parkeringspladser i centrum.
        Jeg er for den nye letbane gennem parken. / Jeg er imod den nye letbane gennem parken.
        Tillad hunde i byparken. / Forbyd hunde i byparken.
        Bussen skal være gratis for unge. / Bussen skal være betalt for unge.
        Plant 200 træer ved åen. / Plant 500 træer ved åen.
        Byg et nyt sundhedshus i Vejle. / Byg et nyt sundhedshus i Kolding.
        Flere tilbud til drenge i skolen. / Flere tilbud til piger i skolen.
    """,
    "nb": """
        Biblioteket bør ha åpent på søndager. / Biblioteket bør ikke ha åpent på søndager.
        Vi trenger flere parkeringsplasser i sentrum. / Vi trenger færre parkeringsplasser i sentrum.
        Jeg er for den nye bybanen gjennom parken. / Jeg er mot den nye bybanen gjennom parken.
        Tillat hunder i byparken. / Forby hunder i byparken.
        Bussen skal være gratis for unge. / Bussen skal være betalt for unge.
        Plant 200 trær langs elva. / Plant 500 trær langs elva.
        Bygg et nytt legesenter i Bergen. / Bygg et nytt legesenter i Stavanger.
        Flere tilbud til gutter på skolen. / Flere tilbud til jenter på skolen.
    """,
    "ro": """
        Biblioteca trebuie să fie deschisă duminica. / Biblioteca nu trebuie să fie deschisă duminica.
        Avem nevoie de mai multe locuri de parcare în centru. / Avem nevoie de mai puține locuri de parcare în centru.
        Permiteți câinii în parcul central. / Interziceți câinii în parcul central.
        Transportul public să fie gratuit pentru elevi. / Transportul public să fie plătit pentru elevi.
        Construiți un pod nou peste râu. / Demolați un pod nou peste râu.
        Plantați 200 de copaci pe mal. / Plantați 500 de copaci pe mal.
        Un dispensar nou în Cluj este necesar. / Un dispensar nou în Brașov este necesar.
        Un centru cu mașini. / Un centru fără mașini.
    """,
    "cs": """
        Knihovna by měla být otevřená v neděli. / Knihovna by neměla být otevřená v neděli.
        Potřebujeme více parkovacích míst v centru. / Potřebujeme méně parkovacích míst v centru.
        Jsem pro novou tramvajovou trať přes park. / Jsem proti nové tramvajové trati přes park.
        Povolte psy v městském parku. / Zakažte psy v městském parku.
        Doprava má být bezplatná pro studenty. / Doprava má být placená pro studenty.
        Vysaďte 200 stromů u řeky. / Vysaďte 500 stromů u řeky.
        Postavte novou polikliniku v Brně. / Postavte novou polikliniku v Olomouci.
        Náměstí s auty. / Náměstí bez aut.
    """,
    "el": """
        Η βιβλιοθήκη πρέπει να ανοίγει την Κυριακή. / Η βιβλιοθήκη δεν πρέπει να ανοίγει την Κυριακή.
        Χρειαζόμαστε περισσότερες θέσεις στάθμευσης στο κέντρο. / Χρειαζόμαστε λιγότερες θέσεις στάθμευσης στο κέντρο.
        Είμαι υπέρ της νέας γραμμής του τραμ. / Είμαι κατά της νέας γραμμής του τραμ.
        Επιτρέψτε τους σκύλους στο πάρκο. / Απαγορεύστε τους σκύλους στο πάρκο.
        Μια πλατεία με αυτοκίνητα. / Μια πλατεία χωρίς αυτοκίνητα.
        Φυτέψτε 200 δέντρα στο ποτάμι. / Φυτέψτε 500 δέντρα στο ποτάμι.
        Χρειάζεται νέο ιατρείο στην Πάτρα. / Χρειάζεται νέο ιατρείο στη Λάρισα.
        Αυξήστε τους φόρους στα άδεια σπίτια. / Μειώστε τους φόρους στα άδεια σπίτια.
    """,
    "hu": """
        A könyvtár legyen nyitva vasárnap. / A könyvtár ne legyen nyitva vasárnap.
        Több parkolóhely kell a belvárosban. / Kevesebb parkolóhely kell a belvárosban.
        Támogatom az új villamosvonalat a parkon át. / Ellenzem az új villamosvonalat a parkon át.
        A busz legyen ingyenes a diákoknak. / A busz legyen fizetős a diákoknak.
        Engedélyezzék a kutyákat a parkban. / Tiltsák a kutyákat a parkban.
        Ültessenek 200 fát a folyóparton. / Ültessenek 500 fát a folyóparton.
        Új rendelő kell Szegeden. / Új rendelő kell Pécsen.
        Több program kell a fiúknak. / Több program kell a lányoknak.
    """,
    "ja": """
        図書館は日曜日に開けるべきです。 / 図書館は日曜日に開けるべきではない。
        中心部の駐車場を増やしてください。 / 中心部の駐車場を減らしてください。
        新しい路面電車に賛成です。 / 新しい路面電車に反対です。
        公園で犬を許可してください。 / 公園で犬を禁止してください。
        バスは学生に無料にすべきです。 / バスは学生に有料にすべきです。
        川沿いに木を200本植えてください。 / 川沿いに木を500本植えてください。
        男性のための講座を開いてください。 / 女性のための講座を開いてください。
        図書館を存続させてください。 / 図書館を廃止してください。
    """,
    "tr": """
        Kütüphane pazar günleri açık olsun. / Kütüphane pazar günleri kapalı olsun.
        Merkezde daha fazla otopark istiyoruz. / Merkezde daha az otopark istiyoruz.
        Yeni tramvay hattını destekliyorum. / Yeni tramvay hattına karşıyım.
        Otobüs öğrencilere ücretsiz olsun. / Otobüs öğrencilere ücretli olsun.
        Bu okul yeterli. / Bu okul yeterli değil.
        Nehir kıyısına 200 ağaç dikin. / Nehir kıyısına 500 ağaç dikin.
        Bornova mahallesine yeni bir sağlık ocağı açılsın. / Karşıyaka mahallesine yeni bir sağlık ocağı açılsın.
        Okulda gençler için daha çok etkinlik. / Okulda yaşlılar için daha çok etkinlik.
    """,
    "ru": """
        Библиотека должна работать по воскресеньям. / Библиотека не должна работать по воскресеньям.
        Нужно больше парковок в центре города. / Нужно меньше парковок в центре города.
        Я за новую трамвайную линию через парк. / Я против новой трамвайной линии через парк.
        Разрешите собак в городском парке. / Запретите собак в городском парке.
        Проезд должен быть бесплатным для студентов. / Проезд должен быть платным для студентов.
        Посадите 200 деревьев у реки. / Посадите 500 деревьев у реки.
        Нужна новая поликлиника в Казани. / Нужна новая поликлиника в Самаре.
        Площадь с машинами. / Площадь без машин.
    """,
    "uk": """
        Бібліотека має працювати в неділю. / Бібліотека не має працювати в неділю.
        Потрібно більше парковок у центрі міста. / Потрібно менше парковок у центрі міста.
        Я за нову трамвайну лінію через парк. / Я проти нової трамвайної лінії через парк.
        Дозвольте собак у міському парку. / Забороніть собак у міському парку.
        Проїзд має бути безкоштовним для студентів. / Проїзд має бути платним для студентів.
        Посадіть 200 дерев біля річки. / Посадіть 500 дерев біля річки.
        Потрібна нова поліклініка у Львові. / Потрібна нова поліклініка у Луцьку.
        Площа з машинами. / Площа без машин.
    """,
}

LEFT_IN_PEACE = {
    "ca": """
        Més bancs a l'ombra per a la gent gran. / Poseu seients a l'ombra per als avis.
        Arregleu la vorera del carrer Nou. / La vorera del carrer Nou està trencada i s'ha de reparar.
        Planteu arbres als patis de les escoles. / Els patis escolars necessiten arbrat.
        No tanqueu la piscina del barri. / La piscina del barri ha de continuar oberta.
        Volem més busos de nit. / De nit passen massa pocs autobusos.
        No només els ciclistes, també els vianants necessiten espai. / Vianants i ciclistes necessiten espai.
        Limiteu la velocitat a 30 km/h. / La velocitat màxima hauria de ser de 30.
        Baixeu el lloguer dels pisos petits. / Els pisos petits són massa cars.
    """,
    "fi": """
        Lisää penkkejä varjoon ikäihmisille. / Vanhukset tarvitsevat varjoisia istuinpaikkoja.
        Korjatkaa Uudenkadun jalkakäytävä. / Uudenkadun jalkakäytävä on rikki, se pitää korjata.
        Puita koulujen pihoille. / Jokaisen koulun pihalle pitäisi istuttaa puita.
        Älkää sulkeko uimahallia. / Uimahallin pitää pysyä auki.
        Yöbusseja viikonloppuisin lisää. / Viikonlopun öinä kulkee liian vähän busseja.
        Ei vain pyöräilijät vaan myös jalankulkijat tarvitsevat tilaa. / Pyöräilijät ja jalankulkijat tarvitsevat tilaa.
        Nopeusrajoitus 30 km/h keskustaan. / Keskustassa saisi ajaa korkeintaan kolmeakymppiä.
        Pienten asuntojen vuokria on laskettava. / Pienet asunnot ovat liian kalliita vuokrata.
    """,
    "pl": """
        Więcej ławek w cieniu dla seniorów. / Starsi ludzie potrzebują miejsc do siedzenia w cieniu.
        Naprawcie chodnik na ulicy Nowej. / Chodnik przy Nowej jest dziurawy, trzeba go wyremontować.
        Drzewa na szkolnych podwórkach. / Każde podwórko przy szkole powinno mieć drzewa.
        Nie zamykajcie basenu. / Basen musi pozostać otwarty.
        Więcej nocnych autobusów w weekendy. / W weekendowe noce jeździ za mało autobusów.
        Nie tylko rowerzyści, także piesi potrzebują miejsca. / Miejsca potrzebują i piesi, i rowerzyści.
        Ograniczyć prędkość do 30 km/h. / Maksymalna prędkość powinna wynosić 30.
        Obniżcie czynsze małych mieszkań. / Małe mieszkania są za drogie w wynajmie.
    """,
    "sv": """
        Fler bänkar i skuggan för äldre. / Ställ ut skuggiga sittplatser för pensionärer.
        Laga trottoaren på Nygatan. / Nygatans trottoar är trasig och måste repareras.
        Plantera träd på skolgårdarna. / Varje skolgård borde ha träd.
        Stäng inte simhallen. / Simhallen måste vara kvar.
        Fler nattbussar på helgerna. / På helgnätterna går det för få bussar.
        Inte bara cyklister utan också gående behöver plats. / Både gående och cyklister behöver plats.
        Sänk hastigheten till 30 km/h. / Ingen ska få köra snabbare än trettio.
        Hyrorna för små lägenheter måste sänkas. / Små lägenheter är för dyra att hyra.
    """,
    "da": """
        Flere bænke i skyggen til ældre. / Stil skyggefulde siddepladser op til pensionister.
        Reparer fortovet i Nygade. / Fortovet i Nygade er hullet og skal laves.
        Plant træer i skolegårdene. / Hver skolegård burde have træer.
        Luk ikke svømmehallen. / Svømmehallen skal blive.
        Flere natbusser i weekenden. / Der kører for få busser om natten lørdag og søndag.
        Ikke kun cyklister, også fodgængere har brug for plads. / Både fodgængere og cyklister har brug for plads.
        Sænk farten til 30 km/t. / Ingen må køre hurtigere end tredive.
        Huslejen for små lejligheder skal ned. / Små lejligheder er for dyre at leje.
    """,
    "nb": """
        Flere benker i skyggen for eldre. / Sett opp skyggefulle sitteplasser for pensjonister.
        Reparer fortauet i Nygata. / Fortauet i Nygata er ødelagt og må fikses.
        Plant trær i skolegårdene. / Hver skolegård burde ha trær.
        Ikke steng svømmehallen. / Svømmehallen må bestå.
        Flere nattbusser i helgene. / Det går for få busser om natta lørdag og søndag.
        Ikke bare syklister, også fotgjengere trenger plass. / Både fotgjengere og syklister trenger plass.
        Senk farten til 30 km/t. / Ingen bør kjøre fortere enn tretti.
        Husleia for små leiligheter må ned. / Små leiligheter er for dyre å leie.
    """,
    "ro": """
        Mai multe bănci la umbră pentru vârstnici. / Bătrânii au nevoie de locuri umbrite unde să stea.
        Reparați trotuarul de pe strada Nouă. / Trotuarul străzii Noi e spart și trebuie refăcut.
        Copaci în curțile școlilor. / Fiecare curte de școală ar trebui plantată.
        Nu închideți bazinul de înot. / Bazinul de înot trebuie să rămână.
        Mai multe autobuze de noapte. / Noaptea circulă prea puține autobuze.
        Nu numai bicicliștii, și pietonii au nevoie de spațiu. / Pietonii și bicicliștii au nevoie de spațiu.
        Limitați viteza la 30 km/h. / Nimeni să nu meargă cu peste treizeci.
        Chiriile apartamentelor mici trebuie să scadă. / Apartamentele mici costă prea mult.
    """,
    "cs": """
        Více laviček ve stínu pro seniory. / Starší lidé potřebují stinná místa k sezení.
        Opravte chodník v Nové ulici. / V Nové je rozbitý chodník, je třeba ho spravit.
        Stromy na školní dvory. / Každý školní dvůr by měl mít stromy.
        Nezavírejte bazén. / Bazén musí zůstat.
        Víc nočních autobusů o víkendu. / O víkendových nocích jezdí málo spojů.
        Nejen cyklisté, i chodci potřebují prostor. / Prostor potřebují chodci a cyklisté.
        Omezte rychlost na 30 km/h. / Nikdo by neměl jezdit víc než třicítkou.
        Nájmy malých bytů musí klesnout. / Malé byty jsou příliš drahé.
    """,
    "el": """
        Περισσότερα παγκάκια στη σκιά για ηλικιωμένους. / Οι γέροι χρειάζονται σκιερά καθίσματα.
        Φτιάξτε το πεζοδρόμιο της οδού Νέας. / Το πεζοδρόμιο είναι σπασμένο στην οδό Νέας, επισκευάστε το.
        Δέντρα στις αυλές των σχολείων. / Κάθε σχολική αυλή να έχει πράσινο.
        Μην κλείσετε το κολυμβητήριο. / Το κολυμβητήριο πρέπει να μείνει ανοιχτό.
        Περισσότερα νυχτερινά λεωφορεία. / Τη νύχτα περνούν πολύ λίγα δρομολόγια.
        Όχι μόνο οι ποδηλάτες, και οι πεζοί χρειάζονται χώρο. / Πεζοί και ποδηλάτες χρειάζονται χώρο.
        Όριο ταχύτητας 30 χλμ. / Κανείς να μην τρέχει πάνω από τριάντα.
        Να πέσουν τα ενοίκια των μικρών σπιτιών. / Τα μικρά διαμερίσματα είναι πανάκριβα.
    """,
    "hu": """
        Több padot az árnyékba az időseknek. / Az öregeknek árnyékos ülőhelyek kellenek.
        Javítsák meg az Új utca járdáját. / Az Új utcában töredezett a járda, felújításra szorul.
        Fákat az iskolaudvarokra. / Minden iskola udvarán legyenek fák.
        Ne zárják be az uszodát. / Az uszoda maradjon meg.
        Több éjszakai buszt hétvégén. / Hétvégi éjszakákon ritkán jár busz.
        Nemcsak a kerékpárosoknak, a gyalogosoknak is kell hely. / Gyalogosnak és kerékpárosnak egyaránt hely kell.
        30-as sebességkorlátozást. / Senki ne mehessen harminc fölött.
        Csökkenjen a kis lakások bérleti díja. / Túl drágák a kis lakások.
    """,
    "ja": """
        高齢者のために日陰のベンチを増やす。 / 年配の人が休める涼しい腰掛けがもっとほしい。
        新町通りの歩道を直してください。 / 歩道が壊れています。新町の道の修理をお願いします。
        校庭に木を植えよう。 / どの学校にも緑の木陰があるとよい。
        プールを閉めないでください。 / 泳げる場所をこれからも続けて。
        夜のバスをもっと。 / 深夜は便が少なすぎる。
        自転車だけでなく歩行者にも空間が必要です。 / 歩く人にも自転車にも場所がいる。
        制限速度を時速30キロに。 / 誰も三十キロより速く走るべきではない。
        小さな部屋の家賃を下げて。 / 狭い住まいなのに高すぎる。
    """,
    "tr": """
        Yaşlılar için gölgede daha çok bank. / İhtiyarlar gölgelik oturma yerleri istiyor.
        Yeni Sokak'ın kaldırımını onarın. / Kaldırım kırık, Yeni Sokak tamir edilmeli.
        Okul bahçelerine ağaç dikin. / Her okulun bahçesi yeşil olmalı.
        Yüzme havuzunu kapatmayın. / Havuz açık kalsın.
        Hafta sonu daha çok gece otobüsü. / Geceleri cumartesi pazar çok az sefer var.
        Sadece bisikletliler değil, yayalar da yer istiyor. / Yayaların ve bisikletlilerin yere ihtiyacı var.
        Hız sınırı 30 km olsun. / Kimse otuzdan hızlı gitmesin.
        Küçük evlerin kirası düşsün. / Küçük daireler çok pahalı.
    """,
    "ru": """
        Больше скамеек в тени для пожилых. / Старикам нужны тенистые места для отдыха.
        Почините тротуар на Новой улице. / На Новой разбит тротуар, его надо отремонтировать.
        Деревья во дворы школ. / Каждый школьный двор следует озеленить.
        Не закрывайте бассейн. / Бассейн должен остаться.
        Больше ночных автобусов по выходным. / Ночью в выходные ходит слишком мало транспорта.
        Не только велосипедистам, но и пешеходам нужно место. / Место нужно пешеходам и велосипедистам.
        Ограничьте скорость до 30 км/ч. / Никто не должен ездить быстрее тридцати.
        Снизьте аренду маленьких квартир. / Маленькие квартиры стоят слишком дорого.
    """,
    "uk": """
        Більше лавок у затінку для літніх людей. / Старшим потрібні затінені місця для відпочинку.
        Полагодьте тротуар на вулиці Новій. / На Новій розбитий тротуар, його треба відремонтувати.
        Дерева на шкільні подвір'я. / Кожне подвір'я школи слід озеленити.
        Не закривайте басейн. / Басейн повинен залишитися.
        Більше нічних автобусів у вихідні. / Уночі на вихідних курсує замало транспорту.
        Не лише велосипедистам, а й пішоходам потрібне місце. / Місце потрібне пішоходам і велосипедистам.
        Обмежте швидкість до 30 км/год. / Ніхто не повинен їздити швидше тридцяти.
        Знизьте оренду маленьких квартир. / Маленькі квартири коштують надто дорого.
    """,
}


def pairs(text: str) -> list[tuple[str, str]]:
    """The pairs of a block of lines."""
    found = [line.strip().split(" / ") for line in text.strip().splitlines()]
    return [(a, b) for a, b in found]


@pytest.mark.parametrize("language", WARNED)
def test_contraries_numbers_and_places_are_warned_of(language: str) -> None:
    given = pairs(WARNED[language])
    assert len(given) >= 8
    missed = [(a, b) for a, b in given if not caution(a, language, b, language, LISTS)]
    assert not missed


@pytest.mark.parametrize("language", LEFT_IN_PEACE)
def test_rewordings_are_left_in_peace(language: str) -> None:
    given = pairs(LEFT_IN_PEACE[language])
    assert len(given) >= 8
    flagged = [(a, b) for a, b in given if caution(a, language, b, language, LISTS)]
    assert len(flagged) <= 1, flagged
