"""The operational assessment: scores, evidence, findings."""
