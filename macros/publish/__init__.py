"""From a finished folder to the published site: looked over, then put in its place at one stroke."""
