// What a result's score is made of: each weight with what it is of and why. What a name, a place or a mention weighs stands in rank.js
// with the classes of terms.

// By the index: what a term adds to a document's score, and how well it covers its words of the query.
export const SINGLE = 0.4; // a word alone, against a pair
export const APART = 0.65; // how well a word covers its place without the neighbour that it stands with elsewhere
export const UNBOUND = 0.8; // a word that stands with none of its neighbours in the query: a thought of its own
export const NUMBERED = 1.25; // a number that stands in a name
export const OTHER_FORM = 0.6; // the same letters with other diacritics than were typed

// By the index: how much more or less the whole document counts.
export const COVER_POWER = 4; // how much more a document counts that answers the whole query
export const KIND_BOOST = 6; // of a document of the kind that the query starts with
export const DATE_BOOST = 2.2; // of an event when the query names a day, a month or a year
export const PHRASE_BOOST = 2.5; // of a document that holds the query word after word
export const NAME_BOOST = 8; // of one whose name the query is
export const NAMED_MORE = 0.05; // that a name counts more for each of its words that the query has in a row
export const DATED_NAME_BOOST = 7; // of a unit when the query is its name, then a date
export const PLACED_BOOST = 3.5; // of a unit when the query is its name, then where it is
export const PLACE_FIRST_BOOST = 2.5; // where it is, then its name
export const WHOLLY = 0.9; // covered by names and where it is, not by what is mentioned
export const LEAST_TOUCHED = 0.45; // of what the fullest answer touches of the query, or a document is no answer

// How much more a name of a unit goes together than its words do by themselves, where names and other words of a query overlap.
export const NAMES_A_UNIT = 0.1; // of two that go together alike, the name
export const FIRST_OF_KIND = 1; // behind what kind of unit it is: `phường An Phong`

// By the card, for the best documents.
export const KIND_FACTORS = { source: 0.5, term: 0.6, point: 0.7, organisation: 0.9, event: 0.9, theme: 0.95 }; // what tells of a thing stands behind the thing itself
export const TERM_AMONG_OTHERS = 0.3; // an entry of the glossary answers a query for its term alone
export const SHORT_ONLY = 0.5; // an entry without a meaning, asked for in full
export const TELLS_A_NUMBER = 0.1; // of a source that mentions one
export const MEANING_BOOST = 1.5; // of one when it is asked what a word means
export const PLACE_BOOST = 1.2; // of what is in the unit that the query names, with what kind of unit it is
export const DAY_BOOST = 1.5; // of what is of the day that the query names
export const TIME_BOOST = 1.5; // of a former unit when the query is for what was, or of today's; of one that came or went when it says
