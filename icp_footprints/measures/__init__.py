"""The measures of a plan: people, coterminosity, compactness and coverage, always by ledger."""
