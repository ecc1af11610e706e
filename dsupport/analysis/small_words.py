"""Small words that tell, without a tagger, what is a noun, and words that name nothing.

By language; a language without a list is read without them.
"""

from __future__ import annotations


def _lists(lists: dict[str, str]) -> dict[str, frozenset[str]]:
    return {code: frozenset(words.split()) for code, words in lists.items()}


BEFORE_NOUNS = _lists(
    {
        "en": """the a an this that these those our your their my his her of for more no every each
            in on at with without from by into near less some any many few""",
        "fr": """le la les l un une des du de d au aux ce cette ces mon ma mes nos notre vos votre leur
            leurs son sa ses en par pour sans avec dans sur chaque plusieurs""",
        "nl": """de het een deze dit die onze ons mijn hun zijn haar van geen meer elke elk in op voor
            met zonder bij door aan minder veel""",
        "es": """el la los las un una unos unas del al de este esta estos estas mi su sus cada más en
            por para con sin sobre nuestro nuestra nuestros nuestras menos""",
        "pt": """o a os as um uma do da dos das no na nos nas ao à pelo pela de este esta seu sua mais
            em por para com sem nosso nossa nossos nossas cada menos aos às num numa""",
        "it": """il lo la i gli le l un uno una del della dei degli delle nel nella al alla di ogni più
            in per con senza su sul sulla nei nelle ai alle dal dalla nostro nostra nostri meno dell""",
        "de": "der die das den dem des ein eine einen einem einer kein keine mehr am im zum zur jede",
        "ca": """el la els les l un una uns unes del dels al als de d aquest aquesta més en per amb
            sense cada nostre nostra menys""",
    }
)
"""After these a noun is likely."""

BEFORE_VERBS = _lists(
    {
        "en": """to i we you they he she it who can could will would should must may might not never
            dont don't cannot can't won't shouldn't doesn't be is are was were been being have has had
            do does did let lets let's please also always""",
        "fr": """je j nous vous ils elles il elle on qui ne n se s peut peuvent doit doivent pourrait
            devrait faut faudrait va vont est sont être été ont a avoir y très plus trop""",
        "nl": """ik we wij je jij u ze zij hij er kan kunnen moet moeten zou zouden wil willen mag mogen
            zal zullen te niet is zijn was waren wordt worden heeft hebben heel erg zeer ook""",
        "es": """yo nosotros ustedes ellos ella él se no que quien puede pueden debe deben hay quiero
            queremos es son está están ser muy para me nos te lo le les ya""",
        "pt": """eu nós eles elas ele ela se não que quem pode podem deve devem há quero queremos é são
            está estão ser muito me lhe já""",
        "it": """io noi voi loro si non che chi può possono deve devono dovrebbe vorrei è sono essere
            molto ci mi ti vi ne già""",
        "de": "ich wir sie er es man zu nicht kann können muss müssen soll sollen sollte sollten sehr",
        "ca": "jo nosaltres ells elles es no que qui pot poden cal és són ser estar molt ja hi em ens",
    }
)
"""After these a noun is unlikely: a verb or what is said of somebody comes."""

AFTER_NOUNS = _lists(
    {
        "en": "is are was were should can will would must has have could may might isn't aren't",
        "fr": "est sont doit doivent devrait devraient peut peuvent était sera",
        "nl": "is zijn moet moeten kan kunnen wordt worden mag mogen zou zouden",
        "es": "es son está están debe deben debería deberían puede pueden",
        "pt": "é são está estão deve devem devia deviam pode podem",
        "it": "è sono deve devono dovrebbe dovrebbero può possono",
        "ca": "és són ha han hauria haurien pot poden",
    }
)
"""Before these a noun is likely."""

HEAD_LAST = frozenset({"en", "nl", "de", "sv", "nb", "da", "fi", "et", "hu"})
"""Languages in which the last word of a phrase is the thing; in others it is the first."""

INFINITIVES = {
    "fr": ("er", "ir", "re", "oir"),
    "es": ("ar", "er", "ir"),
    "pt": ("ar", "er", "ir", "or"),
    "it": ("are", "ere", "ire", "rre"),
    "nl": ("en",),
    "ca": ("ar", "er", "ir", "re"),
}
"""Endings of lemmas that are verbs more often than not."""

