"""What the product promises about speed, measured as CPU time or as ratios in one run."""
