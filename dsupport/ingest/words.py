"""Words that introduce people, offices and places, in seven languages. Data only."""

from __future__ import annotations

INTRODUCTIONS = (
    r"my name is|my name's|i am called|je m['’]appelle|mon nom est|mijn naam is|ik heet|me llamo|"
    r"mi nombre es|chamo-me|me chamo|(?:o )?meu nome é|mi chiamo|il mio nome è|ich hei(?:ß|ss)e|"
    r"mein name ist"
)
BEING = r"i am|i['’]m|je suis|moi c['’]est|ik ben|soy|yo soy|sou|eu sou|sou o|sou a|io sono|sono|ich bin"
TITLES = (
    r"Mr\.?|Mrs\.?|Ms\.?|Mister|Monsieur|Madame|Mme\.?|Mlle\.?|Mademoiselle|(?<!\b\w\. )(?<!\b\w\w\. )(?<!\w\.)M\.|MM\.|"
    r"Sr\.?|Sra\.?|Srta\.?|[Ss]eñor|[Ss]eñora|[Ss]eñorita|doña|[Ss]enhor|[Ss]enhora|dona|"
    r"[Dd]ott\.?|[Dd]ott\.?ssa|[Dd]r\.?ssa|[Ss]ignor|[Ss]ignora|[Ss]ig\.(?:ra)?|[Mm]eneer|[Mm]evrouw|"
    r"[Dd]hr\.?|[Mm]evr\.?|[Mm]w\.|Herrn?|Frau|Eng\.º?|Dr\.?|Dra\.?|Drª"
)
NEIGHBOURS = (
    r"(?:my|the|mon|ma|le|la|mijn|de|mi|el|o|a|meu|minha|il|lo|mio|mein|meine|der|die) "
    r"(?:neighbou?r|landlord|voisine?|propriétaire|buurman|buurvrouw|huisbaas|huisbazin|vecin[oa]|"
    r"caser[oa]|arrendador|vizinh[oa]|senhorio|vicin[oa](?: di casa)?|padrone di casa|"
    r"nachbar(?:in)?|vermieter(?:in)?)"
)
GOODBYES = (
    r"signed|kind regards|best regards|regards|sincerely|yours|cordialement|bien à vous|salutations"
    r"(?: distinguées)?|respectueusement|met vriendelijke groet(?:en)?|groetjes|groeten|hoogachtend|"
    r"un saludo|saludos(?: cordiales)?|atentamente|firmado|(?:melhores |com os )?cumprimentos|"
    r"atenciosamente|assinado|cordiali saluti|distinti saluti|saluti|in fede|firmato|"
    r"mit freundlichen grü(?:ß|ss)en|viele grü(?:ß|ss)e|freundliche grü(?:ß|ss)e|hochachtungsvoll"
)
PUBLIC = frozenset(
    """president presidente presidenta président mayor alcalde alcaldesa alcaldía maire
    bourgmestre burgemeester bürgermeister bürgermeisterin oberbürgermeister
    oberbürgermeisterin sindaco sindaca assessore assessora minister ministre ministro
    ministra ministerin schepen échevin échevine vereador vereadora concejal concejala
    conseiller conseillère consigliere director directora directeur directrice direttore
    diretor diretora secretary secretaria secretário secretario gobernador governador
    prefetto préfet commissaire comisario juez giudice ayuntamiento câmara deputado deputada
    diputado diputada senador senadora professor ingenieur stadtrat stadträtin
    landeshauptmann kanzler kanzlerin bundeskanzler médecin docteur facilitateur
    facilitadora dieu dios deus gott""".split()
)
"""Offices: a title before one of these names no person."""

NO_PERSON = frozenset(
    """der die das den dem ein eine auf an am im in bei vor nach zwischen von zum zur hier ecke
    la el los las le les l il lo gli o a os as het een de the this un une una uma centro
    parque colegio plaza estación portal hospital biblioteca museo iglesia escuela centre
    gare parc maison hôtel musée église école lycée théâtre school park church library
    bibliotheek museum kerk station bibliothek rathaus bauamt escola jardim mercado igreja
    scuola parco ospedale mercato stazione teatro teatre theater restaurant restaurante
    ristorante café bar comercial commercial city abteilung parkplatz gasthof hotel markt
    villa palazzo palacio palais casa""".split()
)
"""Words that begin or are part of the name of a place, an office or a sentence, not of a person."""

STREET_WORD = (
    r"(?:rue|avenue|av\.?|ave\.?|boulevard|bd\.?|blvd|chaussée|place|quai|allée|chemin|impasse|square|"
    r"drève|clos|calle|c/|cl|carrera|cra\.?|kra\.?|kr\.?|cr\.?|cll\.?|diagonal|dg\.?|transversal|tv\.?|"
    r"avenida|avda\.?|paseo|plaza|plaça|ronda|travesía|glorieta|via|viale|v\.le|corso|c\.so|piazza|"
    r"piazzale|largo|vicolo|rua|r\.|travessa|praça|alameda|estrada|beco|calçada|praceta|bairro|street)"
)
