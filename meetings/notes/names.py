"""What tells a person from a place: common given names (everyday Swedish knowledge) and the 290 municipalities.

A name that is not here is still read where a list makes it plain that it is one; these lists only settle doubts,
such as whether "Anna, Bertil, Brunnby" is three people or two.
"""

from meetings.notes.words import fold

_GIVEN = """
Aaron Abbas Abdi Adam Agnes Agneta Ahmad Ahmed Aida Aisha Albert Albin Alexander Alexandra Alf Alfred Ali Alice Alicia Alma Alva
Amanda Amina Amir Anders Andrea Andreas Anette Angelica Angelika Anita Anja Ann Anna Anna-Karin Anna-Lena Annelie Anneli
Annette Annica Annika Ann-Britt Ann-Charlotte Ann-Christin Ann-Christine Ann-Kristin Ann-Louise Ann-Marie Ann-Mari Ann-Sofie
Anne Anne-Marie Anton Antonia Arne Arvid Asta Astrid August Axel Barbara Barbro Bengt Benjamin Berit Bernt Bertil Birgit
Birgitta Bjarne Björn Bo Bodil Boel Boris Bosse Britt Britta Britt-Marie Bruno Börje Calle Camilla Carin Carina Carita Carl
Carl-Johan Carola Carolina Caroline Casper Catarina Catharina Cecilia Charlotta Charlotte Christel Christer Christian
Christina Christine Christoffer Cilla Claes Clara Claudia Conny Cornelia Dagmar Dan Daniel Daniela Danuta David Denise Dennis
Desirée Diana Doris Ebba Eddie Edit Edith Edvin Edward Eivor Elin Elina Elisabet Elisabeth Elise Elias Ella Ellen Ellinor Elinor Elliot Elma
Elsa Elsie Elvira Elvy Emanuel Emelie Emil Emilia Emily Emma Emmy Erica Erik Erika Erland Ernst Ester Esther Eva Eva-Lena
Eva-Karin Eva-Lotta Eva-Maria Eva-Marie Evelina Evert Ewa Fabian Fanny Farah Fatima Felicia Felix Filip Filippa Folke Frans
Fredrik Fredrika Frida Gabriel Gabriella Georg Gerd Gerda Gert Gertrud Gittan Glenn Greger Greta Gudrun Gun Gunborg Gunilla
Gunn Gunnar Gunnel Gunvor Gustaf Gustav Göran Gösta Hadi Hampus Hanna Hannah Hannele Hannes Hans Harald Harriet Harry Hasse
Hassan Hedda Hedvig Heidi Helen Helena Helene Heléne Helge Helga Helmi Henny Henrietta Henrik Henry Herman Hilda Hilma Hjalmar
Hugo Håkan Ibrahim Ida Ingalill Inga Inga-Lill Inga-Maj Inge Ingegerd Ingela Inger Ingmar Ingrid Ingvar Ingemar Irene Irina Iris
Irma Isa Isabell Isabella Isabelle Isac Isak Ivan Ivar Iwona Ingalisa Ingolf Isolde Jack Jacob Jakob Jan Jane Janne Jan-Erik Jan-Olof Jasmin Jasmine Jeanette
Jeanne Jelena Jennie Jenny Jens Jerker Jesper Jessica Jimmy Joakim Joar Joel Johan Johanna Johannes John Johnny Jon Jonas Jonatan
Jonathan Jonna Jonny Jorma Josef Josefin Josefina Josefine Judit Judith Julia Julius Julie Jörgen Kaisa Kajsa Kalle Kari Karim
Karin Karl Karl-Erik Karolina Katarina Katharina Katja Katrin Kenneth Kent Kerstin Kicki Kim Kjell Klara Klas Knut Krister
Kristian Kristina Kristin Kristoffer Kurt Lars Lars-Erik Lars-Åke Lasse Laura Leif Lena Lennart Leo Leon Liam Lilian Lill Lillemor
Lina Linda Linnea Linnéa Linus Lisa Lisbeth Lise Lise-Lotte Lisen Liselott Liselotte Liv Loa Lotta Louise Lova Lovisa Lowa Lucas
Lucia Ludvig Lukas Love Lydia Madeleine Magda Magdalena Magnus Mahmoud Maj Maja Maj-Britt Majken Malin Malte Malva Manfred Marcus
Margaret Margareta Margaretha Margit Margot Mari Maria Mariana Marianne Marie Marie-Louise Marika Marina Mariam Marit Marita
Markus Marlene Marta Martha Martin Martina Mary Maryam Mathias Mathilda Matilda Mats Mattias Maud Max Maximilian Melissa Melker
Mia Micael Michael Michaela Mikael Mikaela Milan Milla Miranda Miriam Mirja Moa Mohamed Mohammad Mohammed Mona Monica Monika Morgan
Mustafa My Måns Märit Märta Märtha Nadia Nadja Naima Nancy Natalie Natasha Nellie Nelly Niklas Nicklas Niclas Nico Nicolas Nicole
Nils Nina Noa Noah Nora Nour Ola Olaf Ole Oliver Olivia Olle Olof Olov Omar Orvar Oscar Oskar Osman Otto Ove Patrica Patricia Patrik
Paul Paula Paulina Pauline Pelle Per Per-Olof Peder Pernilla Perolof Peter Petra Petter Philip Pia Pierre Pontus Rachel Ragnar
Ragnhild Ralf Ramona Rasmus Rebecca Rebecka Reidar Reine Renata Renée Ricard Richard Rickard Rikard Rita Robert Roberto Robin Roger
Roland Rolf Ronja Ronny Rosa Rose-Marie Rosita Rune Runo Ruth Rut Samir Samira Samuel Sandra Sanna Sara Sarah Saga Saida Salma
Sebastian Selma Sigbritt Signe Sigrid Sigvard Simon Simone Siri Siv Sixten Sofia Sofie Solveig Solvig Sonja Sophia Sophie Staffan
Stefan Stellan Stephanie Stig Stina Sture Sune Susann Susanna Susanne Suzanne Svante Sven Sven-Erik Svea Sverker Sylvia Synnöve
Sören Tage Tanja Tariq Terese Teresia Theo Therese Theres Theodor Thomas Thor Thora Thorbjörn Tilda Tilde Tim Tina Tindra Tobias
Tom Tomas Tommy Tora Torbjörn Tord Tore Torgny Torsten Tove Tuva Tyra Ulf Ulla Ulla-Britt Ulla-Karin Ulrica Ulrika Urban Ursula
Vanja Vendela Vera Veronica Veronika Victor Victoria Vidar Viggo Viktor Viktoria Vilhelm Vilma Vincent Viola Vivan Vivianne Viveka
Viveca Vivi Walter Wilhelm William Wilma Ylva Yngve Yvonne Yusuf Anki Annkie Bettan Cia Danne Gitte Kattis Kenta Lollo Maggan Micke Nettan Ninni Robban Sussie Tessan Tobbe Uffe Zahra Zainab Zara Zeinab Zlatan Åke Åsa Åse Örjan Östen
"""
# Also everyday words, months or short forms: never taken for a person on their own.
_ALSO_WORDS = "Dag Maj My Love Liv Stig Max Kim Tim Tora August Loa Isa Jan Siv Noa Tom Dan"

