import type { Catalogues } from "../words";

/** Advice by type and field: what to write, an example, the usual trap. */
const en = {
  "journey.description": "One or two sentences: from where to where, and for whom this map is.",
  "journey.map_type":
    "Do not mix today and tomorrow on one map: draw the current state first, then copy it.",
  "journey.scenario":
    "What sets the person off, and what they want to have done in the end. One case, not all of them.",
  "journey.problem":
    "The trouble this map is to shed light on, with a number if you have one. A wish for a tool is not a problem.",
  "journey.expectations":
    "What people take for granted before they begin. Ask; do not guess from the brochure.",
  "journey.owner":
    "One person who keeps the map alive. A map that belongs to all is out of date in a month.",
  "journey.basis": "Planned: as it was designed. Actual: as it was observed.",
  "journey.emotion_scale":
    "Choose it once and before you collect. Another scale moves the scores along, so the curve keeps its shape.",
  "goal.text":
    "What should be different in the end, in words that can be proved wrong: “half as many give up at the form”.",
  "goal.metric": "How you will notice. A goal without a measure is a hope.",
  "goal.target": "The value to reach, in the unit of the metric.",
  "question.text":
    "What you do not know yet and would decide differently for. Begin with why, when or how.",
  "question.answer":
    "The short answer, and below it the evidence. “We think so” belongs on a card as an assumption.",
  "persona.name":
    "A first name that people will remember and use. One persona for each way of behaving, not for each age.",
  "persona.tagline":
    "A few words that set them apart from the others: “rides every day, hates repairs”.",
  "persona.quote":
    "Something somebody really said, word for word. An invented quote sounds like an advertisement.",
  "persona.share": "Their part of all customers, 0.3 for 30 %. Leave it empty rather than guess.",
  "persona.goals":
    "What they want for themselves, whether or not you sell it: “be at work on time”.",
  "persona.needs": "What they cannot do without on the way. A feature is an answer, not a need.",
  "persona.pains": "What costs them time, money or nerves today, with or without you.",
  "persona.jobs": "When …, I want to …, so that I can … One job for each entry.",
  "persona.demographics":
    "Only what changes how they go through the journey. Hobbies that decide nothing are decoration.",
  "persona.psychographics":
    "What they believe, fear and are proud of, as far as somebody has heard it from them.",
  "person.kind": "Owner: decides. Stakeholder: is affected. Participant: was in the workshop.",
  "person.influence":
    "1 = can hardly change anything here, 5 = can stop or start it. Bring the fives in early.",
  "channel.name": "As concrete as the customer sees it: “booking page”, not “digital”.",
  "channel.ownership":
    "Owned: you run it. Paid: you buy it. Earned: others talk about you. Partner: somebody runs it for you.",
  "phase.name": "What the customer is about, as a noun or verb: “Compare”, not “Lead generation”.",
  "phase.purchase_stage":
    "Where the money changes hands is “during”. A map with nothing after it ends too early.",
  "touchpoint.name":
    "Verb first, from the customer’s side: “Asks a friend”, not “Customer enquiry”. One event for each touchpoint.",
  "touchpoint.description":
    "What one would see who stands beside them. Leave reasons and feelings to the cards.",
  "touchpoint.channels":
    "Where it happens. Several mean that people choose; if they always go from one to the next, make two touchpoints.",
  "touchpoint.in_use": "Whether people really pass here. What nobody uses still costs.",
  "touchpoint.intended":
    "Whether somebody planned it. Used but never planned is often where an opportunity is.",
  "touchpoint.expectation":
    "Write it in the customer’s words: “an answer today”. What they would call normal, not what they dream of.",
  "touchpoint.expectation_met": "Judge it by what people said or did, not by what was delivered.",
  "touchpoint.moment_of_truth":
    "Here people decide to stay or leave. Three on a map are many: with ten, none stands out.",
  "touchpoint.duration":
    "How long they are busy with it: 6 min, 1 h 30 min. Measure a few instead of asking for the process time.",
  "touchpoint.wait":
    "How long they wait before it can go on: 2 days. Waits are forgotten most often, and remembered longest by customers.",
  "touchpoint.owners": "Who can change it tomorrow. A department cannot be called.",
  "touchpoint.initiator":
    "Who makes the first move, and to the right who receives it: customer, company, or a third party.",
  "touchpoint.importance_customer":
    "1 = nobody would miss it, 5 = they leave when it fails. If everything is a 5, compare in pairs.",
  "touchpoint.importance_business":
    "1 = nothing depends on it, 5 = revenue or the licence does. Where it differs from the customer’s, talk.",
  "touchpoint.support_needed":
    "What the people who do this lack: a decision, a tool, a colleague on Saturdays.",
  "touchpoint.compliance":
    "How what was observed compares with the plan. Added: people made their own step.",
  "touchpoint.planned_ref":
    "The touchpoint of the plan that this one carries out; its scores are drawn beside.",
  "touchpoint.status":
    "Assumed: from our heads. Researched: from customers. Validated: found again with others.",
  "lane.kind":
    "It decides what the cells hold and how cards are drawn. Three to six lanes can still be read.",
  "lane.side": "Frontstage: the customer can see it. Backstage: only you do.",
  "lane.separator":
    "The line of a service blueprint under this lane: what the customer does, sees, and what stays inside.",
  "experience.score":
    "The feeling at this moment, not the verdict on the company. Neutral means nothing was felt; empty means not asked.",
  "experience.source":
    "Assumed scores are drawn hollow. Say it honestly: it shows where to ask next.",
  "experience.n": "How many people answered. Under ten, read the comments rather than the mean.",
  "experience.sd": "The standard deviation. A wide one hides two groups behind one mean.",
  "experience.emotion":
    "A word for it: “annoyed” and “afraid” have the same score and other remedies.",
  "card.text": "One thought for each card, as somebody said it. With an “and” in it, make two.",
  "card.kind": "Keep what people said (quote) apart from what you make of it (insight).",
  "card.status":
    "Where an idea stands. What was rejected stays, so that nobody proposes it again unknowingly.",
  "card.severity":
    "1 = a shrug, 5 = they give up. Ask how often as well: rare and bad is not often and bad.",
  "card.impact":
    "1 = hardly noticed, 5 = changes the journey. Rate all cards in one sitting, so that they compare.",
  "card.effort": "1 = a day, 5 = a project. Let those rate it who would do it.",
  "card.evidence_level":
    "Assumption: nobody has checked. Anecdote: one heard it. Data: counted. Validated: found again elsewhere.",
  "card.evidence": "The interview, survey or query it comes from; others can then look it up.",
  "card.personas": "Only where it is not true for all. Empty means everyone.",
  "evidence.title":
    "So that others find it again: what, with whom, when. “Interviews with riders, May”.",
  "evidence.n": "How many people or cases stand behind it.",
  "evidence.quote": "The passage that matters, word for word, without names of customers.",
  "metric.name":
    "What is counted, of whom, over what time: “Bookings finished in one visit, weekly”.",
  "metric.kind":
    "CSAT asks about one moment, CES about the effort, NPS about the whole. Do not ask all three at once.",
  "metric.direction": "Whether more is better. For waiting times and churn it is less.",
  "metric_value.target": "The touchpoint or phase it was measured at, or the journey as a whole.",
  "metric_value.value": "One value for each date; older ones stay, so that a change can be seen.",
  "resource.status":
    "Have: it is there and can be used. Need: somebody must get it first, so give it an owner.",
  "path.name": "What sets this way apart: “by phone after the form failed”.",
  "path.condition":
    "When people go this way, so that somebody else would tell the same cases apart.",
  "path.probability":
    "The part of all people who go this way, 0.2 for one in five. All paths together make 1.",
  "edge.kind":
    "Branch: people choose. Loop: they do it again. Return: they go back and try another way.",
  "edge.probability": "Of those who are here, the part that goes on there.",
  "vote_session.title": "The question people vote on: “What do we mend first?”",
  "vote_session.votes_per_person":
    "A quarter of what can be voted for is usual; with too many votes everything wins.",
};

