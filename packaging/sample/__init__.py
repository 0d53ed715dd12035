"""Steps of ``build_sample.py``: read the packages, model people and PCNs, describe it all."""
