"""The case that the handbook's pictures show. Neither it nor the place is real."""

TITLE = "Prylbiblioteket i Exempelby: låna borren i stället för att köpa den"
ADVICE = (
    "Bra och tydligt! Målet saknas: vad ville biblioteket nå? Se också om den andra källan säger "
    "något om hur lånen gick det första året."
)
SUMMARY = (
    "Biblioteket i Exempelby började låna ut borrmaskiner, tält och symaskiner, precis som böcker. "
    "Prylarna kom från återvinningscentralen och lagades av kommunens egen hantverkare. "
    "Lånen blev fler än väntat, men det var svårt att hinna laga det som gick sönder, och tre "
    "prylar kom aldrig tillbaka. Lokala butiker var först emot men hyr nu ut det som biblioteket "
    "inte har. Ingen har mätt om folk faktiskt köper mindre. Det som avgjorde var att en "
    "bibliotekarie fick tid att prova i liten skala innan någon bad om mer pengar."
)
CASE = {
    "stage": "genomfort",
    "problem": "Många köper verktyg som används några minuter om året. Återvinningscentralen tog "
    "emot fungerande prylar som ingen fick ta med sig därifrån. [1]",
    "solution": "Biblioteket ställde i ordning en hylla med lagade prylar som lånas med "
    "vanligt lånekort. [2]",
    "outcome_direction": "blandat",
    "evidence_level": "2",
    "evidence_note": "En tidning har beskrivit försöket, men ingen har mätt vad det gav.",
    "selection_basis": "Enkelt att göra likadant, och hindren är väl beskrivna.",
    "summary_30s": "Biblioteket lånar ut lagade verktyg från återvinningen. Lånen blev många, men "
    "det är svårt att hinna laga, och ingen har mätt om folk köper mindre.",
    "summary": SUMMARY,
}
# The button for a new row, and what is written in it
CASE_ROWS = [
    ("Lägg till ett resultat", {"results-0-what": "Prylarna lånades oftare än väntat"}),
    ("Lägg till ett hinder", {"hindrances-0-text": "Det tog längre tid att laga än att låna ut."}),
    (
        "Lägg till en faktor",
        {
            "factors-0-factor": "Se hur andra",
            "factors-0-role": "avgorande",
            "factors-0-why": "Grannkommunen hade visat hur man gör.",
        },
    ),
]