export type Key = keyof typeof en;
type Advice = Readonly<Record<Key, string>>;

const it: Advice = {
  "journey.description": "Una o due frasi: da dove a dove, e per chi è questa mappa.",
  "journey.map_type": "Non mescolare oggi e domani: disegna prima lo stato attuale, poi copialo.",
  "journey.scenario":
    "Che cosa mette in moto la persona e che cosa vuole aver fatto alla fine. Un caso solo, non tutti.",
  "journey.problem":
    "La difficoltà che la mappa deve chiarire, se possibile con un numero. Volere uno strumento non è un problema.",
  "journey.expectations":
    "Che cosa le persone danno per scontato prima di cominciare. Chiedilo, non dedurlo dall’opuscolo.",
  "journey.owner":
    "Una persona che tiene viva la mappa. Quella che è di tutti invecchia in un mese.",
  "journey.basis": "Pianificato: com’è stato progettato. Effettivo: com’è stato osservato.",
  "journey.emotion_scale":
    "Sceglila una volta, prima di raccogliere. Cambiandola i punteggi si adattano e la curva resta com’è.",
  "goal.text":
    "Che cosa deve cambiare alla fine, in parole che si possano smentire: «la metà degli abbandoni nel modulo».",
  "goal.metric": "Come te ne accorgerai. Un obiettivo senza misura è una speranza.",
  "goal.target": "Il valore da raggiungere, nell’unità della metrica.",
  "question.text":
    "Che cosa non sai ancora e che cambierebbe una decisione. Comincia con perché, quando o come.",
  "question.answer":
    "La risposta in breve, e sotto le prove. «Crediamo di sì» è un’ipotesi: sta su una scheda.",
  "persona.name":
    "Un nome che si ricordi e si usi. Una persona per ogni modo di comportarsi, non per ogni età.",
  "persona.tagline":
    "Poche parole che la distinguono dalle altre: «pedala ogni giorno, odia le riparazioni».",
  "persona.quote":
    "Una frase detta davvero, parola per parola. Una citazione inventata suona come pubblicità.",
  "persona.share":
    "La loro quota sul totale dei clienti, 0,3 per il 30%. Meglio vuoto che inventato.",
  "persona.goals": "Che cosa vogliono per sé, che tu lo venda o no: «arrivare puntuale al lavoro».",
  "persona.needs":
    "Di che cosa non possono fare a meno. Una funzione è una risposta, non un bisogno.",
  "persona.pains": "Che cosa oggi costa loro tempo, denaro o nervi, con te o senza di te.",
  "persona.jobs": "Quando …, voglio …, così posso … Un compito per voce.",
  "persona.demographics":
    "Solo ciò che cambia il modo di percorrere la mappa. Gli hobby che non decidono nulla sono ornamento.",
  "persona.psychographics":
    "In che cosa credono, che cosa temono, di che cosa vanno fieri: per quanto qualcuno l’abbia sentito da loro.",
  "person.kind": "Responsabile: decide. Stakeholder: ne è toccato. Partecipante: era al workshop.",
  "person.influence":
    "1 = qui può cambiare poco, 5 = può fermare o avviare. Coinvolgi presto chi ha 5.",
  "channel.name": "Concreto come lo vede il cliente: «pagina di prenotazione», non «digitale».",
  "channel.ownership":
    "Di proprietà: lo gestisci tu. A pagamento: lo compri. Guadagnato: altri parlano di te. Partner: altri lo gestiscono per te.",
  "phase.name":
    "A che cosa pensa il cliente, con un nome o un verbo: «Confronto», non «Lead generation».",
  "phase.purchase_stage":
    "Dove il denaro passa di mano è «durante». Una mappa senza un dopo finisce troppo presto.",
  "touchpoint.name":
    "Prima il verbo, dalla parte del cliente: «Chiede a un amico», non «Richiesta cliente». Un evento per touchpoint.",
  "touchpoint.description":
    "Che cosa vedrebbe chi sta accanto. Motivi ed emozioni vanno sulle schede.",
  "touchpoint.channels":
    "Dove accade. Più canali vuol dire che si sceglie; se si passa sempre dall’uno all’altro, fanne due touchpoint.",
  "touchpoint.in_use": "Se le persone passano davvero di qui. Ciò che nessuno usa costa comunque.",
  "touchpoint.intended":
    "Se qualcuno l’ha previsto. Usato ma mai previsto: spesso lì c’è un’opportunità.",
  "touchpoint.expectation":
    "Con le parole del cliente: «una risposta oggi». Ciò che considera normale, non ciò che sogna.",
  "touchpoint.expectation_met":
    "Giudica da ciò che le persone hanno detto o fatto, non da ciò che è stato consegnato.",
  "touchpoint.moment_of_truth":
    "Qui si decide se restare o andarsene. Tre su una mappa sono molti: con dieci non ne spicca nessuno.",
  "touchpoint.duration":
    "Quanto li tiene occupati: 6 min, 1 h 30 min. Misurane alcuni invece di chiedere il tempo di processo.",
  "touchpoint.wait":
    "Quanto aspettano prima che si vada avanti: 2 giorni. Le attese si dimenticano sulla mappa, il cliente no.",
  "touchpoint.owners": "Chi può cambiarlo domani. A un reparto non si telefona.",
  "touchpoint.initiator":
    "Chi fa la prima mossa, e a destra chi la riceve: cliente, azienda o terzi.",
  "touchpoint.importance_customer":
    "1 = nessuno ne sentirebbe la mancanza, 5 = se fallisce se ne vanno. Se tutto è 5, confronta a coppie.",
  "touchpoint.importance_business":
    "1 = non ne dipende nulla, 5 = ne dipendono ricavi o permessi. Se differisce da quella del cliente, parlatene.",
  "touchpoint.support_needed":
    "Che cosa manca a chi lo fa: una decisione, uno strumento, un collega il sabato.",
  "touchpoint.compliance":
    "Quanto ciò che si osserva corrisponde al piano. Aggiunto: un passo inventato dalle persone.",
  "touchpoint.planned_ref":
    "Il touchpoint del piano che questo realizza; i suoi punteggi compaiono accanto.",
  "touchpoint.status":
    "Ipotizzato: dalla nostra testa. Studiato: dai clienti. Validato: ritrovato con altri.",
  "lane.kind":
    "Decide che cosa contengono le celle e come appaiono le schede. Da tre a sei righe si leggono ancora.",
  "lane.side": "In scena: il cliente lo vede. Dietro le quinte: lo vedete solo voi.",
  "lane.separator":
    "La linea del service blueprint sotto questa riga: che cosa il cliente fa, vede, e che cosa resta interno.",
  "experience.score":
    "L’emozione di questo momento, non il giudizio sull’azienda. Neutro: nulla di particolare; vuoto: non chiesto.",
  "experience.source":
    "I punteggi ipotizzati hanno il punto vuoto. Dillo con onestà: si vede dove chiedere.",
  "experience.n":
    "Quante persone hanno risposto. Sotto le dieci, leggi i commenti più che la media.",
  "experience.sd": "La deviazione standard. Se è ampia, una media nasconde due gruppi.",
  "experience.emotion":
    "Una parola: «irritato» e «spaventato» hanno lo stesso punteggio ma rimedi diversi.",
  "card.text": "Un pensiero per scheda, come è stato detto. Se c’è una «e», fanne due.",
  "card.kind": "Tieni distinto ciò che è stato detto (citazione) da ciò che ne ricavi (insight).",
  "card.status":
    "A che punto è un’idea. Ciò che è scartato resta, così nessuno lo ripropone senza saperlo.",
  "card.severity":
    "1 = un’alzata di spalle, 5 = rinunciano. Chiedi anche quanto spesso: raro e grave non è frequente e grave.",
  "card.impact":
    "1 = si nota appena, 5 = cambia il percorso. Valuta tutte le schede insieme, così si confrontano.",
  "card.effort": "1 = un giorno, 5 = un progetto. Lo valuti chi lo farebbe.",
  "card.evidence_level":
    "Ipotesi: nessuno ha verificato. Testimonianza: uno l’ha sentito. Dati: contato. Validato: ritrovato altrove.",
  "card.evidence":
    "L’intervista, il sondaggio o l’interrogazione da cui viene; così altri possono controllare.",
  "card.personas": "Solo se non vale per tutti. Vuoto vuol dire tutti.",
  "evidence.title":
    "Perché altri la ritrovino: che cosa, con chi, quando. «Interviste ai ciclisti, maggio».",
  "evidence.n": "Quante persone o quanti casi ci sono dietro.",
  "evidence.quote": "Il passo che conta, parola per parola, senza nomi di clienti.",
  "metric.name":
    "Che cosa si conta, di chi, in quanto tempo: «Prenotazioni concluse in una visita, a settimana».",
  "metric.kind":
    "CSAT chiede di un momento, CES dello sforzo, NPS dell’insieme. Non chiederli insieme.",
  "metric.direction": "Se di più è meglio. Per attese e abbandoni vale il contrario.",
  "metric_value.target": "Il touchpoint o la fase dove è stato misurato, o il percorso intero.",
  "metric_value.value": "Un valore per data; i precedenti restano, così si vede il cambiamento.",
  "resource.status":
    "Disponibile: c’è e si può usare. Serve: qualcuno deve procurarlo, quindi indica chi.",
  "path.name": "Che cosa distingue questo percorso: «al telefono dopo il modulo fallito».",
  "path.condition": "Quando si passa di qui, detto in modo che un altro distingua gli stessi casi.",
  "path.probability":
    "La parte di persone che passa di qui, 0,2 per una su cinque. Tutti i percorsi insieme fanno 1.",
  "edge.kind":
    "Bivio: si sceglie. Ciclo: si rifà. Ritorno: si torna indietro e si prova altrimenti.",
  "edge.probability": "Di chi è qui, la parte che prosegue là.",
  "vote_session.title": "La domanda su cui si vota: «Che cosa sistemiamo per primo?»",
  "vote_session.votes_per_person":
    "Di solito un quarto delle cose votabili; con troppi voti vince tutto.",
};

