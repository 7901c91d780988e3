"""Papers for offices, in Word: the report of a unit, the kit of a model, the summary of an event; and short texts for Zalo."""
