"""What the demonstration's documents say. All of it is invented; days count from today."""

from typing import NamedTuple

from agreements.models import (
    DocumentKind,
    DocumentState,
    RelationKind,
)
from overview.demonstration.people import REGION

DRAFT, SHARED, FINALISED, ARCHIVED = DocumentState
JOHANNA, ANDERS, KATARINA = "johanna.sjogren", "anders.fors", "katarina.holmqvist"


class Issue(NamedTuple):
    """A version: a link, or a small text file."""

    on: int
    link: str = ""
    file_name: str = ""
    text: str = ""
    note: str = ""


class Paper(NamedTuple):
    """A document; `shared` is when it was shared, for all but drafts."""

    key: str
    organisation: str
    kind: str
    title: str
    state: str
    by: str
    written: int
    summary: str
    shared: int = 0
    under: str = ""
    registry_number: str = ""
    provisions: tuple = ()
    versions: tuple = ()


class Related(NamedTuple):
    kind: str
    title: str
    note: str
    document: str = ""
    link: str = ""


DOCUMENTS = [
    Paper(
        "barn",
        REGION,
        DocumentKind.SUB_AGREEMENT,
        "Överenskommelse om barn och unga 0–20 år",
        SHARED,
        JOHANNA,
        -160,
        "Vem som gör vad när ett barn behöver stöd från flera håll samtidigt, och vem som håller ihop planen.",
        shared=-118,
        provisions=("3.5", "3.4"),
        versions=(
            Issue(
                -160,
                link="https://dokument.demo.example/barn-och-unga/1",
                note="Första förslaget, skrivet i arbetsgruppen.",
            ),
            Issue(
                -74,
                link="https://dokument.demo.example/barn-och-unga/2",
                note="Avsnittet om övergången till vuxenvården är nytt.",
            ),
        ),
    ),
    Paper(
        "vuxenliv",
        "forbundet",
        DocumentKind.ANNEX,
        "Bilaga: Checklista vid övergång till vuxenvård",
        SHARED,
        "hakan.brodin",
        -96,
        "Åtta frågor att gå igenom i god tid före artonårsdagen.",
        shared=-71,
        under="barn",
        provisions=("3.5",),
        versions=(
            Issue(
                -96,
                file_name="Checklista övergång.txt",
                text="Checklista vid övergång till vuxenvård\n\n1. Vem är kontaktperson före och efter?\n2. Vilka insatser fortsätter, och hos vem?\n3. När är det första mötet med den nya mottagningen?\n",
            ),
        ),
    ),
    Paper(
        "beroende",
        REGION,
        DocumentKind.SUB_AGREEMENT,
        "Överenskommelse om psykisk ohälsa och beroende",
        DRAFT,
        "sofia.bergqvist",
        -33,
        "Regionens första utkast. Ska gå igenom internt innan kommunerna får se det.",
        provisions=("3.6",),
        versions=(Issue(-33, link="https://dokument.demo.example/beroende/1"),),
    ),
    Paper(
        "primarvardsniva",
        REGION,
        DocumentKind.ANNEX,
        "Bilaga 1: Ansvar på primärvårdsnivå",
        FINALISED,
        JOHANNA,
        -140,
        "Gränsen mellan kommunens och regionens ansvar, insats för insats.",
        shared=-126,
        provisions=("3.1", "4.1"),
        versions=(
            Issue(
                -140,
                file_name="Bilaga 1 ansvar primärvårdsnivå.txt",
                text="Bilaga 1. Ansvar på primärvårdsnivå\n\nKommunen ansvarar för insatser i hemmet upp till sjuksköterskenivå.\nRegionen ansvarar för läkarinsatserna.\n",
                note="Den text som parterna beslutar om.",
            ),
        ),
    ),
    Paper(
        "mobila",
        REGION,
        DocumentKind.ANNEX,
        "Bilaga 2: Mobila team",
        SHARED,
        "agneta.rosen",
        -60,
        "Inte påbörjad. Skrivs när teamens uppdrag är beslutat.",
        shared=-58,
        provisions=("4.1",),
    ),
    Paper(
        "uppsagning",
        REGION,
        DocumentKind.OFFICIAL_REPORT,
        "Tjänsteutlåtande om uppsägning av nuvarande avtal",
        ARCHIVED,
        JOHANNA,
        -190,
        "Varför det nuvarande avtalet behöver sägas upp, och vad som gäller tills det nya tar vid.",
        shared=-176,
        registry_number="RS {year}/41",
        versions=(
            Issue(
                -182,
                file_name="Tjänsteutlåtande uppsägning.txt",
                text="Tjänsteutlåtande\n\nFörslag till beslut: Avtalet sägs upp till den dag då det nya avtalet börjar gälla.\n",
            ),
        ),
    ),
    Paper(
        "nytt",
        REGION,
        DocumentKind.OFFICIAL_REPORT,
        "Tjänsteutlåtande om nytt hälso- och sjukvårdsavtal",
        FINALISED,
        JOHANNA,
        -105,
        "Förslag till beslut, bakgrund, ekonomiska följder och vad samrådet gav.",
        shared=-82,
        registry_number="RS {year}/214",
        versions=(
            Issue(-105, link="https://dokument.demo.example/nytt-avtal/1"),
            Issue(
                -84, link="https://dokument.demo.example/nytt-avtal/2", note="Kompletterat med kommunernas synpunkter."
            ),
        ),
    ),
    Paper(
        "inforande",
        REGION,
        DocumentKind.OFFICIAL_REPORT,
        "Tjänsteutlåtande om implementering av avtalet",
        SHARED,
        JOHANNA,
        -40,
        "Hur införandet leds, följs upp och betalas de första två åren.",
        shared=-19,
        registry_number="RS {year}/298",
        versions=(Issue(-40, link="https://dokument.demo.example/implementering/1"),),
    ),
    Paper(
        "projektplan",
        "ku",
        DocumentKind.PROJECT_PLAN,
        "Projektplan för det gemensamma införandet",
        FINALISED,
        ANDERS,
        -230,
        "Etapper, ansvar och vad varje etapp ska leda till.",
        shared=-214,
        provisions=("2.1", "2.2"),
        versions=(Issue(-230, link="https://dokument.demo.example/projektplan/1"),),
    ),
    Paper(
        "ekonomi",
        REGION,
        DocumentKind.BUDGET,
        "Ekonomiskt underlag till projektplanen",
        SHARED,
        "sofia.bergqvist",
        -205,
        "Kostnader för projektledning, utbildning och uppföljning, delade mellan parterna.",
        shared=-198,
        under="projektplan",
        versions=(Issue(-205, link="https://dokument.demo.example/projektplan/ekonomi"),),
    ),
    Paper(
        "presentation",
        "ku",
        DocumentKind.PRESENTATION,
        "Gemensam presentation av avtalet",
        SHARED,
        ANDERS,
        -92,
        "Femton bilder att visa i nämnder, ledningsgrupper och på arbetsplatsträffar.",
        shared=-90,
        versions=(
            Issue(-92, link="https://dokument.demo.example/presentation/1"),
            Issue(-24, link="https://dokument.demo.example/presentation/2", note="Tre bilder om uppföljningen är nya."),
        ),
    ),
    Paper(
        "vagledning",
        "0680",
        DocumentKind.GUIDE,
        "Vägledning: Att utse fast vårdkontakt",
        SHARED,
        "cecilia.norrby",
        -66,
        "Hur en kommun och en vårdcentral kom överens om vem som frågar, utser och skriver in. Fritt att använda.",
        shared=-52,
        provisions=("4.2",),
        versions=(Issue(-66, link="https://dokument.demo.example/fast-vardkontakt/1"),),
    ),
    Paper(
        "rutin",
        "0685",
        DocumentKind.ROUTINE,
        "Rutin för fast vårdkontakt i Vetlanda",
        DRAFT,
        KATARINA,
        -12,
        "Vårt utkast. Går igenom i det lokala ledningsforumet innan vi delar det.",
        under="vagledning",
        provisions=("4.2",),
        versions=(
            Issue(
                -12,
                file_name="Rutin fast vårdkontakt utkast.txt",
                text="Rutin för fast vårdkontakt (utkast)\n\nFrågan ställs vid första hembesöket. Namnet skrivs i planen samma dag.\n",
            ),
        ),
    ),
    Paper(
        "press",
        REGION,
        DocumentKind.PRESS_RELEASE,
        "Pressmeddelande när alla parter har beslutat",
        DRAFT,
        "carina.wester",
        -8,
        "Skickas först när sista parten har beslutat.",
    ),
]

RELATED = [
    Related(RelationKind.REPLACES, "", "Gäller till den dag då det nya avtalet träder i kraft."),
    Related(
        RelationKind.REPLACES,
        "Rutin för informationsöverföring vid utskrivning",
        "Innehållet finns nu i § 3.2.",
    ),
    Related(
        RelationKind.CONSIDERS,
        "Länets gemensamma folkhälsopolicy",
        "Målen i kapitel 1 är skrivna så att de hänger ihop med policyn.",
        link="https://dokument.demo.example/folkhalsopolicy",
    ),
    Related(RelationKind.CONSIDERS, "Överenskommelse om egenvård", "Bedömningen av egenvård görs som förut."),
    Related(
        RelationKind.DEPENDS_ON,
        "Överenskommelsen om barn och unga",
        "§ 3.5 kan inte tillämpas fullt ut förrän överenskommelsen är klar.",
        document="barn",
    ),
]