const pl: Advice = {
  "journey.description": "Jedno, dwa zdania: skąd dokąd i dla kogo jest ta mapa.",
  "journey.map_type":
    "Nie mieszaj dziś i jutra na jednej mapie: najpierw stan obecny, potem jego kopia.",
  "journey.scenario":
    "Od czego się to zaczyna i co dana osoba chce na koniec mieć załatwione. Jeden przypadek, nie wszystkie.",
  "journey.problem":
    "Kłopot, który mapa ma wyjaśnić, najlepiej z liczbą. Chęć posiadania narzędzia to nie problem.",
  "journey.expectations":
    "Co ludzie uważają za oczywiste, zanim zaczną. Zapytaj, nie zgaduj z ulotki.",
  "journey.owner": "Jedna osoba, która dba o mapę. Mapa wszystkich po miesiącu jest nieaktualna.",
  "journey.basis": "Planowane: jak zaprojektowano. Rzeczywiste: jak zaobserwowano.",
  "journey.emotion_scale":
    "Wybierz raz, zanim zbierzesz oceny. Przy zmianie skali oceny się przeliczą, a krzywa zachowa kształt.",
  "goal.text":
    "Co ma się na końcu zmienić, tak by dało się to sprawdzić: „o połowę mniej porzuconych formularzy”.",
  "goal.metric": "Po czym to poznasz. Cel bez miary jest nadzieją.",
  "goal.target": "Wartość do osiągnięcia, w jednostce wskaźnika.",
  "question.text":
    "Czego jeszcze nie wiesz, a co zmieniłoby decyzję. Zacznij od dlaczego, kiedy albo jak.",
  "question.answer":
    "Krótka odpowiedź, a pod nią dowody. „Tak nam się zdaje” to założenie: na kartę.",
  "persona.name": "Imię, które łatwo zapamiętać. Jedna persona na sposób zachowania, nie na wiek.",
  "persona.tagline": "Kilka słów, które ją odróżniają: „jeździ codziennie, nie cierpi napraw”.",
  "persona.quote":
    "Coś, co ktoś naprawdę powiedział, słowo w słowo. Zmyślony cytat brzmi jak reklama.",
  "persona.share": "Ich udział wśród klientów, 0,3 to 30%. Lepiej puste niż zgadywane.",
  "persona.goals": "Czego chcą dla siebie, niezależnie od oferty: „zdążyć do pracy”.",
  "persona.needs": "Bez czego nie mogą się obejść. Funkcja to odpowiedź, nie potrzeba.",
  "persona.pains": "Co dziś kosztuje ich czas, pieniądze albo nerwy, z wami czy bez was.",
  "persona.jobs": "Kiedy …, chcę …, żeby móc … Jedno zadanie na wpis.",
  "persona.demographics": "Tylko to, co zmienia przebieg podróży. Hobby bez znaczenia to ozdoba.",
  "persona.psychographics":
    "W co wierzą, czego się boją, z czego są dumni: o ile ktoś to od nich usłyszał.",
  "person.kind":
    "Odpowiedzialny: decyduje. Interesariusz: jego to dotyczy. Uczestnik: był na warsztacie.",
  "person.influence":
    "1 = prawie nic tu nie zmieni, 5 = może wstrzymać lub ruszyć. Piątki zaproś wcześnie.",
  "channel.name": "Tak konkretnie, jak widzi to klient: „strona rezerwacji”, nie „kanał cyfrowy”.",
  "channel.ownership":
    "Własny: prowadzicie go. Płatny: kupujecie. Pozyskany: inni o was mówią. Partner: ktoś prowadzi go za was.",
  "phase.name":
    "Czym zajęty jest klient, rzeczownik lub czasownik: „Porównanie”, nie „Generowanie leadów”.",
  "phase.purchase_stage":
    "Tam, gdzie klient płaci, jest „podczas”. Mapa bez „po” kończy się za wcześnie.",
  "touchpoint.name":
    "Najpierw czasownik, oczami klienta: „Pyta znajomego”, nie „Zapytanie klienta”. Jedno zdarzenie na punkt styku.",
  "touchpoint.description": "Co zobaczyłby ktoś stojący obok. Powody i uczucia zostaw kartom.",
  "touchpoint.channels":
    "Gdzie to się dzieje. Kilka kanałów to wybór; jeśli zawsze jeden po drugim, zrób dwa punkty styku.",
  "touchpoint.in_use":
    "Czy ludzie naprawdę tędy przechodzą. To, czego nikt nie używa, też kosztuje.",
  "touchpoint.intended": "Czy ktoś to zaplanował. Używane, choć nieplanowane: tam bywa szansa.",
  "touchpoint.expectation":
    "Słowami klienta: „odpowiedź jeszcze dziś”. To, co uzna za normalne, nie marzenie.",
  "touchpoint.expectation_met":
    "Oceniaj po tym, co ludzie mówili i robili, nie po tym, co dostarczono.",
  "touchpoint.moment_of_truth":
    "Tu zapada decyzja: zostać czy odejść. Trzy na mapie to dużo; przy dziesięciu żaden się nie wyróżnia.",
  "touchpoint.duration":
    "Jak długo są tym zajęci: 6 min, 1 h 30 min. Zmierz kilka razy, zamiast pytać o czas procesu.",
  "touchpoint.wait":
    "Ile czekają, zanim sprawa ruszy dalej: 2 dni. O czekaniu na mapie się zapomina, klient pamięta.",
  "touchpoint.owners": "Kto może to jutro zmienić. Do działu nie da się zadzwonić.",
  "touchpoint.initiator":
    "Kto robi pierwszy krok, a obok kto go odbiera: klient, firma czy ktoś trzeci.",
  "touchpoint.importance_customer":
    "1 = nikt by nie zauważył, 5 = gdy zawiedzie, odchodzą. Jeśli wszystko ma 5, porównuj parami.",
  "touchpoint.importance_business":
    "1 = nic od tego nie zależy, 5 = zależy od tego przychód albo zezwolenie. Jeśli różni się od oceny klienta, porozmawiajcie.",
  "touchpoint.support_needed":
    "Czego brakuje tym, którzy to robią: decyzji, narzędzia, kogoś do pomocy w soboty.",
  "touchpoint.compliance": "Jak obserwacja ma się do planu. Dodane: ludzie sami stworzyli krok.",
  "touchpoint.planned_ref": "Punkt styku z planu, który ten realizuje; jego oceny widać obok.",
  "touchpoint.status":
    "Założone: z naszych głów. Zbadane: od klientów. Potwierdzone: znalezione ponownie u innych.",
  "lane.kind":
    "Decyduje, co jest w komórkach i jak wyglądają karty. Od trzech do sześciu wierszy da się jeszcze czytać.",
  "lane.side": "Na scenie: klient to widzi. Za kulisami: widzicie to tylko wy.",
  "lane.separator":
    "Linia schematu usługi pod tym wierszem: co klient robi, co widzi i co zostaje w środku.",
  "experience.score":
    "Uczucie w tej chwili, nie ocena firmy. Neutralnie: nic nie czuto; puste: nie pytano.",
  "experience.source":
    "Oceny założone mają pusty punkt. Powiedz uczciwie: widać, gdzie pytać dalej.",
  "experience.n": "Ile osób odpowiedziało. Poniżej dziesięciu czytaj komentarze, nie średnią.",
  "experience.sd": "Odchylenie standardowe. Duże kryje dwie grupy za jedną średnią.",
  "experience.emotion":
    "Słowo: „zirytowany” i „przestraszony” mają tę samą ocenę, ale wymagają czego innego.",
  "card.text": "Jedna myśl na kartę, tak jak ktoś powiedział. Jeśli jest „i”, zrób dwie.",
  "card.kind": "Oddziel to, co powiedziano (cytat), od tego, co z tego wynika (wniosek).",
  "card.status":
    "Na jakim etapie jest pomysł. Odrzucone zostają, by nikt nie zgłaszał ich ponownie.",
  "card.severity":
    "1 = wzruszenie ramion, 5 = rezygnują. Zapytaj też, jak często: rzadko i źle to nie to samo co często i źle.",
  "card.impact":
    "1 = ledwo widoczne, 5 = zmienia podróż. Oceń wszystkie karty naraz, by dały się porównać.",
  "card.effort": "1 = dzień, 5 = projekt. Niech ocenią ci, którzy by to robili.",
  "card.evidence_level":
    "Założenie: nikt nie sprawdził. Pojedynczy przypadek: ktoś słyszał. Dane: policzono. Potwierdzone: znaleziono ponownie.",
  "card.evidence": "Wywiad, ankieta lub zapytanie, skąd to pochodzi; inni mogą wtedy sprawdzić.",
  "card.personas": "Tylko gdy nie dotyczy wszystkich. Puste znaczy: każdy.",
  "evidence.title": "By inni to odnaleźli: co, z kim, kiedy. „Wywiady z rowerzystami, maj”.",
  "evidence.n": "Ile osób lub przypadków za tym stoi.",
  "evidence.quote": "Istotny fragment, słowo w słowo, bez nazwisk klientów.",
  "metric.name":
    "Co się liczy, u kogo, w jakim czasie: „Rezerwacje zakończone za jednym razem, tygodniowo”.",
  "metric.kind": "CSAT pyta o chwilę, CES o wysiłek, NPS o całość. Nie pytaj o wszystko naraz.",
  "metric.direction": "Czy więcej znaczy lepiej. Przy czekaniu i odejściach klientów odwrotnie.",
  "metric_value.target": "Punkt styku lub faza, gdzie zmierzono, albo cała podróż.",
  "metric_value.value": "Jedna wartość na datę; starsze zostają, by było widać zmianę.",
  "resource.status": "Jest: można używać. Potrzeba: ktoś musi zdobyć, więc wskaż kto.",
  "path.name": "Co wyróżnia tę drogę: „telefonicznie po błędzie formularza”.",
  "path.condition": "Kiedy ludzie idą tędy, tak by ktoś inny rozróżnił te same przypadki.",
  "path.probability":
    "Część osób, które tędy idą, 0,2 to co piąta. Wszystkie ścieżki razem dają 1.",
  "edge.kind": "Rozgałęzienie: wybór. Pętla: jeszcze raz. Powrót: cofają się i próbują inaczej.",
  "edge.probability": "Z tych, którzy tu są, część, która idzie dalej tam.",
  "vote_session.title": "Pytanie, nad którym się głosuje: „Co naprawiamy najpierw?”",
  "vote_session.votes_per_person":
    "Zwykle jedna czwarta tego, na co można głosować; przy zbyt wielu głosach wygrywa wszystko.",
};

