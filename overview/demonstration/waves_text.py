"""How the sides of the local forums answer their assessments, and what their dialogues say. All invented.

An answer is four statements 0 to 10, the step of the ladder, and a few words.
"""

from typing import NamedTuple

TITLE = "Självskattning av vår samverkan"
LETTER = (
    "Vi vill att ni på varje sida tänker efter var för sig hur samverkan fungerar hos er."
    " När båda har svarat läser ni varandras svar, och pratar om det som skiljer."
    " Det finns inga rätta svar och ingen rangordning."
)
REMINDER = "Ta det gärna på ert nästa egna möte. En kvart räcker."


class Sides(NamedTuple):
    """What the region's side and the municipality's say; None: has not answered."""

    region: tuple | None
    municipal: tuple | None


FIRST = {
    "vetlanda": Sides(
        (6, 3, 4, 3, 2, "Att vi bestämmer vilka frågor som hör hemma i forumet."),
        (7, 4, 4, 4, 3, "En gemensam dagordning för året."),
    ),
    "habo": Sides(
        (7, 5, 3, 3, 3, "Att vi ser samma siffror på mötet."),
        (4, 3, 2, 2, 2, "Att samma personer kommer varje gång."),
    ),
    "gislaved": Sides(
        (5, 2, 3, 2, 2, "Tid. Mötena krockar med mottagningen."),
        (5, 3, 3, 3, 2, "Att besluten skrivs ned och följs upp."),
    ),
    "nassjo": Sides(
        (8, 4, 6, 5, 4, "Att vi testar något litet tillsammans."),
        (7, 4, 5, 5, 3, "Mer fokus på dem som bor hemma med stora behov."),
    ),
    "eksjo": Sides(None, (6, 3, 4, 3, 3, "Vi saknar en fast kontakt på vårdcentralen.")),
    "jonkoping": Sides(
        (6, 5, 5, 4, 3, "Kortare väg till beslut."),
        (6, 2, 5, 4, 3, "Att vi frågar invånarna tillsammans."),
    ),
    "varnamo": Sides(
        (4, 3, 2, 2, 2, "Att forumet får ett tydligt uppdrag."),
        (6, 3, 3, 3, 3, "Ett gemensamt årshjul."),
    ),
}

SECOND = {
    "vetlanda": Sides(
        (8, 4, 6, 5, 4, "Att vi fortsätter med de fasta frågorna."),
        (8, 5, 6, 6, 4, "Att fler chefer får se underlagen i förväg."),
    ),
    "gislaved": Sides(
        (7, 3, 5, 4, 3, "En vikarie när någon är borta."),
        (3, 4, 4, 3, 2, "Att vi hinner prata, inte bara informera."),
    ),
    "nassjo": Sides(
        (8, 5, 7, 6, 4, "Sprida det vi har provat."),
        (8, 5, 6, 6, 4, "Bjuda in äldreomsorgens enhetschefer."),
    ),
    "habo": Sides(None, (6, 4, 4, 3, 3, "Att båda sidor förbereder sig.")),
}
BEGUN = ("jonkoping", (7, 5))  # has answered some of it, and not handed in


class Talk(NamedTuple):
    """A dialogue: how many days from the wave's last day, who was there, what was said, and the next steps."""

    days: int
    who: str
    said: tuple
    steps: tuple


FIRST_TALKS = {
    "vetlanda": Talk(
        9,
        "Båda sidornas chefer och en coach",
        (
            "Vi menar olika saker med gemensamma mål. Vårdcentralen tänker på tillgänglighet, kommunen på kontinuitet.",
            "Att den som bor hemma vet vem hen ska ringa, oavsett tid.",
            "Vi sätter tre fasta frågor på varje möte.",
        ),
        (("Ta fram tre fasta frågor för forumets möten", 21), ("Skriv ned vem som nås när", 45)),
    ),
    "habo": Talk(
        12,
        "Verksamhetschef, två enhetschefer, coach",
        (
            "Vi har suttit i olika möten och därför sett olika saker.",
            "Att planeringen görs vid ett tillfälle, med alla på plats.",
            "Vi börjar varje möte med siffrorna.",
        ),
        (("Visa mättavlan först på varje möte", 30),),
    ),
    "gislaved": Talk(
        15,
        "Chefer från båda sidor",
        (
            "Ingen av oss tycker att vi hinner. Mötena ligger fel.",
            "Att vi löser det praktiska innan vi ses.",
            "Vi flyttar mötena och kortar dem.",
        ),
        (("Lägg mötena på en annan veckodag", 14), ("Utse den som skriver och följer upp", 20)),
    ),
    "nassjo": Talk(
        8,
        "Sex personer från båda sidor",
        (
            "Vi är ganska överens. Det som skiljer är hur nära vi är vardagen.",
            "Att någon ser hela veckan för den som är skör.",
            "Ett litet försök med gemensam planering.",
        ),
        (("Pröva gemensam planering för fem personer", 60),),
    ),
    "jonkoping": Talk(
        20,
        "Forumets ordinarie deltagare",
        (
            "Regionens sida har enkäter, kommunens har brukarråd. Vi har inte jämfört.",
            "Att frågorna ställs en gång, inte två.",
            "Vi tar fram en gemensam fråga till invånarna.",
        ),
        (("Skriv en gemensam fråga till invånarna", 40),),
    ),
}
SECOND_TALKS = {
    "nassjo": Talk(
        0,
        "Åtta personer från båda sidor",
        (
            "Vi står nästan på samma ställe. Försöket har fört oss närmare.",
            "Att planeringen följer med när någon flyttar till korttidsboende.",
            "Vi berättar för de andra forumen.",
        ),
        (("Berätta om försöket på ett inringningsmöte", 30),),
    ),
}