LINKS = _lists(
    {
        "en": "of for in on at and with without",
        "fr": "de du des d à aux au en pour et sans",
        "nl": "van voor op met en in zonder",
        "es": "de del la las los el y e para por con sin en a al",
        "pt": "de do da dos das e para por com sem em a ao à no na",
        "it": "di del della dei degli delle dell d e per con a al alla in senza da",
        "de": "für im am zum zur und ohne auf in der des",
        "ca": "de del dels la les l d i per amb sense a al als en",
    }
)
"""Small words inside names of things: “bus de nuit”, “plan voor bomen”; “rues sont vides” is none."""

FILLERS = frozenset(
    """
    should would could must need want please propose proposal idea thing make get put people city
    good great better best bad worse worst important possible different able ensure provide allow
    create give take keep come go think know feel believe help look use way part place kind lack
    il faut faudrait devrait devoir proposer proposition demander mettre faire ville gens chose
    permettre créer donner falloir pouvoir vouloir aller nouveau grand petit bon meilleur important
    mise manque besoin aucun aucune quel quelle quelque demande demander
    moeten moet willen graag voorstel voorstellen maken stad mensen mens zou komen gaan geven krijgen
    laten zorgen houden nodig goed goede beter mooi mooie leuk leuke nieuw nieuwe groot grote klein
    kleine project plek plekken
    deber debería deberían hay hacer poner propuesta proponer ciudad gente querer pedir dar tener
    crear permitir necesitar bueno buen mejor grande nuevo falta necesidad persona personas
    dever devia deviam fazer pôr propor proposta cidade pessoa haver ter dar criar precisar bom boa
    melhor grande novo nova falta pessoas necessidade
    dovere dovrebbe dovrebbero fare mettere proporre città persona volere chiedere dare avere creare
    servire buono migliore grande nuovo nuova mancanza bisogno persone
    sollen müssen bitte vorschlag machen stadt leute mensch menschen geben können werden kommen gehen
    lassen gut besser neu groß klein wichtig möglich
    hour minute an year day week month euro time lot per heure année jour semaine mois
    fois exemple uur minuut jaar dag week maand keer hora minuto año día semana mes vez
    ano dia mês ora anno giorno settimana mese volta stunde jahr tag woche monat mal euros km
    monsieur madame señor señora senhor senhora signore signora meneer mevrouw herr frau
    soprattutto surtout vooral sobretudo ninguém nessuno nadie niemand niks besonders especially
    against contre contra contro tegen gegen
    ciutat gent proposta cal calen fer posar persona hora dia any
    monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi
    samedi dimanche maandag dinsdag woensdag donderdag vrijdag zaterdag zondag lunes martes miércoles
    jueves viernes sábado domingo segunda terça quarta quinta sexta segunda-feira terça-feira
    quarta-feira quinta-feira sexta-feira lunedì martedì mercoledì giovedì venerdì sabato domenica
    montag dienstag mittwoch donnerstag freitag samstag sonntag dilluns dimarts dimecres dijous
    divendres dissabte diumenge
    kaupunki ihminen pitää pitäisi tarvita haluta saada tehdä ehdotus vuosi päivä
    """.split()
)
"""Words of every assembly: they say that somebody proposes, not what. “Good” and “new” neither."""

VAGUE = frozenset(
    """
    street neighbourhood neighborhood area place space home house life work right problem service
    centre center access point number question
    rue quartier zone place service vie accès centre commune espace maison travail problème point
    demande porte
    straat wijk buurt plaats leven werk huis gebruik bewoner buurtbewoner ruimte gemeente vraag
    calle barrio zona lugar servicio vida casa centro espacio trabajo problema puerta
    rua bairro serviço espaço trabalho porta
    via quartiere luogo servizio vita spazio lavoro strada
    straße ort bereich stelle stadtteil richtung seite höhe platz raum leben arbeit haus frage
    carrer barri lloc servei vida espai feina katu alue paikka
    """.split()
)
"""Things that are everywhere: part of a name, but no name by themselves."""