const fr: Advice = {
  "journey.description": "Une ou deux phrases : d’où à où, et pour qui est cette carte.",
  "journey.map_type": "Ne mêlez pas aujourd’hui et demain : d’abord l’état actuel, puis sa copie.",
  "journey.scenario":
    "Ce qui déclenche la démarche et ce que la personne veut avoir obtenu à la fin. Un seul cas, pas tous.",
  "journey.problem":
    "Ce que la carte doit éclairer, si possible chiffré. Vouloir un outil n’est pas un problème.",
  "journey.expectations":
    "Ce que les gens tiennent pour acquis avant de commencer. Demandez, ne devinez pas d’après la brochure.",
  "journey.owner":
    "Une personne qui fait vivre la carte. Celle de tout le monde est périmée en un mois.",
  "journey.basis": "Prévu : tel que conçu. Réel : tel qu’observé.",
  "journey.emotion_scale":
    "Choisissez-la une fois, avant la collecte. En changer convertit les scores, la courbe garde sa forme.",
  "goal.text":
    "Ce qui doit changer à la fin, en termes vérifiables : « deux fois moins d’abandons au formulaire ».",
  "goal.metric": "À quoi vous le verrez. Un objectif sans mesure est un vœu.",
  "goal.target": "La valeur à atteindre, dans l’unité de l’indicateur.",
  "question.text":
    "Ce que vous ignorez encore et qui changerait une décision. Commencez par pourquoi, quand ou comment.",
  "question.answer":
    "La réponse en bref, les preuves dessous. « Nous pensons que oui » est une hypothèse : sur une carte.",
  "persona.name":
    "Un prénom dont on se souvient. Un persona par façon de se comporter, non par âge.",
  "persona.tagline": "Quelques mots qui le distinguent : « roule chaque jour, déteste réparer ».",
  "persona.quote":
    "Une phrase vraiment dite, mot pour mot. Une citation inventée sonne comme une publicité.",
  "persona.share": "Leur part de la clientèle, 0,3 pour 30 %. Mieux vaut vide que deviné.",
  "persona.goals":
    "Ce qu’ils veulent pour eux, que vous le vendiez ou non : « arriver à l’heure au travail ».",
  "persona.needs": "Ce dont ils ne peuvent se passer. Une fonction est une réponse, pas un besoin.",
  "persona.pains":
    "Ce qui leur coûte aujourd’hui du temps, de l’argent ou des nerfs, avec ou sans vous.",
  "persona.jobs": "Quand …, je veux …, pour pouvoir … Une tâche par entrée.",
  "persona.demographics":
    "Seulement ce qui change leur parcours. Les loisirs qui ne décident de rien sont du décor.",
  "persona.psychographics":
    "Ce qu’ils croient, craignent, ce dont ils sont fiers : si quelqu’un l’a entendu d’eux.",
  "person.kind":
    "Responsable : décide. Partie prenante : est concernée. Participant : était à l’atelier.",
  "person.influence": "1 = n’y peut presque rien, 5 = peut arrêter ou lancer. Associez tôt les 5.",
  "channel.name":
    "Aussi concret que le client le voit : « page de réservation », pas « numérique ».",
  "channel.ownership":
    "Détenu : vous le gérez. Payé : vous l’achetez. Gagné : on parle de vous. Partenaire : un tiers le gère pour vous.",
  "phase.name":
    "Ce qui occupe le client, un nom ou un verbe : « Comparer », pas « Génération de prospects ».",
  "phase.purchase_stage":
    "Là où l’argent change de main, c’est « pendant ». Une carte sans après finit trop tôt.",
  "touchpoint.name":
    "Le verbe d’abord, côté client : « Demande à un ami », pas « Demande client ». Un événement par point de contact.",
  "touchpoint.description":
    "Ce que verrait quelqu’un à côté. Raisons et émotions vont sur les cartes.",
  "touchpoint.channels":
    "Où cela se passe. Plusieurs canaux : les gens choisissent ; s’ils vont toujours de l’un à l’autre, faites-en deux.",
  "touchpoint.in_use":
    "Si l’on passe vraiment par ici. Ce que personne n’utilise coûte quand même.",
  "touchpoint.intended":
    "Si quelqu’un l’a prévu. Utilisé sans être prévu : souvent une opportunité.",
  "touchpoint.expectation":
    "Avec les mots du client : « une réponse aujourd’hui ». Ce qui lui semble normal, pas son rêve.",
  "touchpoint.expectation_met":
    "Jugez d’après ce que les gens ont dit ou fait, non d’après ce qui a été livré.",
  "touchpoint.moment_of_truth":
    "Ici on décide de rester ou de partir. Trois par carte, c’est beaucoup : avec dix, aucun ne ressort.",
  "touchpoint.duration":
    "Combien de temps cela les occupe : 6 min, 1 h 30 min. Mesurez-en quelques-uns plutôt que de demander la durée du processus.",
  "touchpoint.wait":
    "Combien ils attendent avant la suite : 2 jours. On oublie l’attente sur la carte, le client s’en souvient.",
  "touchpoint.owners": "Qui peut le changer demain. On ne téléphone pas à un service.",
  "touchpoint.initiator":
    "Qui fait le premier pas, et à droite qui le reçoit : client, entreprise ou tiers.",
  "touchpoint.importance_customer":
    "1 = ne manquerait à personne, 5 = ils partent si cela échoue. Si tout vaut 5, comparez deux à deux.",
  "touchpoint.importance_business":
    "1 = rien n’en dépend, 5 = le revenu ou l’agrément en dépend. Si elle diffère de celle du client, parlez-en.",
  "touchpoint.support_needed":
    "Ce qui manque à ceux qui le font : une décision, un outil, un collègue le samedi.",
  "touchpoint.compliance":
    "L’écart entre ce qui est observé et ce qui était prévu. Ajouté : les gens ont créé leur propre étape.",
  "touchpoint.planned_ref": "Le point prévu que celui-ci réalise ; ses scores sont tracés à côté.",
  "touchpoint.status":
    "Supposé : de nos têtes. Étudié : des clients. Validé : retrouvé chez d’autres.",
  "lane.kind":
    "Il décide du contenu des cellules et de l’aspect des cartes. De trois à six lignes, cela se lit encore.",
  "lane.side": "En scène : le client le voit. En coulisses : vous seuls.",
  "lane.separator":
    "La ligne du plan de service sous celle-ci : ce que le client fait, voit, et ce qui reste interne.",
  "experience.score":
    "L’émotion de ce moment, pas le verdict sur l’entreprise. Neutre : rien ressenti ; vide : pas demandé.",
  "experience.source":
    "Les scores supposés ont un point creux. Soyez honnête : cela montre où demander.",
  "experience.n":
    "Combien de personnes ont répondu. Sous dix, lisez les commentaires plutôt que la moyenne.",
  "experience.sd": "L’écart type. Grand, il cache deux groupes derrière une moyenne.",
  "experience.emotion": "Un mot : « agacé » et « inquiet » ont le même score, pas le même remède.",
  "card.text": "Une idée par carte, comme elle a été dite. S’il y a un « et », faites-en deux.",
  "card.kind": "Séparez ce qui a été dit (citation) de ce que vous en tirez (enseignement).",
  "card.status":
    "Où en est une idée. Ce qui est rejeté reste, pour ne pas être reproposé sans le savoir.",
  "card.severity": "1 = un haussement d’épaules, 5 = ils renoncent. Demandez aussi la fréquence.",
  "card.impact":
    "1 = à peine visible, 5 = change le parcours. Notez toutes les cartes en une fois pour comparer.",
  "card.effort": "1 = un jour, 5 = un projet. À noter par ceux qui le feraient.",
  "card.evidence_level":
    "Hypothèse : non vérifié. Témoignage : entendu une fois. Données : compté. Validé : retrouvé ailleurs.",
  "card.evidence":
    "L’entretien, l’enquête ou la requête d’où cela vient ; d’autres pourront vérifier.",
  "card.personas": "Seulement si ce n’est pas vrai pour tous. Vide : tout le monde.",
  "evidence.title":
    "Pour que d’autres la retrouvent : quoi, avec qui, quand. « Entretiens avec des cyclistes, mai ».",
  "evidence.n": "Combien de personnes ou de cas il y a derrière.",
  "evidence.quote": "Le passage qui compte, mot pour mot, sans noms de clients.",
  "metric.name":
    "Ce qui est compté, chez qui, sur quelle durée : « Réservations finies en une visite, par semaine ».",
  "metric.kind":
    "CSAT interroge un moment, CES l’effort, NPS l’ensemble. Ne posez pas les trois à la fois.",
  "metric.direction":
    "S’il vaut mieux en avoir plus. Pour l’attente et l’attrition, c’est l’inverse.",
  "metric_value.target": "Le point de contact ou la phase mesurés, ou tout le parcours.",
  "metric_value.value": "Une valeur par date ; les anciennes restent, pour voir l’évolution.",
  "resource.status":
    "Disponible : on peut s’en servir. Nécessaire : quelqu’un doit l’obtenir, dites qui.",
  "path.name": "Ce qui distingue ce chemin : « par téléphone après l’échec du formulaire ».",
  "path.condition": "Quand on passe par là, de sorte qu’un autre distingue les mêmes cas.",
  "path.probability":
    "La part des gens qui passent par là, 0,2 pour un sur cinq. Tous les chemins font 1.",
  "edge.kind":
    "Embranchement : on choisit. Boucle : on recommence. Retour : on revient et on essaie autrement.",
  "edge.probability": "De ceux qui sont ici, la part qui continue là.",
  "vote_session.title": "La question soumise au vote : « Que réparer d’abord ? »",
  "vote_session.votes_per_person":
    "En général un quart de ce qui est soumis ; avec trop de votes, tout gagne.",
};

export const TEXTS: Catalogues<Key> = { en, it, pl, fr };
