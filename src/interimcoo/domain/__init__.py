"""What a COO reasons with: frozen values and pure functions."""
