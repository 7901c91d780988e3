"""Files of `data/`: YAML to records with line and column, and records to YAML."""
