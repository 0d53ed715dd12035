"""Opening files safely, whatever they are wrapped in: tables as text, features as they are."""