GIVEN_NAMES = frozenset(fold(name) for name in _GIVEN.split())
CERTAIN_GIVEN_NAMES = GIVEN_NAMES - {fold(name) for name in _ALSO_WORDS.split()}

_MUNICIPALITIES = """
Ale|Alingsås|Alvesta|Aneby|Arboga|Arjeplog|Arvidsjaur|Arvika|Askersund|Avesta|Bengtsfors|Berg|Bjurholm|Bjuv|Boden|Bollebygd
Bollnäs|Borgholm|Borlänge|Borås|Botkyrka|Boxholm|Bromölla|Bräcke|Burlöv|Båstad|Dals-Ed|Danderyd|Degerfors|Dorotea|Eda|Ekerö|Eksjö
Emmaboda|Enköping|Eskilstuna|Eslöv|Essunga|Fagersta|Falkenberg|Falköping|Falun|Filipstad|Finspång|Flen|Forshaga|Färgelanda|Gagnef
Gislaved|Gnesta|Gnosjö|Gotland|Grums|Grästorp|Gullspång|Gällivare|Gävle|Göteborg|Götene|Habo|Hagfors|Hallsberg|Hallstahammar
Halmstad|Hammarö|Haninge|Haparanda|Heby|Hedemora|Helsingborg|Herrljunga|Hjo|Hofors|Huddinge|Hudiksvall|Hultsfred|Hylte|Håbo|Hällefors
Härjedalen|Härnösand|Härryda|Hässleholm|Höganäs|Högsby|Hörby|Höör|Jokkmokk|Järfälla|Jönköping|Kalix|Kalmar|Karlsborg|Karlshamn
Karlskoga|Karlskrona|Karlstad|Katrineholm|Kil|Kinda|Kiruna|Klippan|Knivsta|Kramfors|Kristianstad|Kristinehamn|Krokom|Kumla
Kungsbacka|Kungsör|Kungälv|Kävlinge|Köping|Laholm|Landskrona|Laxå|Lekeberg|Leksand|Lerum|Lessebo|Lidingö|Lidköping|Lilla Edet|Lindesberg
Linköping|Ljungby|Ljusdal|Ljusnarsberg|Lomma|Ludvika|Luleå|Lund|Lycksele|Lysekil|Malmö|Malung-Sälen|Malå|Mariestad|Mark|Markaryd
Mellerud|Mjölby|Mora|Motala|Mullsjö|Munkedal|Munkfors|Mölndal|Mönsterås|Mörbylånga|Nacka|Nora|Norberg|Nordanstig|Nordmaling|Norrköping
Norrtälje|Norsjö|Nybro|Nykvarn|Nyköping|Nynäshamn|Nässjö|Ockelbo|Olofström|Orsa|Orust|Osby|Oskarshamn|Ovanåker|Oxelösund|Pajala|Partille
Perstorp|Piteå|Ragunda|Robertsfors|Ronneby|Rättvik|Sala|Salem|Sandviken|Sigtuna|Simrishamn|Sjöbo|Skara|Skellefteå|Skinnskatteberg|Skurup
Skövde|Smedjebacken|Sollefteå|Sollentuna|Solna|Sorsele|Sotenäs|Staffanstorp|Stenungsund|Stockholm|Storfors|Storuman|Strängnäs|Strömstad
Strömsund|Sundbyberg|Sundsvall|Sunne|Surahammar|Svalöv|Svedala|Svenljunga|Säffle|Säter|Sävsjö|Söderhamn|Söderköping|Södertälje|Sölvesborg
Tanum|Tibro|Tidaholm|Tierp|Timrå|Tingsryd|Tjörn|Tomelilla|Torsby|Torsås|Tranemo|Tranås|Trelleborg|Trollhättan|Trosa|Tyresö|Täby|Töreboda
Uddevalla|Ulricehamn|Umeå|Upplands Väsby|Upplands-Bro|Uppsala|Uppvidinge|Vadstena|Vaggeryd|Valdemarsvik|Vallentuna|Vansbro|Vara|Varberg
Vaxholm|Vellinge|Vetlanda|Vilhelmina|Vimmerby|Vindeln|Vingåker|Vårgårda|Vänersborg|Vännäs|Värmdö|Värnamo|Västervik|Västerås|Växjö|Ydre
Ystad|Åmål|Ånge|Åre|Årjäng|Åsele|Åstorp|Åtvidaberg|Älmhult|Älvdalen|Älvkarleby|Älvsbyn|Ängelholm|Öckerö|Ödeshög|Örebro|Örkelljunga
Örnsköldsvik|Östersund|Österåker|Östhammar|Östra Göinge|Överkalix|Övertorneå
"""
MUNICIPALITIES = frozenset(fold(name.strip()) for name in _MUNICIPALITIES.replace("\n", "|").split("|") if name.strip())
